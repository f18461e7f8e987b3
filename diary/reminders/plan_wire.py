"""The shape of a patient's plan of reminders on its way between phone and server."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Annotated, Any

from diary.entries.strict import Day, Strict, read_as, shaped
from diary.reminders.schedule import Plan
from diary.text import Text

TIME_SHAPE = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
SENTENCES = {
    "at": Text("Choose a time for your reminder."),
    "paused_until": Text("Choose a day from today on, within 90 days, or leave it empty."),
}


class PlanWire(Strict):
    at: Annotated[time, shaped(TIME_SHAPE, time.fromisoformat)]
    on: bool
    again: bool
    paused_until: Day | None


def read_plan(body: Mapping[str, object]) -> Plan:
    """Always all of it, so that the newest save counts in whatever order they come."""
    said = read_as(PlanWire, body, SENTENCES)
    return Plan(at=said.at, is_on=said.on, again=said.again, paused_until=said.paused_until)


def plan_message(plan: Plan) -> dict[str, Any]:
    """The other way round."""
    return {
        "at": plan.at.isoformat("minutes"),
        "on": plan.is_on,
        "again": plan.again,
        "paused_until": plan.paused_until and plan.paused_until.isoformat(),
    }
