"""When a patient is reminded, and of what."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.days import zones
from diary.effects.schedule import Followed
from diary.reminders.schedule import Known, Plan, Slot, Treated, moment, slots_of
from tests.rounds import rounds

TORONTO = "America/Toronto"
DAY = date(2026, 11, 20)
A_DAY = timedelta(days=1)
LOGGED = frozenset(DAY - A_DAY * ago for ago in (1, 2, 3))
FIVE_YEARS = [date(2026, 1, 1) + A_DAY * offset for offset in range(5 * 365 + 1)]
TIMES = (time(0), time(2, 30), time(12), time(20))


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """By the clock on Toronto's walls."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(TORONTO)).astimezone(UTC)


def known(**changes: object) -> Known:
    return Known(**{"first": DAY - A_DAY * 30, "logged": LOGGED} | changes)  # type: ignore[arg-type]


def session(when: datetime, *answered: datetime, is_open: bool = False) -> Treated:
    return Treated(id="six", followed=Followed(at=when, answered=answered, is_open=is_open))


def told(plan: Plan, facts: Known, day: date = DAY, zone: str = TORONTO) -> list[str]:
    """Each reminder with its time on the wall."""
    return [said(slot, zone) for slot in slots_of(plan, facts, zone=zone, day=day)]


def said(slot: Slot, zone: str) -> str:
    return f"{slot.kind} {slot.at.astimezone(ZoneInfo(zone)):%H:%M}"


def test_a_day_has_one_reminder_at_the_time_that_was_chosen():
    assert told(Plan(at=time(18, 30)), known()) == ["daily 18:30"]


def test_it_is_good_for_two_hours():
    [slot] = slots_of(Plan(), known(), zone=TORONTO, day=DAY)

    assert (slot.at, slot.until) == (at(20), at(22))


def test_a_day_that_is_logged_needs_none():
    assert told(Plan(), known(logged=LOGGED | {DAY})) == []


def test_half_past_two_at_night_is_about_the_day_before():
    plan = Plan(at=time(2, 30))

    assert told(plan, known(logged=LOGGED)) == []
    assert told(plan, known(logged=frozenset({DAY - A_DAY * 2}))) == ["daily 02:30"]


@pytest.mark.parametrize(
    "plan",
    [Plan(is_on=False), Plan(paused_until=DAY), Plan(paused_until=DAY + A_DAY)],
    ids=["off", "last day", "pause"],
)
def test_who_wants_none_gets_none(plan):
    assert told(plan, known(sessions=[session(at(11))], visits=[at(9, day=DAY + A_DAY)])) == []


def test_after_a_pause_they_come_again():
    assert told(Plan(paused_until=DAY - A_DAY), known()) == ["daily 20:00"]


def test_they_end_with_the_course():
    assert told(Plan(), known(is_treated=False)) == []


def test_a_session_is_asked_after_in_two_hours_and_in_its_evening_in_place_of_the_daily_reminder():
    assert told(Plan(), known(sessions=[session(at(14))])) == ["soon 16:00", "evening 20:00"]


def test_a_session_of_the_late_afternoon_is_asked_after_in_the_evening_alone():
    assert told(Plan(), known(sessions=[session(at(17, 1))])) == ["evening 20:00"]
    assert told(Plan(), known(sessions=[session(at(17))])) == ["soon 19:00", "evening 20:00"]


def test_a_session_at_midnight_is_not_asked_after_at_night():
    assert told(Plan(), known(sessions=[session(at(0))])) == ["evening 20:00"]
    assert told(Plan(), known(sessions=[session(at(6))])) == ["soon 08:00", "evening 20:00"]


def test_the_evening_is_when_the_patient_wants_to_be_reminded():
    assert told(Plan(at=time(22, 15)), known(sessions=[session(at(14))])) == ["soon 16:00", "evening 22:15"]


def test_who_is_reminded_early_is_asked_after_a_session_at_eight():
    assert told(Plan(at=time(8)), known(sessions=[session(at(14))])) == ["daily 08:00", "soon 16:00", "evening 20:00"]


