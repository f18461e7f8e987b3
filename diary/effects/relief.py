"""The moment that a patient means who says when relief has worn off.

The same rules stand in static/js/core/after.js; a test holds both to the same answers.
"""

from datetime import datetime, timedelta

from diary.days import DAY_STARTS_AT
from diary.effects.schedule import wall_clock

A_DAY = timedelta(days=1)
LAST_NIGHT = timedelta(hours=6)  # before four in the morning: ten in the evening
YESTERDAY = timedelta(hours=14)  # two in the afternoon


def relief_ended_at(said: str, session_at: datetime, now: datetime, zone: str) -> datetime:
    """When it ended: never before the session, and as exact as the words are.

    "Earlier today" is halfway between now and four in the morning, or the session if that was later.

    Args:
        said: now, earlier_today, last_night or yesterday.
        session_at: Aware.
        now: When it was said, aware.
        zone: IANA name of the place whose wall clock counts.
    """
    wall = wall_clock(now, zone) - DAY_STARTS_AT
    morning = now - timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second)
    meant = {
        "now": now,
        "earlier_today": max(morning, session_at) + (now - max(morning, session_at)) / 2,
        "last_night": morning - LAST_NIGHT,
        "yesterday": morning - YESTERDAY,
    }
    return max(meant[said], session_at)
