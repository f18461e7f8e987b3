"""Plan the reminders of patients whose day ends or of whom something has changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import OperationalError

from diary.db import db, writing_alone
from diary.many_ids import among
from diary.practice.access import PATIENT
from diary.reminders.known_queries import known_of, zones_of
from diary.reminders.ledger_actions import slot_row
from diary.reminders.ledger_changes import Changes, Kept, changes, planned_next
from diary.reminders.plan_queries import plans_of
from diary.reminders.statements import DROP, SLOT, TO_PLAN, add_slots

LEASE = timedelta(minutes=5)
TWO_DAYS = timedelta(days=2)  # ago: before yesterday, wherever the patient is

DUE = (
    select(PATIENT.c.id, PATIENT.c.reminders_at)
    .where(TO_PLAN)
    .order_by(PATIENT.c.reminders_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
TAKE = update(PATIENT).where(among(PATIENT.c.id, "patients")).values(planned_until=bindparam("leased_until"))
# Who changed something since they were taken stays due, and another worker may have planned them by now.
STILL_OURS = (
    select(PATIENT.c.id)
    .where(among(PATIENT.c.id, "patients"), PATIENT.c.planned_until == bindparam("leased_until"))
    .order_by(PATIENT.c.id)
    .with_for_update(key_share=True)
)
PLANNED = (
    update(PATIENT)
    .where(PATIENT.c.id == bindparam("patient"))
    .values(reminders_at=bindparam("next"), planned_until=None)
)
log = structlog.get_logger()
KEPT = select(SLOT).where(among(SLOT.c.patient_id, "patients"), SLOT.c.day >= bindparam("since"))


def plan_due(now: datetime, *, limit: int) -> int:
    """Plan today and tomorrow of patients who are due, those that wait longest first.

    A worker that dies over it gives them back when its lease ends; done twice, it is done once.

    Args:
        now: Aware.
        limit: How many at most.

    Returns:
        How many there were.
    """
    leased_until = now + LEASE
    with writing_alone() as connection:
        taken = {row.id: row.reminders_at for row in connection.execute(DUE, {"now": now, "most": limit})}
        if taken:
            connection.execute(TAKE, {"patients": list(taken), "leased_until": leased_until})
    if not taken:
        return 0
    try:
        plan(taken, leased_until, now)
    except OperationalError:
        raise
    except Exception as failure:
        log.exception("reminders not planned together", kind=type(failure).__name__)
        plan_each(taken, leased_until, now)
    return len(taken)


def plan_each(taken: Mapping[UUID, datetime], leased_until: datetime, now: datetime) -> None:
    """One whose plan is a defect of ours keeps nobody else waiting; it is due again when the lease ends."""
    for one, since in taken.items():
        try:
            plan({one: since}, leased_until, now)
        except Exception as failure:  # noqa: BLE001  # whatever it is, the others are planned
            log.error("reminders not planned", kind=type(failure).__name__)


def plan(taken: Mapping[UUID, datetime], leased_until: datetime, now: datetime) -> None:
    patients = list(taken)
    plans, known, zones, kept = plans_of(patients), known_of(patients, now), zones_of(patients), kept_of(patients, now)
    found: dict[UUID, Changes] = {}
    after: dict[UUID, datetime | None] = {}
    for one, since in taken.items():
        found[one] = changes(plans.get(one), known[one], kept[one], zone=zones[one], since=since, now=now)
        after[one] = planned_next(one, plans.get(one), known[one], zone=zones[one], now=now)
    with writing_alone() as connection:
        ours = connection.scalars(STILL_OURS, {"patients": patients, "leased_until": leased_until}).all()
        if drop := [{"slot": slot} for one in ours for slot in found[one].drop]:
            connection.execute(DROP, drop)
        if add := [slot_row(one, day, zone, slot) for one in ours for day, zone, slot in found[one].add]:
            connection.execute(add_slots(connection.dialect.name), add)
        if ours:
            connection.execute(PLANNED, [{"patient": one, "next": after[one]} for one in ours])


def kept_of(patients: Sequence[UUID], now: datetime) -> dict[UUID, list[Kept]]:
    """The rows of the ledger from yesterday on."""
    kept: dict[UUID, list[Kept]] = defaultdict(list)
    for row in db.session.connection().execute(KEPT, {"patients": patients, "since": (now - TWO_DAYS).date()}):
        kept[row.patient_id].append(
            Kept(
                id=row.id,
                day=row.day,
                zone=row.zone,
                kind=row.kind,
                about=row.about,
                at=row.due_at,
                is_begun=row.state != "waiting" or row.tries > 0,
            )
        )
    return kept
