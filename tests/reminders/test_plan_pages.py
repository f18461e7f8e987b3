"""A patient says when they want to be reminded, with or without script."""

import json
import re
from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from diary.db import db
from diary.reminders.plan_queries import plan_of
from diary.reminders.schedule import Plan
from diary.sessions.models import Course
from tests.today.conftest import EVENING, alice, clock_hands, course, knee
from tests.today.days import TUESDAY, sent_from, versions

__all__ = ["alice", "clock_hands", "course", "knee"]

A_MINUTE = timedelta(minutes=1)
FRIDAY = TUESDAY + timedelta(days=3)
LINES = re.compile(r'<p data-line="(\w+)"([^>]*)>([^<]*)</p>')


def send(browser, **changes):
    """What a browser sends of the page with these answers in it."""
    return browser.send_form("/reminders", **sent_from(browser.get("/reminders"), **changes))


def said(browser) -> str:
    """The sentence with which the page begins."""
    page = browser.get("/reminders").text.split('class="settings__state"')[1].split("<form")[0]
    [line] = [words for _name, more, words in LINES.findall(page) if " hidden" not in more]
    return line


def chosen(patient) -> Plan | None:
    db.session.rollback()
    return plan_of(patient.id)


@pytest.fixture
def treated(alice_browser, course):
    return alice_browser


def test_at_first_nothing_is_chosen_and_the_page_proposes_eight_in_the_evening(treated, alice):
    fields = sent_from(treated.get("/reminders"))

    assert (fields["daily"], fields["at"], fields["paused_until"]) == ("off", "20:00", "")
    assert "again" not in fields
    assert said(treated) == "Your daily reminder is off."
    assert chosen(alice) is None


def test_what_is_saved_is_one_save_of_the_whole_plan_as_a_phone_would_send_it(treated, alice):
    answer = send(treated, daily="on", at="21:30", again="again", paused_until=str(FRIDAY))

    [save] = versions()
    assert (save.kind, save.source, save.author) == ("reminders", "form", "patient")
    plan = {"at": "21:30", "on": True, "again": True, "paused_until": str(FRIDAY)}
    assert json.loads(save.body)["body"] == plan
    assert chosen(alice) == Plan(at=time(21, 30), again=True, paused_until=FRIDAY)
    assert 'data-part="saved">Saved.' in treated.get(answer.location).text


def test_a_time_in_the_night_is_taken_as_chosen(treated, alice):
    send(treated, daily="on", at="03:15")

    assert chosen(alice) == Plan(at=time(3, 15))


def test_what_was_saved_stands_in_the_form(treated):
    send(treated, daily="on", at="07:05", again="again", paused_until=str(FRIDAY))

    fields = sent_from(treated.get("/reminders"))

    assert (fields["daily"], fields["at"], fields["paused_until"]) == ("on", "07:05", str(FRIDAY))
    assert fields["again"] == ["again"]


def test_the_page_says_whether_reminders_come(treated, clock_hands):
    send(treated, daily="on")
    assert said(treated) == "Your daily reminder is on."
    clock_hands.shift(A_MINUTE)

    send(treated, daily="off")
    assert said(treated) == "Your daily reminder is off."


def test_a_pause_is_over_after_its_last_day(treated, clock_hands):
    send(treated, daily="on", paused_until=str(TUESDAY + timedelta(days=1)))
    for hours in (0, 28):
        clock_hands.move_to(EVENING + timedelta(hours=hours))
        assert said(treated) == "Your reminders are paused. They come again on November 19, 2026."

    clock_hands.move_to(EVENING + timedelta(hours=29))

    assert said(treated) == "Your daily reminder is on."
    assert sent_from(treated.get("/reminders"))["paused_until"] == ""


def test_once_the_course_has_ended_the_page_says_that_none_come(treated, course):
    send(treated, daily="on")
    db.session.execute(db.update(Course).where(Course.id == course.id).values(ended_at=EVENING))
    db.session.commit()

    assert said(treated) == "Your course has ended, so no reminders come."


def test_before_a_course_the_page_says_when_they_start(alice_browser):
    send(alice_browser, daily="on")

    assert said(alice_browser) == "Your daily reminder is on. It starts when your course starts."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"at": ""}, "Choose a time for your reminder."),
        ({"at": "25:00"}, "Choose a time for your reminder."),
        ({"paused_until": str(TUESDAY - timedelta(days=1))}, "Choose a day from today on, within 90 days, or leave it"),
        (
            {"paused_until": str(TUESDAY + timedelta(days=91))},
            "Choose a day from today on, within 90 days, or leave it",
        ),
        ({"paused_until": "next week"}, "Choose a day from today on, within 90 days, or leave it"),
        ({"daily": "perhaps"}, "Choose one of the answers shown."),
        ({"again": "always"}, "Choose one of the answers shown."),
    ],
)
def test_what_cannot_be_is_named_and_what_was_typed_stays(treated, alice, typed, sentence):
    answer = send(treated, **({"daily": "on", "at": "19:45"} | typed))

    [field] = typed
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'href="#{field}"' in answer.text
    assert sent_from(answer)["at"] == typed.get("at", "19:45")
    assert chosen(alice) is None


@pytest.mark.parametrize("days", [0, 90])
def test_a_pause_ends_today_at_the_earliest_and_in_ninety_days_at_the_latest(treated, alice, days):
    send(treated, daily="on", paused_until=str(TUESDAY + timedelta(days=days)))

    assert chosen(alice).paused_until == TUESDAY + timedelta(days=days)


def test_today_is_that_of_the_patients_phone(treated, alice, phone, clock_hands):
    """It is past midnight in Toronto, and the evening of the day before on the coast."""
    clock_hands.move_to(EVENING + timedelta(hours=6))
    assert send(treated, paused_until=str(TUESDAY)).status_code == 422

    db.session.execute(db.update(type(phone)).where(type(phone).id == phone.id).values(zone="America/Vancouver"))
    db.session.commit()

    assert send(treated, paused_until=str(TUESDAY)).status_code == 303


def test_a_form_of_another_patient_changes_nothing(treated, alice):
    assert send(treated, daily="on", owner=str(uuid4())).status_code == 401
    assert chosen(alice) is None


def test_who_has_not_agreed_is_asked_that_first(stranger_browser):
    assert stranger_browser.get("/reminders").location == "/consent"


def test_a_carers_phone_sees_and_changes_the_same_plan(treated, alice, carer_browser, clock_hands):
    send(treated, daily="on", at="18:00")
    clock_hands.shift(A_MINUTE)

    assert sent_from(carer_browser.get("/reminders"))["at"] == "18:00"
    send(carer_browser, at="19:00")

    assert chosen(alice) == Plan(at=time(19))


def test_what_was_chosen_is_in_the_copy_of_the_diary(treated):
    send(treated, daily="on", at="21:30", paused_until=str(date(2026, 11, 20)))

    page = treated.get("/data/copy").text

    for words in ("Reminders", "Remind me at", "21:30", "Paused until"):
        assert words in page
