"""Add a patient."""

from markupsafe import escape

from diary.audit.models import AuditEvent
from diary.db import db
from tests.caseload.pages import add, areas, patients
from tests.hostile import KEPT, REFUSED, YEARS


def test_a_practitioner_adds_a_patient_with_area_rows_and_intake(bob_browser, bob):
    response = add(bob_browser)

    [patient], [area] = patients(), areas()
    assert response.status_code == 303
    assert response.location == f"/clinic/patients/{patient.id}/details?done=added"
    assert (patient.name, patient.year_of_birth, patient.language) == ("Alice Martin", 1961, "en")
    assert (patient.practice_id, area.patient_id) == (bob.practice_id, patient.id)
    assert (area.name, area.area_group) == ("Right knee", "joint")
    assert (patient.asks_sleep, patient.asks_note, patient.asks_goal, patient.asks_worst) == (True, True, False, False)
    assert (patient.blood_thinner, patient.anaesthetic_allergy, patient.diabetes) == (True, False, None)
    assert patient.intake_pain == 7


def test_adding_a_patient_leaves_a_trace_without_the_name(bob_browser, bob):
    add(bob_browser)

    [event] = db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == "patient_added"))
    assert (event.actor_id, event.practice_id) == (bob.id, bob.practice_id)
    assert "Alice" not in event.detail


def test_the_rows_that_most_patients_are_asked_are_ticked(bob_browser):
    page = bob_browser.get("/clinic/patients/new").text

    assert page.count(" checked") == 6 + 1 + 3  # rows but the worst pain, the language, three answers "not asked"
    assert 'value="worst" checked' not in page


def test_reception_adds_a_patient_and_never_sees_the_intake(reception_browser):
    page = reception_browser.get("/clinic/patients/new").text
    add(reception_browser)

    [patient] = patients()
    assert "blood_thinner" not in page
    assert "intake_pain" not in page
    assert (patient.blood_thinner, patient.anaesthetic_allergy, patient.diabetes, patient.intake_pain) == (None,) * 4


def test_a_name_that_cannot_be_kept_is_refused_and_nothing_is_added(bob_browser):
    for kind, name in REFUSED.items():
        response = add(bob_browser, name=name)

        assert response.status_code == 422, kind
        assert 'id="name-error"' in response.text, kind
        assert 'href="#name"' in response.text, kind
    assert patients() == []


def test_an_unusual_name_is_kept_as_typed_and_shown_as_text(bob_browser):
    for name in KEPT.values():
        response = add(bob_browser, name=name)

        page = bob_browser.get(response.location)
        assert page.status_code == 200, name
        assert f'value="{escape(name)}"' in page.text, name
    assert {patient.name for patient in patients()} == set(KEPT.values())
    assert "<script>alert" not in bob_browser.get("/clinic/").text


def test_a_year_must_be_four_digits_of_somebody_alive(bob_browser):
    for year in YEARS:
        response = add(bob_browser, year_of_birth=year)

        assert response.status_code == 422, year
        assert 'id="year_of_birth-error"' in response.text, year
    assert patients() == []


FAULTS = [
    ("language", "xx", "Choose a language from the list."),
    ("language", "", "Choose a language from the list."),
    ("rows", "pain", "Choose rows from the list."),
    ("area_name", "", "Enter the area"),
    ("area_name", "x" * 81, "Area must be 80 letters or less."),
    ("area_name", "a\x00b", "Area holds a hidden sign."),
    ("area_group", "", "Choose where the area belongs."),
    ("area_group", "moon", "Choose where the area belongs."),
    ("blood_thinner", "", "Choose one of the answers shown."),
    ("diabetes", "maybe", "Choose one of the answers shown."),
    ("intake_pain", "11", "Choose a number from 0 to 10."),
    ("intake_pain", "3.7", "Choose a number from 0 to 10."),
    ("intake_pain", "-1", "Choose a number from 0 to 10."),
    ("intake_pain", "٣", "Choose a number from 0 to 10."),
]


def test_every_fault_is_named_with_what_to_do_and_what_was_typed_stays(bob_browser):
    for field, value, message in FAULTS:
        response = add(bob_browser, **{field: value})

        assert response.status_code == 422, field
        assert message in response.text, field
        assert 'value="Alice Martin"' in response.text, field
    assert patients() == []


def test_a_form_with_nothing_in_it_names_every_field(bob_browser):
    response = bob_browser.send_form("/clinic/patients/new")

    assert response.status_code == 422
    for field in ("name", "year_of_birth", "language", "area_name", "area_group", "blood_thinner", "intake_pain"):
        assert f'id="{field}-error"' in response.text


def test_no_rows_at_all_is_a_choice(bob_browser):
    add(bob_browser, rows=[])

    assert not patients()[0].asks_sleep
