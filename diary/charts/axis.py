"""Where a day lies from left to right, also when a long course leaves some days out."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

CUT_WIDTH = 1.5  # days


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive days that are drawn, from `first` up to and without `end`."""

    first: date
    end: date
    left: float


@dataclass(frozen=True)
class DayAxis:
    """The common axis of every row: equal room for every day."""

    stretches: tuple[Stretch, ...]
    day_width: float
    left_edge: float
    right_edge: float

    @property
    def cut(self) -> float | None:
        """The middle of the gap where days are left out."""
        if len(self.stretches) == 1:
            return None
        return self.stretches[1].left - CUT_WIDTH * self.day_width / 2

    def shows(self, day: date) -> bool:
        return any(stretch.first <= day < stretch.end for stretch in self.stretches)

    def shows_line(self, day: date) -> bool:
        """A line at the left edge of a day may also stand at the end of the axis or of a stretch."""
        return any(stretch.first <= day <= stretch.end for stretch in self.stretches)

    def left(self, day: date) -> float:
        """The left edge of a day that is shown."""
        for stretch in reversed(self.stretches):
            if stretch.first <= day <= stretch.end:
                return stretch.left + (day - stretch.first).days * self.day_width
        raise ValueError(f"{day} is not on the axis")

    @cached_property
    def middles(self) -> dict[date, float]:
        """The middle of every day that is shown; each row asks for all of them."""
        return {day: self.left(day) + self.day_width / 2 for day in self.days()}

    def middle(self, day: date) -> float:
        return self.middles[day]

    def days(self) -> list[date]:
        return [
            stretch.first + timedelta(days=n)
            for stretch in self.stretches
            for n in range((stretch.end - stretch.first).days)
        ]

    def joins(self, earlier: date, later: date) -> bool:
        """Whether two days are neighbours on paper: the next day, and no cut between them."""
        return (later - earlier).days == 1 and any(s.first <= earlier and later < s.end for s in self.stretches)


def day_axis(first: date, end: date, left: float, right: float, hidden: tuple[date, date] | None = None) -> DayAxis:
    """An axis from the first day up to and without the end.

    Args:
        first: The first day drawn.
        end: The day after the last one drawn.
        left: Where the first day begins.
        right: Where the last day ends.
        hidden: The first and last day left out, if any.
    """
    if hidden is None:
        width = (right - left) / max((end - first).days, 1)
        return DayAxis((Stretch(first, end, left),), width, left, right)

    early, late = (hidden[0] - first).days, (end - hidden[1]).days - 1
    width = (right - left) / (early + CUT_WIDTH + late)
    resumes = left + (early + CUT_WIDTH) * width
    stretches = (Stretch(first, hidden[0], left), Stretch(hidden[1] + timedelta(days=1), end, resumes))
    return DayAxis(stretches, width, left, right)
