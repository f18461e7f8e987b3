"""See and change what is set up for a patient."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import inspect

from diary import clock
from diary.audit.models import AuditEvent
from diary.db import db
from diary.practice.models import EarlierPatientFact, Patient
from tests.caseload.pages import INTAKE, RECORD, again, areas, details_of, save
from tests.factories import a_device, a_patient, an_area, kept
from tests.hostile import KEPT, REFUSED
from tests.today.days import a_course

TYPED_OR_TICKED = {"name", "year_of_birth", "language", *INTAKE}


def actions(name: str) -> list[AuditEvent]:
    db.session.rollback()
    return list(db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == name)))


def earlier() -> dict[str, str]:
    db.session.rollback()
    return {row.fact: row.was for row in db.session.scalars(db.select(EarlierPatientFact))}


def test_a_practitioner_changes_everything(bob_browser, alice):
    response = save(bob_browser, alice, name="Alice Roy", rows=["worst"], diabetes="yes", intake_pain="")

    patient = again(alice)
    assert response.location == f"/clinic/patients/{alice.id}/details?done=saved"
    assert (patient.name, patient.asks_worst, patient.asks_sleep) == ("Alice Roy", True, False)
    assert (patient.blood_thinner, patient.diabetes, patient.intake_pain) == (True, True, None)


def test_what_the_record_said_before_is_kept_in_words(bob_browser, alice):
    save(bob_browser, alice, name="Alice Roy", rows=["worst"])

    was = earlier()
    assert was["name"] == "Alice Martin"
    assert (was["asks_sleep"], was["asks_worst"]) == ("yes", "no")
    assert was["blood_thinner"] == "not asked"
    assert "year_of_birth" not in was
    assert "Name was Alice Martin until" in bob_browser.get(details_of(alice)).text


def test_the_trace_names_what_changed_and_no_answer(bob_browser, alice, bob):
    save(bob_browser, alice, name="Alice Roy")

    [event] = actions("patient_changed")
    assert event.actor_id == bob.id
    assert "name" in event.detail
    assert "blood_thinner" in event.detail
    assert "Alice" not in event.detail


def test_saving_the_same_again_changes_nothing_and_leaves_no_trace(bob_browser, alice):
    save(bob_browser, alice)
    before = len(earlier())

    save(bob_browser, alice)

    assert len(earlier()) == before
    assert len(actions("patient_changed")) == 1


def test_opening_the_page_is_noted_with_who_and_whom(bob_browser, bob, alice):
    bob_browser.get(details_of(alice))

    [event] = actions("details_viewed")
    assert (event.actor_id, event.patient_id) == (bob.id, alice.id)


def test_reception_neither_reads_nor_writes_the_intake(reception_browser, bob_browser, alice):
    save(bob_browser, alice)

    page = reception_browser.get(details_of(alice)).text
    save(reception_browser, alice, name="Alice Roy", blood_thinner="no", diabetes="yes", intake_pain="1")

    patient = again(alice)
    assert not re.search("blood|allerg|diabet|intake|What number best", page, re.IGNORECASE)
    assert patient.name == "Alice Roy"
    assert (patient.blood_thinner, patient.diabetes, patient.intake_pain) == (True, None, 7)
    assert "Blood thinner was" not in reception_browser.get(details_of(alice)).text
    assert "Blood thinner was" in bob_browser.get(details_of(alice)).text


def test_an_administrator_who_is_no_practitioner_reads_no_intake(administrator_browser, alice):
    page = administrator_browser.get(details_of(alice)).text

    assert "blood_thinner" not in page
    assert "Open the trend" not in page


def test_no_column_can_be_set_by_sending_its_name(bob_browser, alice):
    columns = {column.key for column in inspect(Patient).columns} - TYPED_OR_TICKED
    before = {column: getattr(again(alice), column) for column in columns if not column.startswith("asks_")}

    response = save(bob_browser, alice, **dict.fromkeys(columns, "1"), role="administrator", is_administrator="1")

    patient = again(alice)
    assert response.status_code == 303
    assert {column: getattr(patient, column) for column in before} == before
    assert (patient.asks_sleep, patient.asks_worst) == (True, False)


def test_another_patients_id_in_the_form_changes_nobody_else(bob_browser, alice, practice):
    other = a_patient(practice, name="Other")

    save(bob_browser, alice, id=str(other.id), patient_id=str(other.id), name="Alice Roy")

    assert again(other).name == "Other"


def test_an_answer_that_was_left_out_of_the_form_is_not_taken_for_not_asked(bob_browser, alice):
    save(bob_browser, alice)

    response = bob_browser.send_form(details_of(alice), **RECORD)

    assert response.status_code == 422
    assert again(alice).blood_thinner is True


def test_a_name_that_cannot_be_kept_leaves_the_record_as_it_was(bob_browser, alice):
    for kind, name in REFUSED.items():
        assert save(bob_browser, alice, name=name).status_code == 422, kind

    assert again(alice).name == "Alice Martin"


def test_an_area_may_be_called_anything_that_can_be_read(bob_browser, alice):
    for name in KEPT.values():
        bob_browser.send_form(f"/clinic/patients/{alice.id}/areas/new", area_name=name, area_group="limb")

    assert {area.name for area in areas()} == set(KEPT.values())
    assert bob_browser.get(details_of(alice)).status_code == 200


def test_an_area_that_cannot_be_read_is_refused(bob_browser, alice):
    for kind, name in REFUSED.items():
        response = bob_browser.send_form(f"/clinic/patients/{alice.id}/areas/new", area_name=name, area_group="limb")

        assert response.status_code == 422, kind
    assert areas() == []


def test_an_area_gets_a_better_name_and_keeps_its_old_one(bob_browser, alice):
    area = an_area(alice, name="Knee")

    bob_browser.send_form(f"/clinic/patients/{alice.id}/areas/{area.id}", area_name="Right knee", area_group="joint")

    assert [(row.id, row.name, row.area_group) for row in areas()] == [(area.id, "Right knee", "joint")]
    assert earlier() == {"area_name": "Knee", "area_group": "low_back"}
    assert "Area was Knee until" in bob_browser.get(details_of(alice)).text


def test_an_area_of_another_patient_cannot_be_changed_through_this_one(bob_browser, alice, practice):
    theirs = an_area(a_patient(practice))
    address = f"/clinic/patients/{alice.id}/areas/{theirs.id}"

    assert bob_browser.get(address).status_code == 404
    assert bob_browser.send_form(address, area_name="Mine", area_group="joint").status_code == 404
    assert [area.name for area in areas()] == ["Low back"]


def test_nothing_removes_an_area(bob_browser, alice):
    area = an_area(alice)

    assert bob_browser.delete(f"/clinic/patients/{alice.id}/areas/{area.id}").status_code in (403, 405)
    assert len(areas()) == 1


def test_phones_are_listed_and_signed_out(bob_browser, alice):
    phone = a_device(alice, label="iPhone", is_carer=True)
    assert "iPhone, carer" in " ".join(bob_browser.get(details_of(alice)).text.split())

    response = bob_browser.send_form(f"/clinic/patients/{alice.id}/phones/{phone.id}/sign-out")

    assert response.location.endswith("done=signed_out")
    assert "No phone is paired yet." in bob_browser.get(details_of(alice)).text


def test_a_phone_of_another_patient_stays_signed_in(bob_browser, alice, practice):
    phone = a_device(a_patient(practice))

    response = bob_browser.send_form(f"/clinic/patients/{alice.id}/phones/{phone.id}/sign-out")

    assert response.status_code == 404


def test_courses_are_listed(bob_browser, alice):
    a_course(alice, an_area(alice, name="Right knee"), planned_sessions=6)

    page = " ".join(bob_browser.get(details_of(alice)).text.split())

    assert "Right knee</bdi>, 6 sessions planned" in page
    assert f'href="/clinic/patients/{alice.id}/courses/new"' in page


def test_reception_sees_the_next_visit_and_no_link_that_would_be_refused(reception_browser, alice):
    course = a_course(
        alice, an_area(alice, name="Right knee"), next_visit_at=datetime(2026, 11, 27, 14, 20, tzinfo=UTC)
    )

    page = " ".join(reception_browser.get(details_of(alice)).text.split())

    assert "Next visit Fri Nov 27, 9:20" in page
    assert re.findall('/courses/[^"]*', page) == [f"/courses/{course.id}/visit"]


def test_the_page_says_that_nobody_asked_for_consent_yet(bob_browser, alice):
    assert "Not asked yet." in bob_browser.get(details_of(alice)).text


def test_the_page_says_since_when_entries_are_not_shared(bob_browser, practice):
    stopped = a_patient(practice, sharing_stopped_at=clock.now())

    assert "Entries after that day are not shown." in bob_browser.get(details_of(stopped)).text


def test_archiving_takes_a_patient_off_the_list_and_back(bob_browser, alice):
    bob_browser.send_form(f"/clinic/patients/{alice.id}/archive")
    bob_browser.send_form(f"/clinic/patients/{alice.id}/archive")
    assert again(alice).archived_at is not None
    assert len(actions("patient_archived")) == 1

    bob_browser.send_form(f"/clinic/patients/{alice.id}/unarchive")
    assert again(alice).archived_at is None


def test_the_database_keeps_what_a_record_said_before(app, alice, bob):
    facts = {"patient_id": alice.id, "fact": "name", "was": "A", "changed_at": clock.now(), "changed_by": bob.id}
    row = kept(EarlierPatientFact(**facts))

    with pytest.raises(Exception, match="only ever added"):
        db.session.execute(db.delete(EarlierPatientFact).where(EarlierPatientFact.id == row.id))


def test_a_missing_patient_is_not_found(bob_browser):
    assert bob_browser.get(f"/clinic/patients/{uuid4()}/details").status_code == 404
