"""Add to the log of who saw and changed what."""

from datetime import datetime
from uuid import UUID

from diary.audit.domain import Actor
from diary.audit.models import AuditEvent
from diary.db import db, writing


def record(
    action: str,
    actor: Actor,
    *,
    now: datetime,
    practice_id: UUID | None,
    patient_id: UUID | None = None,
    detail: str = "",
) -> None:
    """Add one event to the caller's transaction: what was done and its trace are kept together or not at all.

    Args:
        action: A word or two with underscores, such as ``phone_paired``.
        actor: Who did it.
        now: When, aware.
        practice_id: The practice it belongs to; none for what belongs to no practice.
        patient_id: Whose record it touched, if one.
        detail: Words that help to read the event later; never health data, names or codes.
    """
    db.session.add(
        AuditEvent(
            at=now,
            practice_id=practice_id,
            patient_id=patient_id,
            actor_kind=actor.kind,
            actor_id=actor.id,
            action=action,
            detail=detail,
        )
    )


def record_view(action: str, actor: Actor, *, now: datetime, practice_id: UUID, patient_id: UUID) -> None:
    """Note that somebody opened a record, before they read it, in a short transaction of its own."""
    with writing():
        record(action, actor, now=now, practice_id=practice_id, patient_id=patient_id)
