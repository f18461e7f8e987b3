"""Which stamp an entry gets, by the wall clock of the place where it was saved."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.days import diary_day
from diary.entries.domain import clock_is_suspect, days_to_fill, stamp, stamp_from, takes_number
from diary.errors import Invalid

TORONTO = "America/Toronto"
DAY = date(2026, 11, 17)
# A quarter hour skipped or repeated, half an hour, an hour, three hours, a whole day; before, at and after midnight and 04:00.
CHANGES = [
    ("America/Toronto", "2026-03-08T07:00"),
    ("America/Toronto", "2026-11-01T06:00"),
    ("Europe/Athens", "2026-03-29T01:00"),  # 03:00 becomes 04:00
    ("Europe/Athens", "2026-10-25T01:00"),  # 04:00 becomes 03:00
    ("Australia/Lord_Howe", "2026-04-04T15:00"),
    ("Australia/Lord_Howe", "2026-10-03T15:30"),
    ("America/Havana", "2026-03-08T05:00"),  # no midnight
    ("Africa/Cairo", "2026-10-29T21:00"),
    ("Antarctica/Casey", "2020-10-03T16:01"),
    ("Antarctica/Troll", "2026-10-25T01:00"),
    ("Pacific/Apia", "2011-12-30T10:00"),  # December 30 never was
    ("Asia/Pyongyang", "2015-08-14T15:00"),
    ("America/Vancouver", "2026-11-01T09:00"),
    ("UTC", "2026-01-01T00:00"),
]
MOMENTS = st.integers(946_684_800, 4_102_444_800).map(
    lambda second: datetime.fromtimestamp(second, UTC)
)  # 2000 to 2100


def at(local: str, zone: str = TORONTO) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))


def slow_stamp(day: date, moment: datetime, zone: str) -> str:
    """The rule as a person would check it: read the wall clock, then find the hour in a list of hours."""
    wall = moment.astimezone(ZoneInfo(zone))
    hour = (wall.year, wall.month, wall.day, wall.hour)
    hours = [datetime.combine(day, time.min) + timedelta(hours=n) for n in range(52)]
    places = [(each.year, each.month, each.day, each.hour) for each in hours]
    if hour < places[0]:
        return "not yet"
    if hour not in places:
        return "recalled"
    return "on_time" if places.index(hour) < 36 else "late"


def stamp_or_not_yet(day: date, moment: datetime, zone: str) -> str:
    try:
        return stamp(day, moment, zone)
    except Invalid:
        return "not yet"


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-11-17T00:00:00", "on_time"),
        ("2026-11-17T03:59:59", "on_time"),
        ("2026-11-17T04:00:00", "on_time"),
        ("2026-11-18T11:59:59", "on_time"),
        ("2026-11-18T12:00:00", "late"),
        ("2026-11-19T03:59:59", "late"),
        ("2026-11-19T04:00:00", "recalled"),
        ("2027-11-17T10:00:00", "recalled"),
    ],
)
def test_the_stamp_turns_at_noon_and_at_four(local, expected):
    assert stamp(DAY, at(local), TORONTO) == expected


def test_a_day_that_has_not_come_is_refused():
    with pytest.raises(Invalid) as refusal:
        stamp(DAY, at("2026-11-16T23:59:59"), TORONTO)

    assert str(refusal.value.fields["for_day"]) == "This day has not come yet."


def test_the_clock_of_the_place_counts_not_the_servers():
    moment = datetime(2026, 11, 18, 14, tzinfo=UTC)

    assert stamp(DAY, moment, "America/Toronto") == "on_time"
    assert stamp(DAY, moment, "Europe/Paris") == "late"
    assert stamp(DAY, moment, "Pacific/Auckland") == "late"


def test_a_journey_moves_the_limits_with_the_patient():
    noon_in_toronto = at("2026-11-18T12:00")

    assert stamp(DAY, noon_in_toronto, "America/Toronto") == "late"
    assert stamp(DAY, noon_in_toronto, "America/Vancouver") == "on_time"


@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_every_quarter_hour_around_a_clock_change_is_stamped_as_by_hand(zone, change):
    middle = datetime.fromisoformat(change).replace(tzinfo=UTC)
    near = middle.astimezone(ZoneInfo(zone)).date()
    for day in (near + timedelta(days=n) for n in range(-2, 3)):
        for quarter in range(-4 * 24, 4 * 24):
            moment = middle + timedelta(minutes=15 * quarter)

            assert stamp_or_not_yet(day, moment, zone) == slow_stamp(day, moment, zone), (day, moment)


@given(
    day=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    offset=st.timedeltas(timedelta(days=-2), timedelta(days=4)),
    zone=st.timezone_keys(allow_prefix=False),
)
def test_any_moment_in_any_zone_is_stamped_as_by_hand(day, offset, zone):
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + offset

    assert stamp_or_not_yet(day, moment, zone) == slow_stamp(day, moment, zone)


@given(now=MOMENTS, zone=st.timezone_keys(allow_prefix=False))
def test_the_form_asks_a_number_exactly_for_its_two_days(now, zone):
    today = diary_day(now, zone)

    assert days_to_fill(now, zone) == (today, today - timedelta(days=1))
    assert [takes_number(today + timedelta(days=n), now, zone) for n in (-2, -1, 0, 1)] == [False, True, True, False]


@given(now=MOMENTS, zone=st.timezone_keys(allow_prefix=False))
def test_what_the_form_offers_is_never_stamped_as_recalled(now, zone):
    assert "recalled" not in [stamp(day, now, zone) for day in days_to_fill(now, zone)]


def test_before_four_the_form_is_for_the_evening_before():
    assert days_to_fill(at("2026-11-18T03:59"), TORONTO) == (DAY, DAY - timedelta(days=1))


def test_yesterday_can_be_filled_in_until_four():
    assert takes_number(DAY, at("2026-11-19T03:59"), TORONTO)
    assert not takes_number(DAY, at("2026-11-19T04:00"), TORONTO)


@pytest.mark.parametrize(
    ("source", "expected"), [("paper", "late"), ("phone", "recalled"), ("form", "recalled"), ("import", "recalled")]
)
def test_only_paper_is_never_called_recalled(source, expected):
    assert stamp_from(source, DAY, at("2026-12-01T10:00"), TORONTO) == expected


def test_paper_typed_in_on_its_day_is_on_time():
    assert stamp_from("paper", DAY, at("2026-11-17T18:00"), TORONTO) == "on_time"


@pytest.mark.parametrize(
    ("skew_ms", "ahead", "suspect"),
    [
        (0, timedelta(0), False),
        (300_000, timedelta(0), False),
        (-300_000, timedelta(0), False),
        (300_001, timedelta(0), True),
        (-300_001, timedelta(0), True),
        (0, timedelta(microseconds=1), True),
        (0, timedelta(days=-7), False),
    ],
)
def test_a_clock_is_suspect_past_five_minutes_or_from_the_future(skew_ms, ahead, suspect):
    received_at = at("2026-11-17T18:00")

    assert clock_is_suspect(skew_ms, received_at + ahead, received_at) is suspect
