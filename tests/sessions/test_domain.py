"""When a session was, whether it may be moved, and when the next one is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from diary.sessions.domain import ANAESTHETICS, CONDITIONS, SIDES, TECHNIQUES, may_be_moved, moment_of, next_weekly
from diary.sessions.words import ANAESTHETICS as ANAESTHETIC_WORDS
from diary.sessions.words import CONDITIONS as CONDITION_WORDS
from diary.sessions.words import SIDES as SIDE_WORDS
from diary.sessions.words import TECHNIQUES as TECHNIQUE_WORDS
from diary.sessions.words import WEEKDAYS

TORONTO = "America/Toronto"
DAYS = some.dates(date(2000, 1, 1), date(2100, 12, 31))
ZONES = some.sampled_from([TORONTO, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
RECORDED = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def test_a_time_is_read_on_the_clock_of_the_practice():
    assert moment_of(date(2026, 11, 20), time(9, 20), TORONTO) == datetime(2026, 11, 20, 14, 20, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_is_no_moment():
    assert moment_of(date(2026, 3, 8), time(2, 30), TORONTO) is None


def test_of_a_time_that_comes_twice_the_first_is_meant():
    assert moment_of(date(2026, 11, 1), time(1, 30), TORONTO) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@given(day=DAYS, clock=some.times(), zone=ZONES)
def test_a_moment_shows_the_date_and_time_it_was_made_of(day, clock, zone):
    moment = moment_of(day, clock, zone)

    assert moment is None or moment.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(
        day, clock
    )


@given(day=DAYS, zone=ZONES)
def test_working_hours_are_never_skipped(day, zone):
    assert moment_of(day, time(9, 20), zone) is not None


@pytest.mark.parametrize(
    ("later", "movable"), [(timedelta(0), True), (timedelta(days=7), True), (timedelta(days=7, seconds=1), False)]
)
def test_a_date_may_be_moved_for_seven_days(later, movable):
    assert may_be_moved(RECORDED, RECORDED + later) is movable


def test_without_a_weekday_the_next_visit_is_a_week_later():
    assert next_weekly(date(2026, 11, 20), None) == date(2026, 11, 27)


def test_a_visit_moved_to_thursday_leads_back_to_friday():
    assert next_weekly(date(2026, 11, 19), 4) == date(2026, 11, 27)


@given(day=DAYS, weekday=some.integers(0, 6))
def test_the_next_visit_falls_on_the_weekday_in_four_to_ten_days(day, weekday):
    following = next_weekly(day, weekday)

    assert following.weekday() == weekday
    assert timedelta(days=4) <= following - day <= timedelta(days=10)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (TECHNIQUE_WORDS, TECHNIQUES),
        (ANAESTHETIC_WORDS, ANAESTHETICS),
        (SIDE_WORDS, SIDES),
        (CONDITION_WORDS, CONDITIONS),
    ],
)
def test_everything_on_a_list_has_its_words(words, ids):
    assert tuple(name for name, _text in words) == ids


@pytest.mark.parametrize("day", [date(2026, 11, 16) + timedelta(days=days) for days in range(7)])
def test_a_weekday_number_is_called_what_the_calendar_calls_it(day):
    assert str(dict(WEEKDAYS)[str(day.weekday())]) == f"{day:%A}"
