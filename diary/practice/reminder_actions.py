"""Say that what a patient's reminders follow from has changed, so that they are planned anew."""

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, update

from diary.db import db
from diary.practice.models import Patient

PATIENT = cast(Table, Patient.__table__)
PLAN_AGAIN = (
    update(PATIENT)
    .where(PATIENT.c.id == bindparam("patient"))
    .values(reminders_at=bindparam("now"), planned_until=None)
)


def plan_reminders_again(patient_id: UUID, *, now: datetime) -> None:
    """In the caller's transaction: a plan, a session, a visit or a course has changed, and nothing of it gets lost."""
    db.session.execute(PLAN_AGAIN, {"patient": patient_id, "now": now})
