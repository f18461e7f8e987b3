"""A calendar that any reader of RFC 5545 reads as it was meant, and that tells strangers nothing."""

import re
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.days import zones
from diary.push.payload import DAILY, TITLE
from diary.reminders.ics import calendar, escaped, folded
from diary.reminders.schedule import Plan
from tests.reminders.ics_reader import Clock, Component, lines_of, plain, read, wall

TORONTO = "America/Toronto"
LINK = UUID(int=7)
NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)
A_DAY = timedelta(days=1)
ON = Plan(at=time(20))


def written(plan: Plan | None = ON, *, zone: str = TORONTO, since: datetime = NOW, now: datetime = NOW) -> bytes:
    said = {"title": str(TITLE), "words": str(DAILY)}
    return calendar(plan, zone, link=LINK, since=since, now=now, **said).encode()


def event(file: bytes) -> Component:
    return read(file).part("VEVENT")


def start(file: bytes) -> tuple[str, datetime]:
    """The first event: in which zone, and when on the wall."""
    [(parameters, value)] = [(more, said) for name, more, said in event(file).properties if name == "DTSTART"]
    return parameters["TZID"], wall(value)


def test_there_is_one_event_a_day_at_the_time_of_the_plan():
    file = written(Plan(at=time(18, 30)))

    assert start(file) == (TORONTO, datetime(2026, 11, 21, 18, 30))
    assert event(file).value("RRULE") == "FREQ=DAILY"


def test_it_rings_when_it_begins():
    alarm = event(written()).part("VALARM")

    assert (alarm.value("ACTION"), alarm.value("TRIGGER"), alarm.value("DESCRIPTION")) == ("DISPLAY", "PT0S", "Diary")


def test_it_holds_what_the_standard_asks_for_once():
    found = read(written())

    assert {"VERSION", "PRODID"} <= set(found.names())
    assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(found.part("VEVENT").names())
    assert len(set(found.part("VEVENT").names())) == len(found.part("VEVENT").names())
    assert found.part("VTIMEZONE").value("TZID") == TORONTO


def test_it_says_nothing_but_diary_and_that_it_is_open():
    file = written()
    words = set(re.findall(r"(?:SUMMARY|DESCRIPTION|NAME|X-WR-CALNAME):(.*)\r\n", file.decode()))

    assert words == {"Diary", "Your diary is open. It takes 10 seconds."}
    assert not re.search("clinic|pain|session|patient|inject|http|@", file.decode(), re.IGNORECASE)
    assert event(file).value("TRANSP") == "TRANSPARENT"


def test_a_calendar_is_asked_to_look_again_within_the_day():
    refresh = read(written()).value("REFRESH-INTERVAL")

    assert refresh == read(written()).value("X-PUBLISHED-TTL") == "PT6H"


def test_the_first_event_is_on_the_day_of_the_link_where_the_patient_is():
    late = datetime(2026, 11, 22, 3, tzinfo=UTC)

    assert start(written(since=late))[1].date() == date(2026, 11, 21)
    assert start(written(since=late, zone="Asia/Tokyo"))[1].date() == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("paused", "first"), [(date(2026, 11, 25), date(2026, 11, 26)), (date(2026, 11, 2), date(2026, 11, 21))]
)
def test_after_a_pause_it_goes_on_and_one_that_is_over_changes_nothing(paused, first):
    assert start(written(Plan(paused_until=paused)))[1].date() == first


@pytest.mark.parametrize("plan", [None, Plan(is_on=False)], ids=["nobody to remind", "off"])
def test_where_nobody_is_to_be_reminded_one_cancelled_event_is_left_that_neither_rings_nor_comes_again(plan):
    found = event(written(plan))

    assert found.value("STATUS") == "CANCELLED"
    assert found.parts == []
    assert "RRULE" not in found.names()


def test_the_same_plan_is_the_same_file_and_another_is_another_event():
    later = written(now=NOW + 30 * A_DAY)
    others = [written(Plan(at=time(21))), written(zone="Europe/Berlin"), written(None)]

    assert written() == later
    assert len({event(file).value("UID") for file in [written(), *others]}) == 4
    assert event(written(now=NOW + 366 * A_DAY)).value("UID") == event(written()).value("UID")


def test_the_clock_that_it_describes_is_that_of_every_place_to_the_minute():
    for zone in sorted(zones()):
        there = ZoneInfo(zone)
        clock = Clock(read(written(zone=zone)).part("VTIMEZONE"))
        turns = [turn - early for turn in clock.starts[1:] for early in (timedelta(minutes=1), timedelta())]
        moments = [*turns, *(NOW.replace(tzinfo=None) + timedelta(hours=47 * n) for n in range(365))]

        assert all(clock.offset(at) == at.replace(tzinfo=UTC).astimezone(there).utcoffset() for at in moments), zone
        assert len(turns) == 8 or zone not in (TORONTO, "Europe/Dublin", "Africa/Cairo", "Australia/Lord_Howe")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")))
def test_whatever_is_written_is_read_again_from_lines_that_are_short_enough(words):
    [found] = lines_of(f"{folded(f'DESCRIPTION:{escaped(words)}')}\r\n".encode())

    assert plain(found.removeprefix("DESCRIPTION:")) == words


def test_a_line_is_not_cut_before_it_is_full():
    assert folded("A" * 75) == "A" * 75
    assert folded("A" * 76) == f"{'A' * 75}\r\n A"
    assert [len(piece) for piece in folded("A" * 150).split("\r\n")] == [75, 75, 2]
