"""The weekly check: PEG, and which check belongs to which session."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)


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
