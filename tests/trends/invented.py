"""Diaries that nobody would think of, for Hypothesis to try."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from diary.trends.summary import Summary, summarise

LONGEST = 70
WHOLE = st.integers(0, 10).map(float)
QUARTERS = st.integers(0, 40).map(lambda quarters: quarters / 4)
ANY_SCORE = st.floats(0, 10, allow_subnormal=True)


class Invented(NamedTuple):
    """Values by day from a first day, None for a missing one, and the days of the sessions."""

    values: list[float | None]
    sessions: list[int]
    first_day: date = date(2026, 10, 9)

    def day(self, offset: int) -> date:
        return self.first_day + timedelta(days=offset)

    @property
    def scores(self) -> dict[date, float]:
        return {self.day(offset): value for offset, value in enumerate(self.values) if value is not None}

    @property
    def session_days(self) -> list[date]:
        return [self.day(offset) for offset in self.sessions]

    def summary(self, *, as_of: int | None = None, intake: float | None = None) -> Summary:
        last = self.day(len(self.values) - 1 if as_of is None else as_of)
        return summarise(self.scores, self.session_days, as_of=last, intake=intake)


@st.composite
def diaries(draw: Callable, scores: st.SearchStrategy[float] = WHOLE | QUARTERS) -> Invented:
    """A diary that swings between two levels with gaps, so that every rule has something to bite on."""
    high, low = draw(scores), draw(scores)
    kept = st.sampled_from([None, high, high, low, low]) | scores
    values = draw(st.lists(kept, min_size=1, max_size=LONGEST))
    sessions = draw(st.lists(st.integers(0, len(values) - 1), unique=True, max_size=8))
    return Invented(values, sorted(sessions))
