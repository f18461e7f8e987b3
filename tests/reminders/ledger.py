"""The ledger as tests fill and read it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from diary.db import db, writing_alone
from diary.reminders.ledger_actions import slot_row
from diary.reminders.models import ReminderSlot
from diary.reminders.schedule import Slot
from diary.reminders.statements import add_slots

TORONTO = "America/Toronto"


def add(patient_id: UUID, day: date, slots: Sequence[Slot], zone: str = TORONTO) -> None:
    """As the planner adds them."""
    with writing_alone() as connection:
        rows = [slot_row(patient_id, day, zone, slot) for slot in slots]
        connection.execute(add_slots(connection.dialect.name), rows)


def slots() -> list[ReminderSlot]:
    """All of them, in order of time."""
    found = list(db.session.scalars(select(ReminderSlot).order_by(ReminderSlot.due_at, ReminderSlot.kind)))
    db.session.expunge_all()
    db.session.rollback()
    return found
