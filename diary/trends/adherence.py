"""How much of the diary was kept: counts first, percent second."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Adherence:
    """Days expected and days kept; percents are None while no day was expected."""

    expected: int
    on_time: int
    late: int

    @property
    def percent_on_time(self) -> float | None:
        """The share of the days expected that was kept on time."""
        return 100 * self.on_time / self.expected if self.expected else None

    @property
    def percent_kept(self) -> float | None:
        """The share of the days expected that was kept on time or late."""
        return 100 * (self.on_time + self.late) / self.expected if self.expected else None


def adherence(
    on_time: Collection[date],
    late: Collection[date],
    *,
    enrolled: date,
    yesterday: date,
    pauses: Iterable[tuple[date, date]] = (),
) -> Adherence:
    """How many of the expected days were kept.

    Args:
        on_time: Days kept on time; those outside the days expected are not counted.
        late: Days kept late.
        enrolled: The first day expected.
        yesterday: The last day expected.
        pauses: Agreed pauses, first and last day of each; none of their days is expected.
    """
    paused = [(first, last) for first, last in pauses if first <= last]
    length = (yesterday - enrolled).days + 1
    days = {enrolled + timedelta(days=offset) for offset in range(length)}
    expected = {day for day in days if not any(first <= day <= last for first, last in paused)}
    return Adherence(
        expected=len(expected),
        on_time=len(expected.intersection(on_time)),
        late=len(expected.intersection(late) - set(on_time)),
    )
