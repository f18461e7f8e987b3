"""The table of who saw and changed what; rows are only ever added."""

from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from diary.audit.domain import ACTORS
from diary.db import Base, Moment, one_of


class AuditEvent(Base):
    """One thing that somebody did to, or saw of, a record."""

    __tablename__ = "audit_event"
    __table_args__ = (
        one_of("actor_kind", ACTORS),
        Index("ix_audit_event_patient_id_at", "patient_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[Moment]
    practice_id: Mapped[UUID | None]  # no foreign keys: the log outlives what it speaks of
    patient_id: Mapped[UUID | None]
    actor_kind: Mapped[str] = mapped_column(String(10))
    actor_id: Mapped[UUID | None]
    action: Mapped[str] = mapped_column(String(60))
    detail: Mapped[str] = mapped_column(String(500), default="")
