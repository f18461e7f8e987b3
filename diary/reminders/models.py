"""Tables of reminders."""

from datetime import date, time
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from diary.db import Base, Id, Moment, one_of
from diary.reminders.schedule import KINDS

# Sent; needless by then; late; to nobody, for no phone was to be reached; not taken by any push service, which is our defect.
STATES = ("waiting", "sent", "skipped", "missed", "no_phone", "refused")
WAITING = text("state = 'waiting'")


class ReminderSlot(Base):
    """One reminder of one day, and what became of it: the ledger that outlives every worker.

    A worker that takes a slot leases it. Should it die, the slot is due again when the lease ends. No index names the lease, and
    PostgreSQL leaves room for it in each page (its heap-only tuples), so taking a slot writes the row and nothing else.
    """

    __tablename__ = "reminder_slot"
    __table_args__ = (
        one_of("kind", KINDS),
        one_of("state", STATES),
        UniqueConstraint("patient_id", "day", "kind", "about"),
        Index("ix_reminder_slot_day", "day"),
        Index("ix_reminder_slot_next_at", "next_at", postgresql_where=WAITING, sqlite_where=WAITING),
    )

    id: Mapped[Id]
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"))  # found by what is unique
    day: Mapped[date]  # of the calendar where the patient is
    zone: Mapped[str] = mapped_column(String(64))  # whose clock counts on this day, wherever the patient goes on it
    kind: Mapped[str] = mapped_column(String(8))
    about: Mapped[str] = mapped_column(String(36), default="")  # a session's id
    due_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    next_at: Mapped[Moment]  # when to look at it next: when it is due, or put off until
    leased_until: Mapped[Moment | None]
    tries: Mapped[int] = mapped_column(default=0)
    put_offs: Mapped[int] = mapped_column(default=0)  # tries that ended with "later"; another one may have been cut off
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    settled_at: Mapped[Moment | None]


class ReminderPlan(Base):
    """What a patient chose about reminders, by the newest of their saves; who has none was never asked, or said no."""

    __tablename__ = "reminder_plan"

    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"), primary_key=True)
    at: Mapped[time]  # on the wall where the patient is
    is_on: Mapped[bool]
    again: Mapped[bool]
    paused_until: Mapped[date | None]  # the last day without reminders
    corrected_at: Mapped[Moment]  # when that save was made, at the latest when it came
    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"))
