"""Which days the figure shows: the days before the first session, and all the rest or the last eight weeks of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from diary.trends.facts import Facts
from diary.trends.level import Baseline

WEEKS = timedelta(weeks=8)
LEAST_SHOWN = timedelta(days=7)
MOST_AHEAD = timedelta(days=14)  # a visit further away than this would squeeze the days that are known


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `first` up to and without `end`; `hidden` are the first and last day left out of a long course."""

    first: date
    end: date
    hidden: tuple[date, date] | None
    first_session: date | None
    next_session: date | None

    def shows(self, day: date) -> bool:
        hidden = self.hidden is not None and self.hidden[0] <= day <= self.hidden[1]
        return self.first <= day < self.end and not hidden

    @property
    def days_before_first_session(self) -> int:
        return 0 if self.first_session is None else (self.first_session - self.first).days


def span_of(facts: Facts, baseline: Baseline) -> Span:
    """The days to draw.

    Args:
        facts: The course and its diary.
        baseline: The one of two weeks shows two weeks.
    """
    last = max([facts.as_of, *(entry.day for entry in facts.entries), *facts.session_days])
    after_last = last + timedelta(days=1)
    upcoming = facts.next_session
    coming = upcoming if upcoming and after_last <= upcoming <= last + MOST_AHEAD else None
    if upcoming and upcoming == last:  # today: the entry of today stands after its dashed line
        coming = upcoming
    first_session = facts.session_days[0] if facts.sessions else None
    first = first_day(facts, baseline, first_session, after_last)
    return Span(
        first=first,
        end=max(coming or after_last, after_last, first + LEAST_SHOWN),
        hidden=hidden_days(first_session, after_last),
        first_session=first_session,
        next_session=coming,
    )


def first_day(facts: Facts, baseline: Baseline, first_session: date | None, after_last: date) -> date:
    """The start of the days before the first session that were kept, or could have been."""
    enrolled = min([facts.patient.enrolled_on, *(entry.day for entry in facts.entries)])
    if first_session is None:
        return min(max(enrolled, after_last - WEEKS - LEAST_SHOWN), after_last - timedelta(days=1))
    before = timedelta(days=14 if baseline.kind == "observed_14" else 7)
    return min(max(enrolled, first_session - before), first_session)


def hidden_days(first_session: date | None, after_last: date) -> tuple[date, date] | None:
    if first_session is None or after_last - first_session <= WEEKS:
        return None
    return first_session, after_last - WEEKS - timedelta(days=1)
