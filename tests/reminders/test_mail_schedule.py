"""On which mornings a patient who gave an e-mail address gets an e-mail."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from diary.days import zones
from diary.reminders.mail_schedule import due_day, look_next, mail_at
from diary.reminders.schedule import Known, Plan
from tests.reminders.test_schedule import A_DAY, DAY, TORONTO, at

PLAN = Plan(at=time(20), again=True)


def silent_for(days: int, **changes: object) -> Known:
    """The last entry is so many silent days before DAY."""
    facts = {"first": DAY - 60 * A_DAY, "logged": frozenset({DAY - A_DAY * (days + 1)})}
    return Known(**facts | changes)  # type: ignore[arg-type]


def mails(known: Known, days: int = 30, plan: Plan | None = PLAN, zone: str = TORONTO) -> list[date]:
    """The days with an e-mail from DAY on, when nothing is logged."""
    return [day for day in (DAY + A_DAY * n for n in range(days)) if mail_at(plan, known, zone, day)]


@pytest.mark.parametrize(("days", "comes"), [(0, False), (1, False), (2, True), (3, False), (4, False)])
def test_it_comes_after_two_silent_days(days, comes):
    assert (mail_at(PLAN, silent_for(days), TORONTO, DAY) is not None) is comes


def test_it_comes_at_nine_in_the_morning():
    assert mail_at(PLAN, silent_for(2), TORONTO, DAY) == at(9)


def test_in_a_long_silence_there_is_one_in_eight_days_and_none_while_pushes_rest():
    known = silent_for(0)

    found = mails(known)
    assert found == [DAY + A_DAY * n for n in (2, 10, 18, 26)]
    assert not any(known.rests_on(day) for day in found)


def test_who_never_logged_anything_is_silent_since_the_first_day():
    known = Known(first=DAY)

    assert mails(known, 8) == [DAY + 2 * A_DAY]


def test_an_entry_of_the_day_itself_is_enough():
    assert mail_at(PLAN, silent_for(2, logged=frozenset({DAY, DAY - 3 * A_DAY})), TORONTO, DAY) is None


@pytest.mark.parametrize(
    ("plan", "is_treated"),
    [(None, True), (Plan(is_on=False), True), (Plan(paused_until=DAY), True), (PLAN, False)],
    ids=["no plan", "off", "paused", "no course"],
)
def test_who_is_not_to_be_reminded_gets_none(plan, is_treated):
    assert mail_at(plan, silent_for(2, is_treated=is_treated), TORONTO, DAY) is None


@pytest.mark.parametrize(
    ("now", "day"),
    [(at(8, 59), None), (at(9), DAY), (at(10, 59), DAY), (at(11), None), (at(20), None), (at(9, 0, DAY + A_DAY), None)],
)
def test_it_is_sent_within_two_hours_or_not_at_all(now, day):
    assert due_day(PLAN, silent_for(2), zone=TORONTO, now=now) == day


def test_it_is_never_night_where_the_patient_is_whatever_the_clocks_do():
    for zone in sorted(zones()):
        there = ZoneInfo(zone)
        for day in mails(silent_for(0), 400, zone=zone):
            moment = mail_at(PLAN, silent_for(0), zone, day)
            assert moment is not None
            assert moment.astimezone(there).replace(tzinfo=None) == datetime.combine(day, time(9)), (zone, day)


@pytest.mark.parametrize(
    ("now", "then"),
    [(at(7), at(8)), (at(8, 30), at(9)), (at(9), at(10)), (at(22), at(23)), (at(8), at(9))],
)
def test_a_patient_is_looked_at_each_hour_and_at_nine(now, then):
    assert look_next(TORONTO, now=now) == then


def test_looking_so_no_e_mail_is_passed_over():
    now, seen = at(9, 0) - 12 * A_DAY + timedelta(minutes=17), set()
    while now < at(9) + A_DAY:
        seen.add(due_day(PLAN, silent_for(2), zone=TORONTO, now=now.astimezone(UTC)))
        now = look_next(TORONTO, now=now)

    assert DAY in seen
