"""When relief ended: on which day a check-in first said Gone, and which moment a patient means who says that it wore off.

The same rules stand in static/js/core/after.js; a test holds both to the same answers.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from diary.days import DAY_STARTS_AT
from diary.effects.schedule import wall_clock

A_DAY = timedelta(days=1)
LAST_NIGHT = timedelta(hours=6)  # before four in the morning: ten in the evening
YESTERDAY = timedelta(hours=14)  # two in the afternoon
ENDS_OF_TODAY = ("now", "earlier_today")
ENDS = (*ENDS_OF_TODAY, "last_night", "yesterday")


class SaidOfADay(Protocol):
    """An entry, as far as it tells of relief."""

    @property
    def day(self) -> date: ...
    @property
    def asked(self) -> str: ...
    @property
    def relief(self) -> str | None: ...
    @property
    def corrected_at(self) -> datetime: ...


class Held(Protocol):
    """A session, as far as it tells which days follow it."""

    @property
    def id(self) -> UUID: ...
    @property
    def day(self) -> date: ...
    @property
    def at(self) -> datetime: ...


AnyHeld = TypeVar("AnyHeld", bound=Held)


def relief_ended_at(said: str, session_at: datetime, now: datetime, zone: str) -> datetime:
    """When it ended: never before the session, and as exact as the words are.

    "Earlier today" is halfway between now and four in the morning, or the session if that was later.

    Args:
        said: now, earlier_today, last_night or yesterday.
        session_at: Aware.
        now: When it was said, aware.
        zone: IANA name of the place whose wall clock counts.
    """
    morning = morning_of(now, zone)
    meant = {
        "now": now,
        "earlier_today": max(morning, session_at) + (now - max(morning, session_at)) / 2,
        "last_night": morning - LAST_NIGHT,
        "yesterday": morning - YESTERDAY,
    }
    return max(meant[said], session_at)


def ends_to_offer(session_at: datetime, now: datetime, zone: str) -> tuple[str, ...]:
    """What may be said of when it ended: on the day of its session nothing before that day."""
    return ENDS if session_at < morning_of(now, zone) else ENDS_OF_TODAY


def morning_of(now: datetime, zone: str) -> datetime:
    """When the diary's day began: at four in the morning."""
    wall = wall_clock(now, zone) - DAY_STARTS_AT
    return now - timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second)


def gone_on(entries: Iterable[SaidOfADay], sessions: Sequence[Held]) -> dict[UUID, date]:
    """The first day that says its relief is gone, by the session that the day follows.

    Args:
        entries: What the days of one area show, in order.
        sessions: Those of the area, in order of time.
    """
    found: dict[UUID, date] = {}
    for entry in entries:
        session = session_before(entry, sessions)
        if session and entry.relief == "gone":
            found.setdefault(session.id, entry.day)
    return found


def session_before(entry: SaidOfADay, sessions: Sequence[AnyHeld]) -> AnyHeld | None:
    """The session that a day follows; a day saved before the session of its date follows the one before."""
    before = [one for one in sessions if one.day <= entry.day and not is_of_before(entry, one)]
    return before[-1] if before else None


def is_of_before(entry: SaidOfADay, session: Held) -> bool:
    """Saved before the session of its day, so that it says nothing about the time since."""
    return session.day == entry.day and entry.asked == "last_24h" and entry.corrected_at < session.at
