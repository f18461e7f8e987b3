"""The weekly check: PEG, when it is asked, and which check belongs to which session."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from diary.days import diary_day

A_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
TALKED_SHOWN_FOR = timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteCheck:
    """A weekly check with all three items of PEG answered, each 0–10."""

    day: date
    peg: float


def peg_score(pain: int | None, enjoyment: int | None, activity: int | None) -> float | None:
    """Pain, enjoyment of life and general activity in one number from 0 to 10; lower is better.

    Args:
        pain: Pain on average in the past week.
        enjoyment: How it interfered with enjoyment of life.
        activity: How it interfered with general activity.

    Returns:
        The mean of the three items; None unless all three were answered.

    Source: Krebs et al., J. Gen. Intern. Med. 24 (2009) 733-738.
    """
    if pain is None or enjoyment is None or activity is None:
        return None
    return (pain + enjoyment + activity) / 3


def peg_before(checks: Iterable[CompleteCheck], session: date) -> float | None:
    """The score that belongs to a session: the latest in the seven days that end on it."""
    near = [check for check in checks if session - WEEK < check.day <= session]
    return max(near, key=lambda check: check.day).peg if near else None


def next_visit(visits: Iterable[datetime], now: datetime, zone: str) -> datetime | None:
    """The visit that comes next; one of today stays until the day is over, unless another comes.

    Args:
        visits: Aware moments.
        now: Aware.
        zone: IANA name of the practice's zone, whose days count.
    """
    today = diary_day(now, zone)
    coming = [visit for visit in visits if diary_day(visit, zone) >= today]
    return min(coming, key=lambda visit: (visit <= now, visit), default=None)


def check_is_open(visit: datetime | None, now: datetime, zone: str) -> bool:
    """The weekly check is asked from the day before the visit until the visit itself."""
    return visit is not None and first_check_day(visit, zone) <= diary_day(now, zone) and now < visit


def first_check_day(visit: datetime, zone: str) -> date:
    """From when on a check belongs to this visit."""
    return diary_day(visit, zone) - A_DAY


def day_of_check(now: datetime, *zones: str) -> date:
    """The day of a check: come where the patient is, and not after the day of the visit where the practice is."""
    return min(diary_day(now, zone) for zone in zones)
