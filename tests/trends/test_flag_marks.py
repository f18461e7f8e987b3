"""The practitioner sees each red-flag card as a dated mark, and whether the patient says to have called."""

from datetime import UTC, datetime, timedelta

import pytest

from diary.db import db
from diary.practice.models import Patient
from diary.sync.actions import receive
from tests.entries.saves import PHONE, a_message, sent
from tests.factories import an_area
from tests.questions import questions
from tests.today.days import a_course, a_session

__all__ = ["questions"]

NOW = datetime.now(UTC).replace(microsecond=0)
SHOWN = NOW - timedelta(hours=20)


@pytest.fixture
def course(alice: Patient):
    return a_course(alice, an_area(alice), opened_at=NOW - timedelta(days=20))


def show_card(patient: Patient, at: datetime = SHOWN, *, saved: datetime | None = None, **body: object) -> str | None:
    """A card, saved as it was shown unless another moment is given; returns the id of the save."""
    said = {"rule": "RF06", "level": "C", "rules_version": "1", "shown_at": sent(at)} | body
    made = saved or at
    about = {"area": None, "for_day": made.date().isoformat(), "edited_at": sent(made), "zone": "UTC", "offset_min": 0}
    [result] = receive(patient.id, [a_message(kind="flag_log", body=said) | about], actor=PHONE, now=NOW)
    assert result.verdict == "stored"
    return result.id


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
    stop_sharing(alice, SHOWN - timedelta(minutes=1))

    assert "Red-flag answer" not in one_pager(bob_browser, alice)
    assert "Red-flag answer" not in bob_browser.get("/clinic/").text


def stop_sharing(patient: Patient, at: datetime) -> None:
    db.session.execute(db.update(Patient).where(Patient.id == patient.id).values(sharing_stopped_at=at))
    db.session.commit()


def test_a_call_after_the_sharing_stopped_is_not_the_clinics_to_know(bob_browser, alice, course):
    card = show_card(alice)
    show_card(alice, saved=SHOWN + timedelta(hours=19), card=card, dismissed_at=sent(NOW), called=True)
    stop_sharing(alice, SHOWN + timedelta(hours=1))

    for page in (one_pager(bob_browser, alice), bob_browser.get("/clinic/").text):
        assert "Red-flag answer " in page
        assert ", not yet called" not in page
        assert "called back" not in page


def test_a_card_stays_when_sharing_stops_although_the_phones_clock_ran_ahead(bob_browser, alice, course):
    show_card(alice, at=NOW + timedelta(hours=6))
    stop_sharing(alice, NOW + timedelta(hours=1))

    for page in (one_pager(bob_browser, alice), bob_browser.get("/clinic/").text):
        assert "Red-flag answer " in page


def test_more_cards_of_somebody_who_stopped_sharing_ask_the_database_no_more(bob_browser, alice, course, questions):
    def asked_for_the_list() -> int:
        questions.clear()
        bob_browser.get("/clinic/")
        return len(questions)

    show_card(alice)
    stop_sharing(alice, NOW - timedelta(hours=1))
    for_one = asked_for_the_list()
    for hours in range(1, 5):
        card = show_card(alice, at=SHOWN - timedelta(hours=hours))
        show_card(alice, saved=NOW, card=card, called=True)

    assert asked_for_the_list() == for_one


def test_a_call_before_the_sharing_stopped_is_known_although_more_was_said_later(bob_browser, alice, course):
    card = show_card(alice)
    show_card(alice, saved=SHOWN + timedelta(minutes=5), card=card, called=True)
    show_card(alice, saved=SHOWN + timedelta(hours=19), card=card)
    show_card(alice, at=SHOWN - timedelta(hours=2), called=True)
    stop_sharing(alice, SHOWN + timedelta(hours=1))

    for page in (one_pager(bob_browser, alice), bob_browser.get("/clinic/").text):
        assert "called back" in page
        assert ", not yet called" not in page


def test_a_card_of_which_nothing_was_saved_before_the_sharing_stopped_is_not_known(bob_browser, alice, course):
    show_card(alice, saved=SHOWN + timedelta(hours=2))
    stop_sharing(alice, SHOWN + timedelta(hours=1))

    for page in (one_pager(bob_browser, alice), bob_browser.get("/clinic/").text):
        assert "Red-flag answer" not in page


def test_the_page_has_the_newest_cards_and_the_table_all(bob_browser, alice, course):
    for hours in range(4):
        show_card(alice, at=SHOWN - timedelta(hours=hours))

    page = one_pager(bob_browser, alice)

    assert page.count("flag-mark--waits") == 3 + 4


def test_charlie_sees_nothing_of_it(charlie_browser, alice, course):
    show_card(alice)

    assert "Red-flag answer" not in charlie_browser.get("/clinic/").text
