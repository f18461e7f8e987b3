"""When the screen after a session is due, to the second."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from diary.effects.schedule import Followed

TORONTO = "America/Toronto"


def at(clock: str, day: int = 17) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day}T{clock}").replace(tzinfo=ZoneInfo(TORONTO))


def due(session: str, now: datetime, *answered: datetime, is_open: bool = False) -> str | None:
    """What waits for an answer, of a session at this hour of November 17."""
    return Followed(at=at(session), answered=answered, is_open=is_open).due(now, TORONTO)


@pytest.mark.parametrize(
    ("now", "prompt"),
    [
        (at("15:59:59"), None),
        (at("16:00:00"), "soon"),
        (at("19:59:59"), "soon"),
        (at("20:00:00"), "evening"),
        (at("08:59:59", 18), "evening"),
        (at("09:00:00", 18), "morning"),
        (at("13:59:59", 19), "morning"),
        (at("14:00:00", 19), None),
    ],
)
def test_unanswered_it_is_asked_two_hours_on_in_the_evening_and_the_next_morning(now, prompt):
    assert due("14:00", now) == prompt


@pytest.mark.parametrize(("session", "prompt"), [("17:00:00", "soon"), ("17:00:01", None)])
def test_two_hours_on_is_not_asked_after_seven(session, prompt):
    assert due(session, at("19:30")) == prompt


@pytest.mark.parametrize(("session", "prompt"), [("19:59:59", "evening"), ("20:00:00", None)])
def test_a_session_in_the_evening_is_asked_about_the_next_morning_alone(session, prompt):
    assert due(session, at("23:00")) == prompt


@pytest.mark.parametrize(("answered", "prompt"), [("18:00:00", "evening"), ("18:00:01", None)])
def test_an_answer_less_than_two_hours_before_is_the_evenings_too(answered, prompt):
    assert due("14:00", at("20:30"), at(answered)) == prompt


@pytest.mark.parametrize(
    ("answered", "is_open", "prompt"),
    [("21:00", False, None), ("21:00", True, "morning"), ("16:00", False, "morning")],
)
def test_the_next_morning_asks_what_the_evening_did_not_answer_or_left_open(answered, is_open, prompt):
    assert due("14:00", at("10:00", 18), at(answered), is_open=is_open) == prompt


@pytest.mark.parametrize(("now", "is_just_now"), [("15:59:59", True), ("16:00:00", False)])
def test_an_answer_is_just_given_for_two_hours(now, is_just_now):
    assert Followed(at=at("11:00"), answered=[at("14:00")]).is_answered_just_now(at(now)) == is_just_now
