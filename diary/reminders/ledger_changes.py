"""Which rows of the ledger a patient's days should have, beside those that are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from diary.effects.schedule import wall_clock
from diary.reminders.schedule import A_DAY, Known, Plan, Slot, moment, slots_to_come

NOT_LONG_AGO = timedelta(minutes=5)  # a time that was over for longer when it was chosen counts from the next day on
LONGEST_COUNTED = A_DAY * 30  # without any worker
MIDNIGHT, SPREAD = time(0), 6 * 60  # not all patients of a zone are planned at its midnight, but within so many minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A row of the ledger, as far as it matters to what is planned."""

    id: UUID
    day: date
    zone: str
    kind: str
    about: str
    at: datetime
    is_begun: bool  # somebody tried to send it, or it is over

    @property
    def key(self) -> tuple[date, str, str]:
        return self.day, self.kind, self.about


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What to add or to move, by day and zone, and the rows to take back."""

    add: Sequence[tuple[date, str, Slot]]
    drop: Sequence[UUID]


def changes(
    plan: Plan | None, known: Known, kept: Sequence[Kept], *, zone: str, since: datetime, now: datetime
) -> Changes:
    """Plan today and tomorrow, and the days on which no worker did: their reminders are to be counted as missed.

    Args:
        plan: What the patient chose; without one nothing is planned.
        known: What their reminders follow from.
        kept: Their rows from yesterday on.
        zone: Where they are now.
        since: When this was due: what has passed since then was not too late when it was chosen.
        now: Aware.
    """
    today = wall_clock(now, zone).date()
    there = {row.key: row for row in kept}
    wanted = {}
    for day in days_between(wall_clock(since, zone).date(), today):
        of = zone_on(day, kept, zone, now) if day == today else zone
        for slot in slots_to_come(plan, known, zone=of, day=day) if plan else ():
            row = there.get((day, slot.kind, slot.about))
            if slot.at > since - NOT_LONG_AGO or (row and row.at == slot.at):
                wanted[day, slot.kind, slot.about] = (of, slot)
    return Changes(
        add=[(key[0], of, slot) for key, (of, slot) in wanted.items() if not stands(there.get(key), of, slot)],
        drop=[
            row.id
            for row in kept
            if not row.is_begun and row.key not in wanted and not (row.day < today and row.zone == zone)
        ],
    )


def days_between(since: date, today: date) -> list[date]:
    """From the first day that is not planned yet until tomorrow; of a longer outage the last of its days."""
    first = min(today, max(since, today - LONGEST_COUNTED))
    return [first + A_DAY * number for number in range((today - first).days + 2)]


def zone_on(day: date, kept: Sequence[Kept], zone: str, now: datetime) -> str:
    """A day that has begun keeps the clock that it was planned by: who flies goes by the new one from the next day on."""
    planned = next((row.zone for row in kept if row.day == day), zone)
    return planned if moment(day, MIDNIGHT, planned) <= now else zone


def stands(row: Kept | None, zone: str, slot: Slot) -> bool:
    """There is nothing to write: it is there, or was begun."""
    return row is not None and (row.is_begun or (row.at, row.zone) == (slot.at, zone))


def planned_next(patient_id: UUID, plan: Plan | None, known: Known, *, zone: str, now: datetime) -> datetime | None:
    """When to plan again unless something changes before: in the night after today, or at the end of a pause."""
    if plan is None or not plan.is_on or not known.is_treated:
        return None
    tomorrow = wall_clock(now, zone).date() + A_DAY
    night = moment(max(tomorrow, plan.paused_until or tomorrow), MIDNIGHT, zone)
    return night + timedelta(minutes=patient_id.int % SPREAD)
