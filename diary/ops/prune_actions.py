"""Forget what is of no use to reminders any more."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, Table, delete, or_, select

from diary.accounts.domain import DEVICE_LIFE
from diary.accounts.models import Device
from diary.db import writing_alone
from diary.push.models import PushSubscription, PushTally
from diary.reminders.models import ReminderSlot

SLOTS_KEPT, TALLIES_KEPT = timedelta(days=60), timedelta(days=400)
AT_ONCE = 5_000
PHONE, TALLY, SLOT, DEVICE = (
    cast(Table, model.__table__) for model in (PushSubscription, PushTally, ReminderSlot, Device)
)


def prune(now: datetime) -> dict[str, int]:
    """Forget the addresses of phones that have to be paired anew, reminders that were settled long ago, and old counts.

    Returns:
        How many, by what they were.
    """
    signed_out = PHONE.c.device_id.in_(select(DEVICE.c.id).where(DEVICE.c.signed_out_at.is_not(None)))
    return {
        "phones": forget(PHONE, or_(PHONE.c.seen_at < now - DEVICE_LIFE, signed_out)),
        "reminders": forget(SLOT, SLOT.c.day < (now - SLOTS_KEPT).date()),
        "counts": forget(TALLY, TALLY.c.day < (now - TALLIES_KEPT).date()),
    }


def forget(table: Table, which: ColumnElement[bool]) -> int:
    """A few at a time, so that nobody waits long for the database."""
    [key, *_more] = table.primary_key.columns
    count = 0
    while True:
        with writing_alone() as connection:
            gone = connection.execute(
                delete(table).where(key.in_(select(key).where(which).limit(AT_ONCE)), which)
            ).rowcount
        count += gone
        if not gone:
            return count