def test_a_reminder_before_a_late_session_stays():
    assert told(Plan(at=time(18)), known(sessions=[session(at(18, 30))])) == ["daily 18:00"]


def test_an_answer_of_the_last_two_hours_makes_a_prompt_needless():
    after_soon = session(at(14), at(14, 1))
    in_the_evening = session(at(14), at(18, 1))

    assert told(Plan(), known(sessions=[after_soon])) == ["evening 20:00"]
    assert told(Plan(), known(sessions=[in_the_evening])) == []


def test_the_next_morning_asks_only_who_did_not_answer_in_the_evening():
    tomorrow = DAY + A_DAY
    facts = {"logged": LOGGED | {DAY}}

    assert told(Plan(), known(sessions=[session(at(14))], **facts), tomorrow) == ["morning 09:00", "daily 20:00"]
    assert told(Plan(), known(sessions=[session(at(14), at(18, 1))], **facts), tomorrow) == ["daily 20:00"]


def test_the_next_morning_asks_about_what_is_open():
    facts = known(sessions=[session(at(14), at(20), is_open=True)], logged=LOGGED | {DAY})

    assert told(Plan(), facts, DAY + A_DAY) == ["morning 09:00", "daily 20:00"]


def test_the_morning_after_an_answer_of_that_morning_is_quiet():
    facts = known(sessions=[session(at(14), at(7, 30, DAY + A_DAY), is_open=True)], logged=LOGGED | {DAY})

    assert told(Plan(), facts, DAY + A_DAY) == ["daily 20:00"]


def test_a_session_of_two_days_ago_is_not_asked_after():
    assert told(Plan(), known(sessions=[session(at(14, day=DAY - A_DAY * 2), is_open=True)])) == ["daily 20:00"]


def test_the_day_before_a_visit_speaks_of_it_whatever_is_logged():
    visit = at(10, 30, DAY + A_DAY)

    assert told(Plan(), known(visits=[visit])) == ["visit 20:00"]
    assert told(Plan(), known(visits=[visit], logged=LOGGED | {DAY})) == ["visit 20:00"]
    assert told(Plan(), known(visits=[visit + A_DAY])) == ["daily 20:00"]


def test_a_second_reminder_comes_in_the_morning_for_a_yesterday_without_an_entry():
    missed = known(logged=LOGGED - {DAY - A_DAY})

    assert told(Plan(again=True), missed) == ["again 09:00", "daily 20:00"]
    assert told(Plan(again=True), known()) == ["daily 20:00"]
    assert told(Plan(), missed) == ["daily 20:00"]


def test_no_second_reminder_comes_within_two_hours_of_the_first():
    missed = known(logged=LOGGED - {DAY - A_DAY})

    assert told(Plan(at=time(10, 59), again=True), missed) == ["daily 10:59"]
    assert told(Plan(at=time(11), again=True), missed) == ["again 09:00", "daily 11:00"]


def test_no_second_reminder_is_about_a_day_before_the_first():
    assert told(Plan(again=True), known(first=DAY, logged=frozenset())) == ["daily 20:00"]


def test_a_session_of_yesterday_is_asked_after_in_place_of_a_second_reminder():
    facts = known(sessions=[session(at(14, day=DAY - A_DAY))], logged=LOGGED - {DAY - A_DAY})

    assert told(Plan(again=True), facts) == ["morning 09:00", "daily 20:00"]


def test_after_three_silent_days_one_more_comes_and_then_none_for_four_days():
    facts = known(first=DAY, logged=frozenset({DAY}))
    reminded = [bool(told(Plan(), facts, DAY + A_DAY * n)) for n in range(1, 18)]

    assert reminded == [True] * 4 + [False] * 4 + [True] * 4 + [False] * 4 + [True]


