"""My data: a patient sees who looked, takes a copy, stops sharing and deletes; nobody else does it for them."""

import csv
import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine

from diary.accounts.models import Device
from diary.audit.models import AuditEvent
from diary.db import db
from diary.practice.models import Patient
from tests.entries.saves import EVENING, a_message, a_save, record
from tests.factories import a_device, a_patient, an_area
from tests.sync.phones import sync

NOW = EVENING + timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock_hands():
    with time_machine.travel(NOW, tick=False) as hands:
        yield hands


def again(alice) -> Patient:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Patient, alice.id)


def actions(alice) -> list[str]:
    return list(db.session.scalars(db.select(AuditEvent.action).where(AuditEvent.patient_id == alice.id)))


def the_table(browser) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(browser.get("/data/copy.csv").text.removeprefix("\ufeff"))))


def text_of(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def test_who_can_see_it_is_said_first(alice_browser):
    assert "Who can see it: you and Harbour Lane Clinic." in alice_browser.get("/data").text


def test_a_carers_phone_is_named_among_who_can_see_it(alice_browser, alice):
    assert "phone has it too" not in alice_browser.get("/data").text
    a_device(alice, is_carer=True)

    assert "phone has it too" in alice_browser.get("/data").text


def test_who_opened_the_diary_is_listed_by_day_with_role_and_what_they_did(
    alice_browser, bob_browser, reception_browser, alice, clock_hands
):
    bob_browser.get(f"/clinic/patients/{alice.id}")
    bob_browser.get(f"/clinic/patients/{alice.id}")
    clock_hands.shift(timedelta(minutes=5))
    reception_browser.get(f"/clinic/patients/{alice.id}/details")

    page = text_of(alice_browser.get("/data/log").text)

    assert (
        "November 17, 2026 Rosa Klein , Reception: looked at your details Bob Tremblay , Practitioner: looked at your trend (2 times)"
        in page
    )


def test_looks_at_another_patient_are_not_listed(alice_browser, bob_browser, practice):
    bob_browser.get(f"/clinic/patients/{a_patient(practice).id}")

    page = alice_browser.get("/data/log").text

    assert "Bob" not in page
    assert "Nobody has opened it yet." in page


def test_the_table_holds_every_save_of_a_day_and_says_which_one_counts(alice_browser, alice):
    knee = an_area(alice, name="Right knee")
    record(alice, a_save(knee, pain=6, body={"note": "=1+1", "effects": [{"effect": "bruise", "severity": 2}]}))
    record(alice, a_save(knee, pain=4, edited_at=EVENING + timedelta(minutes=5)))

    table = [line for line in the_table(alice_browser) if line["kind"] == "entry"]

    said = [(line["field"], line["value"], line["shown"]) for line in table if line["field"] != "asked"]
    assert said == [("bruise", "2", "no"), ("note", "'=1+1", "no"), ("pain", "6", "no"), ("pain", "4", "yes")]
    assert {(line["about"], line["day"], line["by"], line["stamp"]) for line in table} == {
        ("Right knee", "2026-11-17", "patient", "on_time")
    }


def test_the_table_holds_who_the_patient_is_and_what_a_newer_phone_saved(alice_browser, alice):
    sync(alice_browser, a_message(kind="mood", body={"mood": 3}) | {"area": None})

    found = {(line["kind"], line["field"], line["value"]) for line in the_table(alice_browser)}

    assert ("patient", "name", "Alice Martin") in found
    assert ("mood", "mood", "3") in found
    assert ("phone", "label", "iPhone") in found
    assert ("phone", "paired_at", "2026-11-18T01:05:00Z") in found
    assert ("patient", "enrolled_on", "2026-11-18") in found


def test_the_table_is_a_file_that_is_kept_nowhere_on_the_way(alice_browser):
    headers = alice_browser.get("/data/copy.csv").headers

    assert headers["Content-Disposition"] == "attachment; filename=diary.csv"
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_readable_copy_says_everything_in_words(alice_browser, alice):
    knee = an_area(alice, name="Right knee")
    record(alice, a_save(knee, pain=6, body={"sleep": 2, "effects": [{"effect": "bruise", "severity": 2}]}))
    record(alice, a_save(knee, pain=4, edited_at=EVENING + timedelta(minutes=5)))
    sync(alice_browser, a_message(kind="mood", body={"mood": 3}) | {"area": None})

    page = text_of(alice_browser.get("/data/copy").text)

    assert "Name Alice Martin Year of birth 1961 Language English Since November 18, 2026" in page
    assert "Your clinic asks about Effects of the injections" in page
    assert "November 17, 2026 · Right knee Saved November 17, 2026, 7:05 pm by you · Changed later" in page
    assert "Average pain 6 Sleep Poor" in page
    assert "Bruise Quite a bit" in page
    assert "Other things that you saved" in page
    assert "mood 3" in page


def test_a_copy_of_a_diary_in_which_nothing_was_saved_is_a_page_too(alice_browser):
    assert "Alice Martin" in alice_browser.get("/data/copy").text


def test_a_copy_holds_nothing_of_another_patient(alice_browser, practice):
    other = a_patient(practice, name="Stefan Ilić")
    record(other, a_save(an_area(other, name="Left ear"), body={"note": "private"}))

    for path in ("/data/copy", "/data/copy.csv"):
        page = alice_browser.get(path).text
        assert not [word for word in ("Stefan", "Left ear", "private") if word in page]


def test_a_copy_that_was_taken_is_in_the_log(alice_browser, alice):
    alice_browser.get("/data/copy")
    alice_browser.get("/data/copy.csv")

    assert actions(alice) == ["copy_taken", "copy_taken"]


def test_sharing_stops_and_starts_again(alice_browser, bob_browser, alice, clock_hands):
    alice_browser.send_form("/data/sharing", share="no")
    assert again(alice).sharing_stopped_at == NOW
    assert "You stopped sharing on November 17, 2026." in alice_browser.get("/data").text
    assert "Stopped sharing on November 17, 2026." in bob_browser.get(f"/clinic/patients/{alice.id}/details").text

    clock_hands.shift(timedelta(days=1))
    alice_browser.send_form("/data/sharing", share="no")
    assert again(alice).sharing_stopped_at == NOW  # a second tap moves nothing

    alice_browser.send_form("/data/sharing", share="yes")
    assert again(alice).sharing_stopped_at is None
    assert [action for action in actions(alice) if "sharing" in action] == ["sharing_stopped", "sharing_resumed"]


def test_deleting_asks_the_clinic_and_takes_the_diary_off_this_phone(alice_browser, bob_browser, alice, phone):
    page = alice_browser.get("/data/delete").text
    assert "asks Harbour Lane Clinic to delete what it holds" in page
    assert page.index("Keep my diary") < page.index("Delete for good")

    response = alice_browser.send_form("/data/delete")

    assert (response.location, response.headers["Clear-Site-Data"]) == ("/data/deleted", '"storage"')
    assert again(alice).deletion_asked_at == NOW
    assert db.session.get_one(Device, phone.id).signed_out_at == NOW
    assert "Your diary is off this phone" in alice_browser.get("/data/deleted").text
    assert "/pair" in alice_browser.get("/data").location
    clinic = bob_browser.get(f"/clinic/patients/{alice.id}/details").text
    assert "asked on November 17, 2026 to have the diary deleted" in text_of(clinic)


def test_a_script_that_deletes_is_told_so_and_clears_this_patients_by_itself(alice_browser, alice):
    response = alice_browser.post("/data/leave", json={}, headers={"Diary-Owner": str(alice.id)})

    assert response.json == {"left": True}
    assert "Clear-Site-Data" not in response.headers
    assert again(alice).deletion_asked_at == NOW


@pytest.mark.parametrize("headers", [{"Diary-Owner": "another patient"}, {}])
def test_a_page_of_another_patient_does_not_delete_the_diary_of_who_is_in_now(alice_browser, alice, headers):
    response = alice_browser.post("/data/leave", json={}, headers=headers)

    assert response.status_code == 401
    assert again(alice).deletion_asked_at is None


def test_who_comes_back_can_keep_the_diary(alice_browser, alice):
    row = again(alice)
    row.deletion_asked_at = datetime(2026, 11, 16, 12, tzinfo=UTC)
    db.session.commit()
    assert "On November 16, 2026 you asked your clinic to delete your diary." in alice_browser.get("/data").text

    alice_browser.send_form("/data/keep")

    assert again(alice).deletion_asked_at is None
    assert "you asked your clinic" not in alice_browser.get("/data").text


def test_a_carer_sees_who_can_see_it_and_decides_nothing(carer_browser, alice):
    page = carer_browser.get("/data").text

    assert "This is a carer's phone." in " ".join(page.replace("&#39;", "'").split())
    assert not re.findall('href="/data/[^"]+"', page)
    assert carer_browser.send_form("/data/delete").status_code == 403
    assert again(alice).deletion_asked_at is None


def test_what_the_patient_decided_is_told_a_carer_as_the_patients_and_without_a_button(carer_browser, alice):
    row = again(alice)
    row.deletion_asked_at = row.sharing_stopped_at = datetime(2026, 11, 16, 12, tzinfo=UTC)
    db.session.commit()

    page = carer_browser.get("/data").text

    assert "The clinic was asked to delete this diary." in page
    assert "Sharing has stopped. Your clinic does not see what you saved after that." in page
    for words in ("you asked your clinic", "Keep my diary", "You stopped sharing"):
        assert words not in page


def test_that_a_carers_phone_has_it_too_is_said_on_the_patients_own(alice_browser, carer_browser):
    words = "phone has it too. Settings lists all phones."

    assert words in alice_browser.get("/data").text
    assert words not in carer_browser.get("/data").text


@pytest.mark.parametrize("page", ["log", "copy", "sharing", "delete"])
def test_a_carer_is_sent_to_the_patients_own_phone_and_not_to_an_administrator(carer_browser, page):
    answer = carer_browser.get(f"/data/{page}")

    assert answer.status_code == 403
    assert "What you looked for is on the patient&#39;s own phone." in answer.text
    assert "administrator" not in answer.text


@pytest.mark.parametrize("path", ["/data/sharing", "/data/delete", "/data/keep", "/settings"])
def test_a_page_that_lay_open_decides_nothing_for_the_patient_who_came_after(stranger_browser, alice, path):
    answer = stranger_browser.send_form(path, owner=str(alice.id), share="no", theme="dark")

    assert answer.status_code == 401
    stopped, asked, look = Patient.sharing_stopped_at, Patient.deletion_asked_at, Patient.look
    assert set(db.session.execute(db.select(stopped, asked, look))) == {(None, None, "phone")}
