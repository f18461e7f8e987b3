"""The practitioner sees each red-flag card as a dated mark, and whether the patient says to have called."""

from datetime import UTC, datetime, timedelta

import pytest

from diary.db import db
from diary.practice.models import Patient
from diary.sync.actions import receive
from tests.entries.saves import PHONE, a_message, sent
from tests.factories import an_area
from tests.today.days import a_course, a_session

NOW = datetime.now(UTC).replace(microsecond=0)
SHOWN = NOW - timedelta(hours=20)


@pytest.fixture
def course(alice: Patient):
    return a_course(alice, an_area(alice), opened_at=NOW - timedelta(days=20))


def show_card(patient: Patient, at: datetime = SHOWN, **body: object) -> None:
    said = {"rule": "RF06", "level": "C", "rules_version": "1", "shown_at": sent(at)} | body
    about = {"area": None, "for_day": at.date().isoformat(), "edited_at": sent(at), "zone": "UTC", "offset_min": 0}
    [result] = receive(patient.id, [a_message(kind="flag_log", body=said) | about], actor=PHONE, now=NOW)
    assert result.verdict == "stored"


def one_pager(browser, patient: Patient) -> str:
    return browser.get(f"/clinic/patients/{patient.id}").text


def test_a_card_stands_on_the_one_pager_until_the_patient_calls(bob_browser, alice, course):
    show_card(alice)

    page = one_pager(bob_browser, alice)

    assert ", not yet called" in page
    assert "Call the clinic today" in page
    assert "flag-mark--waits" in page


def test_a_card_that_was_followed_by_a_call_says_so(bob_browser, alice, course):
    show_card(alice, called=True)

    page = one_pager(bob_browser, alice)

    assert ", called back" in page
    assert "flag-mark--waits" not in page


def test_a_call_that_no_card_asked_for_is_no_red_flag_answer(bob_browser, alice, course):
    show_card(alice, rule="help", called=True)

    page = one_pager(bob_browser, alice)

    assert "Said on Get help to have called, " in page
    assert "Red-flag answer" not in page
    assert "Red-flag answer" not in bob_browser.get("/clinic/").text


def test_the_day_list_shows_a_card_since_the_last_session_to_those_who_treat(
    bob_browser, reception_browser, alice, course
):
    a_session(course, (NOW - timedelta(days=5)).date(), at=NOW - timedelta(days=5))
    show_card(alice)

    assert "Red-flag answer " in bob_browser.get("/clinic/").text
    assert "Red-flag answer " not in reception_browser.get("/clinic/").text

    a_session(course, NOW.date(), at=NOW - timedelta(hours=1))
    assert "Red-flag answer " not in bob_browser.get("/clinic/").text


def test_the_day_list_puts_the_card_first_that_nobody_called_about(bob_browser, alice, course):
    show_card(alice, at=SHOWN - timedelta(hours=1))
    show_card(alice, called=True)

    assert ", not yet called" in bob_browser.get("/clinic/").text


def test_cards_after_the_sharing_stopped_are_not_the_clinics_to_see(bob_browser, alice, course):
    show_card(alice)
    db.session.get_one(Patient, alice.id).sharing_stopped_at = SHOWN - timedelta(minutes=1)
    db.session.commit()

    assert "Red-flag answer" not in one_pager(bob_browser, alice)
    assert "Red-flag answer" not in bob_browser.get("/clinic/").text


def test_the_page_has_the_newest_cards_and_the_table_all(bob_browser, alice, course):
    for hours in range(4):
        show_card(alice, at=SHOWN - timedelta(hours=hours))

    page = one_pager(bob_browser, alice)

    assert page.count("flag-mark--waits") == 3 + 4


def test_charlie_sees_nothing_of_it(charlie_browser, alice, course):
    show_card(alice)

    assert "Red-flag answer" not in charlie_browser.get("/clinic/").text
