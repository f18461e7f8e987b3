"""A patient reads what the diary is and answers; nothing is recorded before that."""

from datetime import UTC, datetime

import pytest

from diary.db import db
from diary.practice import consent
from diary.practice.consent import VERSION, consent_lines, emergency_line, mark_of
from diary.practice.consent_actions import answer_consent
from diary.practice.domain import PracticeCard
from diary.practice.models import Consent
from diary.practice.queries import consent_of, needs_consent
from diary.text import Text
from tests.factories import kept
from tests.practice.logins import login_of

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


def card(practice, **changes) -> PracticeCard:
    names = ("id", "name", "phone", "emergency_number", "zone", "is_demo")
    return PracticeCard(**{name: getattr(practice, name) for name in names} | changes)


def words_of(practice) -> str:
    return "\n".join(str(line) for line in consent_lines(card(practice)))


def agree(browser, practice, **fields):
    return browser.send_form("/consent", **({"agreed": "yes", "shown": mark_of(words_of(practice))} | fields))


def test_a_new_patient_needs_to_consent(alice):
    assert needs_consent(alice.id)


def test_the_page_names_the_clinic_and_the_emergency_number(alice_browser):
    page = alice_browser.get("/consent").text

    assert "Your diary is for you and Harbour Lane Clinic." in page
    assert "It is not for emergencies. Call 911 if you need help now." in page
    assert "No one watches it day to day." in page


def test_neither_answer_is_chosen_beforehand(alice_browser):
    page = alice_browser.get("/consent").text

    assert "checked" not in page
    assert "autofocus" not in page


def test_agreeing_keeps_the_very_words_with_version_language_time_and_phone(alice_browser, practice, phone):
    response = agree(alice_browser, practice)

    [row] = db.session.scalars(db.select(Consent))
    assert response.status_code == 303
    assert response.location == "/goal/change?first=1"
    assert (row.agreed, row.wording_version, row.language, row.device_id) == (True, VERSION, "en", phone.id)
    assert row.wording == words_of(practice)
    assert not needs_consent(phone.patient_id)


def test_declining_is_fine_and_can_be_changed(alice_browser, alice, practice):
    agree(alice_browser, practice, agreed="no")

    declined = alice_browser.get("/consent").text
    assert "That is fine. Tell your clinic you would like to use paper." in declined
    assert needs_consent(alice.id)
    for address in ("/data", "/settings"):  # a copy, sharing, deleting and leaving stay the patient's
        assert f'href="{address}"' in declined
        assert alice_browser.get(address).status_code == 200

    assert "I agree" in alice_browser.get("/consent?again=1").text
    agree(alice_browser, practice)
    assert not needs_consent(alice.id)


@pytest.mark.parametrize("answer", ["", "maybe", "YES", "yes\x00", "\ud83d"])
def test_an_answer_must_be_chosen(alice_browser, alice, practice, answer):
    response = agree(alice_browser, practice, agreed=answer.encode("utf-8", "surrogatepass"))

    assert response.status_code == 422
    assert "Choose whether you agree." in response.text
    assert consent_of(alice.id) is None


def test_words_that_changed_meanwhile_are_shown_again(alice_browser, alice, practice):
    db.session.execute(db.text("UPDATE practice SET emergency_number = '112'"))
    db.session.commit()

    response = agree(alice_browser, practice)

    assert response.status_code == 422
    assert "Call 112" in response.text
    assert consent_of(alice.id) is None


def test_who_agreed_to_an_older_version_reads_first_what_changed(alice_browser, alice, monkeypatch):
    monkeypatch.setattr(consent, "WHAT_CHANGED", Text("New: your clinic can print your diary."))
    older = {"wording_version": "2025-01", "wording": "words", "language": "en", "agreed": True, "answered_at": NOW}
    kept(Consent(patient_id=alice.id, **older))

    assert needs_consent(alice.id)
    assert "New: your clinic can print your diary." in alice_browser.get("/consent").text


def test_who_agrees_again_goes_on_to_the_diary(alice_browser, practice):
    agree(alice_browser, practice)

    assert agree(alice_browser, practice).location == "/"


def test_a_first_reading_says_nothing_of_changes(alice_browser, monkeypatch):
    monkeypatch.setattr(consent, "WHAT_CHANGED", Text("New: your clinic can print your diary."))

    assert "New:" not in alice_browser.get("/consent").text


def test_the_latest_answer_counts(phone, alice):
    for agreed, hour in ((True, 10), (False, 11)):
        answer_consent(login_of(phone), wording="words", language="en", agreed=agreed, now=NOW.replace(hour=hour))

    assert needs_consent(alice.id)
    assert consent_of(alice.id).agreed is False


def test_without_an_emergency_number_the_line_is_still_true(practice):
    line = emergency_line(card(practice, emergency_number=None))

    assert str(line) == "It is not for emergencies. Call your emergency number if you need help now."


def test_the_privacy_notice_names_the_clinic_to_its_patient(alice_browser):
    page = alice_browser.get("/privacy").text

    assert "the people who treat you at Harbour Lane Clinic" in page
    assert "No one reads your diary day to day." in page


def test_back_from_the_privacy_notice_leads_to_the_question_only_while_it_is_asked(alice_browser, practice):
    asked = 'href="/consent">Back</a>'
    assert asked in alice_browser.get("/privacy").text

    agree(alice_browser, practice)

    page = alice_browser.get("/privacy").text
    assert asked not in page
    assert 'href="/data">Back</a>' in page


def test_nobody_and_staff_cannot_consent_for_a_patient(browser, bob_browser):
    for stranger in (browser, bob_browser):
        assert stranger.get("/consent").status_code == 303
        assert stranger.send_form("/consent", agreed="yes").status_code == 401
