"""Add to the log of who saw and changed what."""

from datetime import datetime
from typing import Any, NotRequired, TypedDict, Unpack, cast
from uuid import UUID

from sqlalchemy import Table, insert

from diary.audit.domain import Actor
from diary.audit.models import AuditEvent
from diary.db import db, writing

ADD_EVENTS = insert(cast(Table, AuditEvent.__table__))


class About(TypedDict):
    """What an event belongs to.

    Attributes:
        now: When, aware.
        practice_id: The practice it belongs to; none for what belongs to no practice.
        patient_id: Whose record it touched, if one.
        detail: Words that help to read the event later; never health data, names or codes.
    """

    now: datetime
    practice_id: UUID | None
    patient_id: NotRequired[UUID]
    detail: NotRequired[str]


def event_row(action: str, actor: Actor, **about: Unpack[About]) -> dict[str, Any]:
    """One event as a row, for who writes by statements; takes what `record` does."""
    return {
        "at": about["now"],
        "practice_id": about["practice_id"],
        "patient_id": about.get("patient_id"),
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "action": action,
        "detail": about.get("detail", ""),
    }


def record(action: str, actor: Actor, **about: Unpack[About]) -> None:
    """Add one event to the caller's transaction: what was done and its trace are kept together or not at all.

    Args:
        action: A word or two with underscores, such as ``phone_paired``.
        actor: Who did it.
        about: See `About`.
    """
    db.session.add(AuditEvent(**event_row(action, actor, **about)))


def record_view(action: str, actor: Actor, *, now: datetime, practice_id: UUID, patient_id: UUID) -> None:
    """Note that somebody opened a record, before they read it, in a short transaction of its own."""
    with writing():
        record(action, actor, now=now, practice_id=practice_id, patient_id=patient_id)
