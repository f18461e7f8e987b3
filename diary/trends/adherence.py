"""How much of the diary was kept: counts first, percent second."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """Days expected and days kept; paper and memory are counted apart. Percents are None while no day was expected."""

    expected: int
    on_time: int = 0
    late: int = 0
    paper: int = 0
    recalled: int = 0

    @property
    def missing(self) -> int:
        """Days without any entry."""
        return self.expected - self.on_time - self.late - self.paper - self.recalled

    @property
    def percent_on_time(self) -> float | None:
        """The share of the days expected that was kept on time."""
        return 100 * self.on_time / self.expected if self.expected else None

    @property
    def percent_kept(self) -> float | None:
        """The share of the days expected that was kept on time or late."""
        return 100 * (self.on_time + self.late) / self.expected if self.expected else None


def way_of(stamp: str, source: str) -> str:
    """How an entry counts: ``on_time``, ``late``, ``paper`` or ``recalled``."""
    return "paper" if source == "paper" and stamp != "recalled" else stamp


def adherence(
    ways: Mapping[date, str], *, enrolled: date, yesterday: date, pauses: Iterable[tuple[date, date]] = ()
) -> Adherence:
    """How many of the expected days were kept.

    Args:
        ways: How each day was kept; those outside the days expected are not counted.
        enrolled: The first day expected.
        yesterday: The last day expected.
        pauses: Agreed pauses, first and last day of each; none of their days is expected.
    """
    paused = list(pauses)
    days = (enrolled + timedelta(days=offset) for offset in range((yesterday - enrolled).days + 1))
    expected = [day for day in days if not any(first <= day <= last for first, last in paused)]
    return Adherence(expected=len(expected), **Counter(ways[day] for day in expected if day in ways))
