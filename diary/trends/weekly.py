"""What is counted beside pain, week by week: extra medicine, the goal, PEG."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from diary.trends.stats import at_or_above
from diary.trends.summary import SessionResult

PEG_POINTS = 1.0
PEG_SHARE = 0.3


class Days(NamedTuple):
    """So many days of the days that were answered."""

    counted: int
    answered: int


def rescue_days(result: SessionResult, doses: Mapping[date, int]) -> Days | None:
    """Days with any extra medicine in the week after a session, of the days that say; None in a week of too few entries.

    Shown beside pain; pain is never adjusted for it.
    """
    if result.week.mean is None:
        return None
    answers = _in_week(result, doses)
    return Days(sum(dose > 0 for dose in answers), len(answers))


def goal_days(result: SessionResult, met: Mapping[date, bool]) -> Days:
    """Days on which the goal was met in the week after a session, of the days it was asked and answered."""
    answers = _in_week(result, met)
    return Days(sum(answers), len(answers))


def _in_week(result: SessionResult, answers: Mapping[date, int]) -> list[int]:
    days = (result.date + timedelta(days=offset) for offset in range(result.week.days))
    return [answers[day] for day in days if day in answers]


def peg_change_counts(before: float, after: float) -> bool:
    """The score moved, up or down, by at least 1 point and at least 30 %."""
    change = abs(after - before)
    return at_or_above(change, PEG_POINTS) and at_or_above(change, PEG_SHARE * before)
