"""One body area's pain by day, and the treatment sessions between the days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

# Days are proleptic ordinals in here: no window can fall off either end of the calendar.
Observed = tuple[int, float]


@dataclass(frozen=True, kw_only=True)
class Series:
    """The days that have a score, in order, none later than the last day that counts.

    It is closed when nobody will ever know what came after: the course has ended, or sharing has.
    """

    days: tuple[int, ...]
    pains: tuple[float, ...]
    as_of: int
    closed: bool = False

    @classmethod
    def until(cls, as_of: date, scores: Mapping[date, float], *, closed: bool = False) -> "Series":
        """The series as it stood on a day: what came later is left out."""
        counted = sorted((day.toordinal(), pain) for day, pain in scores.items() if day <= as_of)
        return cls(
            days=tuple(day for day, _ in counted),
            pains=tuple(pain for _, pain in counted),
            as_of=as_of.toordinal(),
            closed=closed,
        )

    def between(self, first: int, last: int) -> list[float]:
        """The scores kept from one day to another, both included."""
        return [pain for _, pain in self.after(0, first, last)]

    def after(self, origin: int, first: int, last: int) -> list[Observed]:
        """The entries from one offset to another as (days after the origin, score)."""
        start = bisect_left(self.days, origin + first)
        stop = bisect_right(self.days, origin + last)
        return [(day - origin, pain) for day, pain in zip(self.days[start:stop], self.pains[start:stop], strict=True)]


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """One treatment session in its place among the others."""

    number: int
    day: int
    since_previous: int | None
    until_next: int | None

    @property
    def last_offset(self) -> int | None:
        """The last day that belongs to this session and not to the next one."""
        return None if self.until_next is None else self.until_next - 1


def treatments_until(as_of: date, sessions: Iterable[date]) -> list[Treatment]:
    """The sessions given by a day, numbered from 1, each with the distance to its neighbours."""
    days = sorted({day.toordinal() for day in sessions if day <= as_of})
    gaps = [None, *(later - earlier for earlier, later in pairwise(days)), None]
    return [
        Treatment(number=index + 1, day=day, since_previous=gaps[index], until_next=gaps[index + 1])
        for index, day in enumerate(days)
    ]
