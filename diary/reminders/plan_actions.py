"""Keep what a patient chose about reminders: a save like any other, shown where the schedule has it."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import cast

from sqlalchemy import Connection, Insert, Table, tuple_

from diary.accounts.domain import SignedInPhone
from diary.entries.keeping_actions import Kind, on_its_day
from diary.entries.rows import dated
from diary.entries.statements import UPSERTS
from diary.entries.values import Delivery
from diary.practice.reminder_actions import PLAN_AGAIN
from diary.prefs.actions import keep_wishes
from diary.reminders.models import ReminderPlan
from diary.reminders.plan_wire import plan_message, read_plan
from diary.reminders.schedule import Plan

PLAN = cast(Table, ReminderPlan.__table__)


@cache
def plan_instead(dialect: str) -> Insert:
    """Add a patient's plan, or put it in place of one that was made earlier."""
    adding = UPSERTS[dialect](PLAN)
    came = adding.excluded
    return adding.on_conflict_do_update(
        index_elements=["patient_id"],
        set_={column.name: came[column.name] for column in PLAN.c if column.name != "patient_id"},
        where=tuple_(PLAN.c.corrected_at, PLAN.c.version_id) < tuple_(came.corrected_at, came.version_id),
    )


def show_plans(connection: Connection, saves: Sequence[tuple[Delivery, Plan]]) -> None:
    """The newest save counts; one that claims to come from the future counts as made when it came."""
    for made_at, delivery, plan in dated(saves):
        row = {
            "patient_id": delivery.patient_id,
            "at": plan.at,
            "is_on": plan.is_on,
            "again": plan.again,
            "paused_until": plan.paused_until,
            "corrected_at": made_at,
            "version_id": delivery.version.id,
        }
        connection.execute(plan_instead(connection.dialect.name), row)
        connection.execute(PLAN_AGAIN, {"patient": delivery.patient_id, "now": delivery.received_at})


PLAN_KIND = Kind(read=on_its_day(read_plan), show=show_plans)


def keep_plan(phone: SignedInPhone, plan: Plan, *, now: datetime) -> None:
    """Keep the plan of a form without script; it holds on all phones that keep this diary."""
    keep_wishes(phone, "reminders", plan_message(plan), PLAN_KIND, now=now)
