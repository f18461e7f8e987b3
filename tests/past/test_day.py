"""One day in full: what it says, what it said at first, and what can be done about it."""

import re
from datetime import timedelta

from diary.db import db
from diary.practice.models import Patient
from tests.entries.saves import EVENING, a_save, record
from tests.past.test_days import ended, enrolled
from tests.today.days import FRIDAY, MONDAY, TUESDAY, a_session, save

A_DAY = timedelta(days=1)


def read(browser, day) -> str:
    """What the page of a day says, without its frame."""
    page = browser.get(f"/days/{day}").text
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", "<" + main).split())


def test_a_day_says_every_answer(at_check_in, course):
    a_session(course, FRIDAY)
    db.session.execute(db.update(Patient).values(asks_worst=True))
    db.session.commit()
    answers = {
        "sleep": "1",
        "medicine": "2",
        "medicines": ["opioid"],
        "relief": "still",
        "worst": "8",
        "note": "Stairs.",
    }
    save(at_check_in, pain="4", bothered="yes", effects=["soreness"], bother_soreness="2", **answers)

    said = read(at_check_in, TUESDAY)

    for words in (
        "Pain 4 out of 10",
        "Worst pain 8",
        "Sleep Fair",
        "Extra pain medicine Twice",
        "Which medicine Opioid",
        "Relief Still there",
        "What bothered you Soreness: quite a bit",
        "Note Stairs.",
    ):
        assert words in said
    assert "Change this entry" in said


def test_effects_stand_in_the_order_in_which_they_are_asked(at_check_in, course):
    a_session(course, FRIDAY)
    effects = {"effects": ["tired", "dizziness", "soreness"], "bother_soreness": "1"}
    save(at_check_in, pain="4", bothered="yes", bother_tired="3", bother_dizziness="2", **effects)

    said = read(at_check_in, TUESDAY)

    assert "What bothered you Soreness: a little Dizziness: quite a bit Tired: a lot" in said


def test_before_the_first_course_a_day_says_that_it_has_not_started(alice_browser, alice, phone):
    assert "No entry Your clinic has not started your course yet." in read(alice_browser, TUESDAY)


def test_nothing_bothered_is_said_too(at_check_in, course):
    a_session(course, FRIDAY)
    save(at_check_in, pain="4", bothered="no")

    assert "What bothered you Nothing" in read(at_check_in, TUESDAY)


def test_a_changed_day_says_when_and_what_it_said_at_first(at_check_in, clock_hands):
    save(at_check_in, pain="4")
    clock_hands.shift(timedelta(minutes=1))
    save(at_check_in, pain="6")

    said = read(at_check_in, TUESDAY)

    assert "Pain 6 out of 10" in said
    assert "Changed Tuesday, November 17. Your first answer was 4." in said


def test_a_change_of_a_day_without_a_first_number_says_the_day_alone(at_check_in, alice, knee):
    enrolled(FRIDAY)
    for minutes in (0, 1):
        at = EVENING - timedelta(minutes=1 - minutes)
        record(alice, a_save(knee, pain=None, for_day=FRIDAY, edited_at=at, body={"note": f"{minutes}"}))

    assert "Changed Tuesday, November 17. Note 1" in read(at_check_in, FRIDAY)


def test_an_empty_yesterday_is_filled_in_from_here(at_check_in):
    enrolled(FRIDAY)

    page = at_check_in.get(f"/days/{MONDAY}").text

    assert f'href="/check-in/{MONDAY}">Fill in this day' in page
    assert "Only if you remember it well." in page
    assert "Only if you remember it well." not in at_check_in.get(f"/days/{TUESDAY}").text


def test_an_older_day_takes_what_happened_and_no_number(at_check_in):
    enrolled(FRIDAY)

    said = read(at_check_in, FRIDAY)

    assert "This day is closed. You can add a number for today and yesterday." in said
    assert "Add what happened" in said
    assert "Fill in this day" not in said


def test_a_day_before_the_enrolment_takes_nothing(at_check_in):
    enrolled(MONDAY)

    assert "Add what happened" not in read(at_check_in, FRIDAY)


def test_a_day_that_has_not_come_is_not_found_and_says_so(at_check_in):
    tomorrow = TUESDAY + A_DAY

    assert at_check_in.get(f"/days/{tomorrow}").status_code == 404
    assert "This day has not come yet." in read(at_check_in, tomorrow)


def test_a_day_longer_ago_than_the_list_says_that_it_is_not_shown(at_check_in):
    said = read(at_check_in, TUESDAY - timedelta(days=112))

    assert "Days before the last 16 weeks are not shown here." in said
    assert "No entry" not in said


def test_a_day_of_an_ended_course_is_read_and_not_changed(at_check_in):
    save(at_check_in, pain="4")
    ended(EVENING)

    said = read(at_check_in, TUESDAY)

    assert "Pain 4 out of 10" in said
    assert "Change this entry" not in said


def test_another_patients_day_is_not_shown(at_check_in, stranger_browser, course):
    save(at_check_in, pain="4", note="about the stairs")

    assert "stairs" not in stranger_browser.get(f"/days/{TUESDAY}", follow_redirects=True).text
