"""When a patient is reminded, and of what: a plain function of their plan, their zone, the day and what is already logged.

Asked anew just before a reminder is sent, it no longer names what an entry has made needless.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain
from zoneinfo import ZoneInfo

from diary.days import diary_day
from diary.effects.schedule import EVENING, JUST_ANSWERED, MORNING, SOON, SOON_UNTIL, Followed, wall_clock

KINDS = ("daily", "visit", "again", "soon", "evening", "morning")
WINDOW = timedelta(hours=2)
QUIET_UNTIL = time(8)  # and from SOON_UNTIL on; only a time that the patient chose is earlier or later
LATE_ENOUGH = time(17)  # a reminder from then on asks after a session of its day; an earlier one stays what it is
ASKED_DAYS, REST_DAYS = 4, 4  # three days without an entry and that of one more reminder; then none
A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the patient chose; `paused_until` is the last day without reminders."""

    at: time = EVENING
    is_on: bool = True
    again: bool = False
    paused_until: date | None = None

    def rests_on(self, day: date) -> bool:
        return not self.is_on or (self.paused_until is not None and day <= self.paused_until)

    @property
    def evening(self) -> time:
        """When a session is asked after on its evening."""
        return self.at if self.at >= LATE_ENOUGH else EVENING


@dataclass(frozen=True, slots=True, kw_only=True)
class Treated:
    """A session, by its id, with what was answered after it."""

    id: str
    followed: Followed


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a patient whose reminders are set.

    Attributes:
        first: The first day on which an entry was expected.
        logged: The days with an entry; at least the last of them, yesterday and today.
        sessions: Those of today and yesterday.
        visits: The next visits whose questions are not answered yet.
        is_treated: A course is open.
    """

    first: date
    logged: frozenset[date] = frozenset()
    sessions: Sequence[Treated] = ()
    visits: Sequence[datetime] = ()
    is_treated: bool = True

    def rests_on(self, day: date) -> bool:
        """After three days without an entry one more reminder is sent, then none for four days, and so on."""
        return self.silent_before(day) >= ASKED_DAYS

    def silent_before(self, day: date) -> int:
        """How many days without an entry came just before a day; after a rest they are counted anew."""
        last = max((one for one in self.logged if one < day), default=self.first - A_DAY)
        return ((day - last).days - 1) % (ASKED_DAYS + REST_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One reminder of one day, sent once at most, from `at` until before `until`, both UTC.

    `kind` is one of KINDS; soon, evening and morning are about a session, `about`.
    """

    kind: str
    at: datetime
    until: datetime
    about: str = ""


def slots_of(plan: Plan, known: Known, *, zone: str, day: date) -> list[Slot]:
    """The reminders of one day, in order of time, at most one at each moment.

    Args:
        plan: What the patient chose.
        known: What is logged by now.
        zone: IANA name of the place whose wall clock counts on this day.
        day: The day of the calendar there.
    """
    slots = {slot.at: slot for slot in all_of(plan, known, zone, day)}
    return [slots[at] for at in sorted(slots)]


def slots_to_come(plan: Plan, known: Known, *, zone: str, day: date) -> list[Slot]:
    """The reminders that a day may come to have, as if nothing were logged: by then something is, or it is not.

    So an entry that is saved later changes nothing that was planned; it only makes some of it needless at its time. Once the
    questions before a visit are answered it is the daily reminder that is due, so both are planned.
    """
    sessions = [replace(session, followed=Followed(at=session.followed.at)) for session in known.sessions]
    to_come = replace(known, first=day - A_DAY, logged=frozenset(), sessions=sessions)
    kinds = (all_of(plan, one, zone, day) for one in (to_come, replace(to_come, visits=())))
    return list(dict.fromkeys(chain.from_iterable(kinds)))


def all_of(plan: Plan, known: Known, zone: str, day: date) -> Iterator[Slot]:
    """Of several at one moment the last counts."""
    if plan.rests_on(day) or not known.is_treated:
        return
    yield from again(plan, known, zone, day)
    yield from daily(plan, known, zone, day)
    for session in known.sessions:
        yield from prompts_of(plan, session, zone, day)


def prompts_of(plan: Plan, session: Treated, zone: str, day: date) -> Iterator[Slot]:
    """Two hours after a session, in its evening, and the next morning: each unless it was answered by then."""
    followed = session.followed
    then = wall_clock(followed.at, zone)
    evening = slot_at("evening", then.date(), plan.evening, zone, session.id)
    if then.date() == day:
        soon = slot_at("soon", day, (then + SOON).time(), zone, session.id)
        opens, closes = datetime.combine(day, QUIET_UNTIL), datetime.combine(day, SOON_UNTIL)
        if opens <= then + SOON <= closes and not is_answered(followed, soon.at):
            yield soon
        if followed.at < evening.at and not is_answered(followed, evening.at):
            yield evening
    if then.date() == day - A_DAY:
        morning = slot_at("morning", day, MORNING, zone, session.id)
        if not is_answered(followed, morning.at) and (followed.is_open or not is_answered(followed, evening.at)):
            yield morning


def is_answered(followed: Followed, at: datetime) -> bool:
    """Whether the form of a prompt was saved from two hours before it on."""
    return any(answer > at - JUST_ANSWERED for answer in followed.answered)


def daily(plan: Plan, known: Known, zone: str, day: date) -> Iterator[Slot]:
    """The reminder of the day, or of the visit of tomorrow. The evening of a session takes its place."""
    own = slot_at("daily", day, plan.at, zone)
    if plan.at >= LATE_ENOUGH and any(is_on(day, session.followed.at, zone, own.at) for session in known.sessions):
        return
    if any(wall_clock(visit, zone).date() == day + A_DAY for visit in known.visits):
        yield slot_at("visit", day, plan.at, zone)
    elif not known.rests_on(day) and diary_day(own.at, zone) not in known.logged:
        yield own


def is_on(day: date, at: datetime, zone: str, before: datetime) -> bool:
    return wall_clock(at, zone).date() == day and at < before


def again(plan: Plan, known: Known, zone: str, day: date) -> Iterator[Slot]:
    """Once more, in the morning, for a yesterday without an entry, which can still be filled in."""
    yesterday = day - A_DAY
    if not plan.again or yesterday < known.first or yesterday in known.logged or known.rests_on(day):
        return
    own = slot_at("again", day, MORNING, zone)
    if abs(slot_at("daily", day, plan.at, zone).at - own.at) >= WINDOW:
        yield own


def slot_at(kind: str, day: date, wall: time, zone: str, about: str = "") -> Slot:
    at = moment(day, wall, zone)
    return Slot(kind=kind, at=at, until=at + WINDOW, about=about)


@lru_cache(1024)  # most patients are reminded at a few times of the same day
def moment(day: date, wall: time, zone: str) -> datetime:
    """When the clock on the wall shows a time on a day, in UTC.

    A time that comes twice is the first of the two; for one that a clock skips it is the first minute after the gap.
    """
    there = ZoneInfo(zone)
    asked = datetime.combine(day, wall)
    at = asked.replace(tzinfo=there).astimezone(UTC)
    if shown(at, there) == asked:
        return at
    before, after = asked.replace(tzinfo=there, fold=1).astimezone(UTC), at  # the clock turns between these two
    while after - before > A_MINUTE:
        middle = before + ((after - before) // A_MINUTE // 2) * A_MINUTE
        before, after = (middle, after) if shown(middle, there) < asked else (before, middle)
    return after


def shown(at: datetime, there: ZoneInfo) -> datetime:
    return at.astimezone(there).replace(tzinfo=None)
