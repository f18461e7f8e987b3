"""The ledger of reminders: slots are taken by workers, and settled once.

A worker takes slots for a while, sends, and then says so. One that dies in between gives them back when its lease ends, so
nothing stays unsent; a push that went out before the death goes out twice, and its Topic and tag make the two one.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from diary.db import writing_alone
from diary.push.tally_actions import count
from diary.reminders.schedule import Slot
from diary.reminders.statements import PUT_OFF, SETTLE, claim, miss
from diary.reminders.values import Claimed


def slot_row(patient_id: UUID, day: date, zone: str, slot: Slot) -> dict[str, object]:
    """A slot as a new row of the ledger."""
    return {
        "id": uuid4(),
        "patient_id": patient_id,
        "day": day,
        "zone": zone,
        "kind": slot.kind,
        "about": slot.about,
        "due_at": slot.at,
        "ends_at": slot.until,
        "next_at": slot.at,
        "tries": 0,
        "put_offs": 0,
        "state": "waiting",
    }


def claim_due(now: datetime, *, lease: timedelta, limit: int) -> list[Claimed]:
    """Take due slots for this worker, those that wait longest first.

    Args:
        now: Aware.
        lease: For how long nobody else takes them. A worker that dies gives its slots back when it ends.
        limit: How many at most.
    """
    with writing_alone() as connection:
        rows = connection.execute(
            claim(connection.dialect.name), {"now": now, "until": now + lease, "most": limit}
        ).all()
    return [Claimed(*row) for row in rows]


def settle(slots: Collection[UUID], state: str, *, now: datetime) -> None:
    """Say what became of slots, for good."""
    if slots:
        with writing_alone() as connection:
            settled = connection.execute(SETTLE, {"slots": slots, "as": state, "now": now}).rowcount
            if settled:  # another worker may have done so, if it took longer than the lease
                count(connection, {("", state): settled}, now=now)


def note_collapsed(slots: int, *, now: datetime) -> None:
    """Count slots that were sent once more because a worker was cut off: their Topic and tag made the two one."""
    if slots:
        with writing_alone() as connection:
            count(connection, {("", "collapsed"): slots}, now=now)


def put_off(until: dict[UUID, datetime]) -> None:
    """Look at slots again at a moment: their push service asked for patience, or did not answer."""
    if rows := [{"slot": slot, "until": moment} for slot, moment in until.items()]:
        with writing_alone() as connection:
            connection.execute(PUT_OFF, rows)


def miss_late(now: datetime, *, limit: int) -> int:
    """Note slots whose window is over as missed; none is sent late.

    Args:
        now: Aware.
        limit: How many at most, for after a long time without a worker the database has more to do than this.

    Returns:
        How many.
    """
    with writing_alone() as connection:
        late = connection.execute(miss(connection.dialect.name), {"now": now, "most": limit}).rowcount
        if late:
            count(connection, {("", "missed"): late}, now=now)
    return late