def test_who_never_logged_is_silent_from_the_first_day_on():
    facts = known(first=DAY, logged=frozenset())

    assert [bool(told(Plan(), facts, DAY + A_DAY * n)) for n in range(9)] == [True] * 4 + [False] * 4 + [True]


def test_a_session_is_asked_after_however_silent_somebody_was():
    facts = known(first=DAY - A_DAY * 5, logged=frozenset(), sessions=[session(at(14))])

    assert told(Plan(), facts) == ["soon 16:00", "evening 20:00"]


@pytest.mark.parametrize(
    ("zone", "day", "wall", "shown"),
    [
        (TORONTO, date(2026, 3, 8), time(2, 30), "2026-03-08T03:00-04:00"),  # the clock skips from two to three
        (TORONTO, date(2026, 11, 1), time(1, 30), "2026-11-01T01:30-04:00"),  # half past one comes twice
        ("America/Havana", date(2026, 3, 8), time(0), "2026-03-08T01:00-04:00"),  # the day begins at one
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-04T02:30+11:00"),  # half an hour is skipped
        ("Asia/Kathmandu", date(2026, 5, 1), time(20), "2026-05-01T20:00+05:45"),
    ],
)
def test_a_time_that_a_clock_skips_or_shows_twice(zone, day, wall, shown):
    assert moment(day, wall, zone).astimezone(ZoneInfo(zone)).isoformat(timespec="minutes") == shown


def days_to_try(zone: str) -> Iterator[date]:
    """Every day, or those around each turn of the clock."""
    noons = [datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).utcoffset() for day in FIVE_YEARS]
    for place, day in enumerate(FIVE_YEARS):
        around = noons[max(place - 2, 0) : place + 3]
        if place % 90 == 0 or len(set(around)) > 1:
            yield day


def test_every_day_of_every_zone_has_one_reminder_at_the_first_minute_that_is_not_too_early():
    tries = rounds(few=0, many=1)
    for zone in sorted(zones()):
        for wall in TIMES:
            before = datetime.min.replace(tzinfo=UTC)
            for day in FIVE_YEARS if tries else days_to_try(zone):
                [slot] = slots_of(Plan(at=wall), known(first=day, logged=frozenset()), zone=zone, day=day)
                there = slot.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
                asked = datetime.combine(day, wall)
                assert slot.at > before, (zone, day, wall)
                assert there.date() == day, (zone, day, wall)
                assert there == asked or is_skipped(asked, there, slot.at, zone), (zone, day, wall)
                before = slot.at


def is_skipped(asked: datetime, there: datetime, found: datetime, zone: str) -> bool:
    """A minute earlier the clock showed a time before the one that was asked for."""
    earlier = (found - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return earlier < asked < there


MOMENTS = st.datetimes(datetime(2026, 11, 18), datetime(2026, 11, 23), timezones=st.just(UTC))
SESSIONS = st.builds(
    lambda when, answers, is_open: session(when, *answers, is_open=is_open),
    MOMENTS,
    st.lists(MOMENTS, max_size=3),
    st.booleans(),
)
PLANS = st.builds(Plan, at=st.times(), again=st.booleans())


@given(
    plan=PLANS,
    sessions=st.lists(SESSIONS, max_size=2),
    visits=st.lists(MOMENTS, max_size=2),
    logged=st.frozensets(st.sampled_from([DAY - A_DAY * ago for ago in range(9)])),
    zone=st.sampled_from(sorted(zones())),
)
def test_whatever_is_known_no_reminder_comes_at_night_unless_it_was_chosen(plan, sessions, visits, logged, zone):
    slots = slots_of(plan, known(sessions=sessions, visits=visits, logged=logged), zone=zone, day=DAY)

    moments = [slot.at for slot in slots]
    assert moments == sorted(set(moments))
    assert len(slots) <= 2 + 2 * len(sessions)
    for slot in slots:
        wall = slot.at.astimezone(ZoneInfo(zone))
        assert wall.date() == DAY
        assert time(8) <= wall.time() < time(21) or slot.at == moment(DAY, plan.at, zone)
