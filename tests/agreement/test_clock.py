"""Phone and server read the same day, stamp and offset off the same wall clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from diary.days import diary_day, zone_known_here
from diary.entries.domain import stamp, takes_number
from diary.entries.wire import offset_of
from diary.errors import Invalid
from diary.today.load import is_before_four
from tests.agreement.phone import ask_phone, ms

ZONES = (  # whose rules are settled: the zone data of Node and of the server may be years apart
    "UTC",
    "America/Toronto",
    "America/St_Johns",
    "America/Los_Angeles",
    "America/Phoenix",
    "Europe/London",
    "Europe/Berlin",
    "Africa/Johannesburg",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Etc/GMT+12",
)
YEARS = (date(2024, 1, 1), date(2029, 1, 1))
CASES = 6000
TURNS = (0, 4, 12, 23)  # hours at which a day, a stamp or a clock may turn
Case = tuple[datetime, str, date]


def moments(random: Random) -> Iterator[datetime]:
    """Any moment, mostly such as lie at a turn of the clock."""
    while True:
        day = YEARS[0] + timedelta(days=random.randrange((YEARS[1] - YEARS[0]).days))
        clock = timedelta(
            hours=random.choice(TURNS), milliseconds=random.choice((-1, 0, 1, random.randrange(3_600_000)))
        )
        local = datetime(day.year, day.month, day.day) + clock
        yield local.replace(tzinfo=ZoneInfo(random.choice(ZONES))).astimezone(UTC)


def changes_of_clock(zone: str) -> Iterator[datetime]:
    """The seconds around each change between summer and winter time."""
    at, wall = datetime(2024, 1, 1, tzinfo=UTC), ZoneInfo(zone)
    while at.year < 2029:
        later = at + timedelta(minutes=30)
        if at.astimezone(wall).utcoffset() != later.astimezone(wall).utcoffset():
            yield from (later - timedelta(milliseconds=1), later, later + timedelta(hours=1))
        at = later


def some_cases() -> Iterator[Case]:
    random = Random(41)
    for at, _ in zip(moments(random), range(CASES), strict=False):
        zone = random.choice(ZONES)
        yield at, zone, diary_day(at, zone) + timedelta(days=random.randrange(-4, 3))
    for zone in ("America/Toronto", "Europe/London", "Australia/Lord_Howe", "Pacific/Chatham"):
        for at in changes_of_clock(zone):
            yield from ((at, zone, diary_day(at, zone) + timedelta(days=days)) for days in (-2, -1, 0, 1))


def said_by_server(at: datetime, zone: str, day: date) -> dict[str, object]:
    try:
        found = stamp(day, at, zone)
    except Invalid:
        found = None
    return {
        "day": diary_day(at, zone).isoformat(),
        "beforeFour": is_before_four(at, zone),
        "offset": offset_of(zone, at),
        "stamp": found,
        "takesNumber": takes_number(day, at, zone),
    }


@pytest.fixture(scope="module")
def answers() -> list[tuple[Case, dict[str, object], dict[str, object]]]:
    """Each case with what the server and what the phone says of it."""
    cases = list(some_cases())
    asked = [{"ask": "clock", "at": ms(at), "zone": zone, "day": day.isoformat()} for at, zone, day in cases]
    return [(case, said_by_server(*case), said) for case, said in zip(cases, ask_phone(asked), strict=True)]


def test_phone_and_server_agree_on_the_clock(answers):
    assert [case for case in answers if case[1] != case[2]] == []


def test_the_cases_reach_every_stamp_and_both_sides_of_midnight(answers):
    assert len(answers) > CASES
    assert {said["stamp"] for _, said, _ in answers} == {"on_time", "late", "recalled", None}
    assert {said["beforeFour"] for _, said, _ in answers} == {True, False}


def test_phone_and_server_agree_on_a_zone_that_they_do_not_know():
    names = [
        (name, offset) for name in ("Etc/Unknown", "America/Atlantis", "Asia/Tokyo") for offset in range(-840, 841, 15)
    ]

    found = ask_phone({"ask": "zone", "name": name, "offset": offset} for name, offset in names)

    assert found == [zone_known_here(name, offset) for name, offset in names]
