"""What patients chose about reminders."""

from collections.abc import Collection
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Table, select

from diary.db import db
from diary.many_ids import among
from diary.practice.models import Consent, Patient
from diary.reminders.models import ReminderPlan
from diary.reminders.schedule import Plan

PLAN = cast(Table, ReminderPlan.__table__)
# Who no longer agrees to the diary, or wants it deleted, is asked for nothing.
LAST_ANSWER = (
    select(Consent.agreed)
    .where(Consent.patient_id == PLAN.c.patient_id)
    .order_by(Consent.answered_at.desc(), Consent.id.desc())
    .limit(1)
    .scalar_subquery()
)
IN_FORCE = (
    select(*(PLAN.c[name] for name in ("patient_id", "at", "is_on", "again", "paused_until")))
    .join(Patient, Patient.id == PLAN.c.patient_id)
    .where(among(PLAN.c.patient_id, "patients"), Patient.deletion_asked_at.is_(None), LAST_ANSWER.is_not(False))
)


def plans_of(patient_ids: Collection[UUID]) -> dict[UUID, Plan]:
    """The plan of each of these patients who may be reminded; nobody else is.

    Sharing has no part in it: reminders are between patients and their own phones.
    """
    rows = db.session.connection().execute(IN_FORCE, {"patients": patient_ids})
    return {row.patient_id: plan_in(row) for row in rows}


def plan_of(patient_id: UUID) -> Plan | None:
    """What this patient chose last, if anything, whether they may be reminded now or not."""
    row = db.session.get(ReminderPlan, patient_id)
    return None if row is None else plan_in(row)


def plan_in(row: ReminderPlan | Row[Any]) -> Plan:
    return Plan(at=row.at, is_on=row.is_on, again=row.again, paused_until=row.paused_until)
