"""The diary's calendar: a day runs from 04:00 to 04:00 by the wall clock."""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones, reset_tzpath

reset_tzpath(to=())  # the pinned tzdata package; the machine's own time-zone data may be years behind

DAY_STARTS_AT = timedelta(hours=4)


@cache
def zones() -> frozenset[str]:
    """Every name of a time zone whose clock can be told here."""
    return frozenset(available_timezones())


def diary_day(at: datetime, zone: str) -> date:
    """The diary day a moment belongs to.

    Args:
        at: Any aware moment.
        zone: IANA name of the place whose wall clock counts.

    Returns:
        The local calendar date four hours earlier by the wall clock, so half past one at night still
        belongs to the evening before.
    """
    return day_of_wall_clock(at.astimezone(ZoneInfo(zone)).replace(tzinfo=None))


def day_of_wall_clock(local: datetime) -> date:
    """The diary day that a naive local wall-clock time belongs to."""
    return (local - DAY_STARTS_AT).date()
