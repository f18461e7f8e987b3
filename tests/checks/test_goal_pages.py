"""The patient's goal: set, changed, put away, and its last seven days."""

from datetime import timedelta
from uuid import uuid4

import pytest

from diary.checks.queries import goals_of
from diary.db import db
from diary.sessions.models import Course
from tests.entries.saves import DAY, stored_versions
from tests.entries.saves import a_save as an_entry
from tests.entries.saves import record as record_entry
from tests.today.conftest import EVENING, alice, clock_hands, course, knee
from tests.today.days import sent_from

__all__ = ["alice", "clock_hands", "course", "knee"]


def set_goal(browser, **typed):
    return browser.send_form("/goal/change", **sent_from(browser.get("/goal/change"), **typed))


def words_of(patient):
    return [goal.words for goal in goals_of(patient.id)]


@pytest.fixture
def phone_of_alice(alice_browser, course):
    return alice_browser


def test_who_has_no_goal_is_asked_for_one_and_may_leave_it(phone_of_alice):
    response = phone_of_alice.get("/goal")
    page = phone_of_alice.get("/goal/change").text

    assert response.location == "/goal/change"
    assert "What would you like to do again?" in page
    for choice in ("Walk 20 minutes", "Sleep through the night", "Climb the stairs", "Drive for 1 hour"):
        assert choice in page
    assert "Not now" in page
    assert " checked" not in page


def test_on_the_first_day_the_check_in_comes_after_the_goal(phone_of_alice, alice):
    page = phone_of_alice.get("/goal/change?first=1")
    assert '<a class="link link--end" href="/">Not now</a>' in page.text
    assert phone_of_alice.send_form("/goal/change?first=1", **sent_from(page, goal="Climb the stairs")).location == "/"

    assert words_of(alice) == ["Climb the stairs"]
    assert phone_of_alice.get("/goal/change?first=1").location == "/"


def test_a_goal_of_the_list_is_what_the_check_in_asks_about(phone_of_alice, alice):
    assert set_goal(phone_of_alice, goal="Climb the stairs").location == "/goal"

    assert words_of(alice) == ["Climb the stairs"]
    assert "Climb the stairs" in phone_of_alice.get("/goal").text
    assert "Your goal: Climb the stairs" in phone_of_alice.get(f"/check-in/{DAY}").text


def test_a_goal_may_be_ones_own(phone_of_alice, alice):
    set_goal(phone_of_alice, goal="own", words=" Knit a scarf ")

    assert words_of(alice) == ["Knit a scarf"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Enter your goal, or pick one from the list."),
        ({"goal": "own"}, "Enter your goal, or pick one from the list."),
        ({"goal": "own", "words": "x" * 61}, "Goal must be 60 letters or less."),
    ],
)
def test_without_a_goal_or_with_a_long_one_nothing_is_kept(phone_of_alice, typed, sentence):
    response = set_goal(phone_of_alice, **typed)

    assert response.status_code == 422
    assert response.text.count(f">{sentence}<") == 2
    assert stored_versions() == []


def test_a_new_goal_leaves_the_old_one_in_the_diary(phone_of_alice, alice, clock_hands):
    set_goal(phone_of_alice, goal="Climb the stairs")
    clock_hands.shift(60)
    set_goal(phone_of_alice, goal="Walk 20 minutes")

    page = phone_of_alice.get("/goal").text

    assert words_of(alice) == ["Walk 20 minutes", "Climb the stairs"]
    assert "Climb the stairs" in page
    assert "Set on Tuesday, November 17" in page


def test_a_second_tap_a_moment_later_sets_no_second_goal(phone_of_alice, alice, clock_hands):
    form = sent_from(phone_of_alice.get("/goal/change"), goal="own")

    for words in ("Swim", "Swim", "Run", "Run", "Swim"):
        phone_of_alice.send_form("/goal/change", **form | {"words": words})
        clock_hands.shift(1)

    assert words_of(alice) == ["Swim", "Run", "Swim"]


def test_a_goal_is_put_away_without_another_one(phone_of_alice, alice, clock_hands):
    assert "I do not want a goal now" not in phone_of_alice.get("/goal/change").text
    set_goal(phone_of_alice, goal="Climb the stairs")
    clock_hands.shift(60)

    response = set_goal(phone_of_alice, away="1")

    assert response.location == "/?closed=1"
    assert words_of(alice) == [None, "Climb the stairs"]
    assert "Your goal:" not in phone_of_alice.get(f"/check-in/{DAY}").text


def test_the_week_counts_a_plain_yes_among_the_days_that_were_answered(phone_of_alice, alice, knee, clock_hands):
    clock_hands.move_to(EVENING - timedelta(days=5))
    set_goal(phone_of_alice, goal="Climb the stairs")
    for ago, answer in ((6, "yes"), (5, "yes"), (3, "part"), (2, "no"), (1, "yes"), (0, None)):
        edited = EVENING - timedelta(days=ago)
        body = {"goal": answer} if answer else {}
        record_entry(alice, an_entry(knee, body=body, for_day=DAY - timedelta(days=ago), edited_at=edited))
    clock_hands.move_to(EVENING)

    page = phone_of_alice.get("/goal").text

    assert "2 of 4 days this week" in page, "the day before the goal was set is about nothing or another goal"
    assert page.count('class="goal-day"') == 7
    assert page.count('data-said=""') == 3


def test_a_clinic_that_does_not_ask_the_row_gets_no_week(phone_of_alice):
    set_goal(phone_of_alice, goal="Climb the stairs")
    db.session.execute(db.text("UPDATE patient SET asks_goal = false"))
    db.session.commit()

    page = phone_of_alice.get("/goal").text

    assert "Climb the stairs" in page
    assert "days this week" not in page


def test_once_the_course_has_ended_nobody_is_asked_for_a_goal(phone_of_alice):
    db.session.execute(db.update(Course).values(ended_at=EVENING - timedelta(hours=1)))
    db.session.commit()

    page = phone_of_alice.get("/goal")

    assert page.status_code == 200
    assert "Your course has ended. You can still see your diary." in page.text
    assert "Change my goal" not in page.text
    assert phone_of_alice.get("/goal/change").location == "/goal"


def test_the_goal_of_an_ended_course_is_there_to_be_read(phone_of_alice):
    set_goal(phone_of_alice, goal="Climb the stairs")
    db.session.execute(db.update(Course).values(ended_at=EVENING - timedelta(hours=1)))
    db.session.commit()

    page = phone_of_alice.get("/goal").text

    assert "Climb the stairs" in page
    assert "Change my goal" not in page
    assert "this week" not in page


def test_a_page_of_who_was_signed_in_here_before_sets_nothing(phone_of_alice):
    assert set_goal(phone_of_alice, goal="Climb the stairs", owner=str(uuid4())).status_code == 401
    assert stored_versions() == []
