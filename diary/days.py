"""The diary's calendar: a day runs from 04:00 to 04:00 by the wall clock."""

from datetime import date, datetime, timedelta
from functools import cache
from math import ceil
from zoneinfo import ZoneInfo, available_timezones, reset_tzpath

reset_tzpath(to=())  # the pinned tzdata package; the machine's own time-zone data may be years behind

DAY_STARTS_AT = timedelta(hours=4)
ZONE_NAME = r"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"  # as in America/Port-au-Prince, known to us or not
MOST_ZONE_NAME = 64


@cache
def zones() -> frozenset[str]:
    """Every name of a time zone whose clock can be told here."""
    return frozenset(available_timezones())


def zone_known_here(name: str, offset_min: int = 0) -> str:
    """A zone whose clock can be told here, for a name that a phone gave.

    Phones know zones that are younger than our list, and some say no more than "Etc/Unknown"; neither may cost an entry.

    Args:
        name: What the phone calls its zone.
        offset_min: Minutes east of UTC that its clock showed.

    Returns:
        The zone itself if it is on our list. Otherwise the one that always has this offset, in whole hours, rounded to
        the east so that no day of that clock is still to come.
    """
    if name in zones():
        return name
    hours = min(max(ceil(offset_min / 60), -12), 14)
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"  # their names count to the west


def offset_minutes(at: datetime, zone: str) -> int:
    """How far east of UTC the wall clock of a place stands at an aware moment, in minutes."""
    return int((at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()).total_seconds() // 60)


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
