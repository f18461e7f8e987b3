"""Phone and server read the same plan of reminders off the same form, and say the same of it."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from diary.reminders.forms import ReminderForm
from diary.reminders.plan_wire import plan_message
from diary.reminders.screens import reminders_of
from tests.agreement.phone import ask_phone
from tests.rounds import rounds

CASES = rounds(few=1000, many=3000)
TODAY = date(2026, 11, 21)
TIMES = ("00:00", "08:05", "20:00", "23:59", "24:00", "8:00", "20:00:00", "20.00", "20:00 ", "2０:00", "", "?")
NO_DAYS = (
    "",
    "",
    "",
    "2026-02-30",
    "2026-13-01",
    "21.11.2026",
    "2026-11-2",
    "20261122",
    "+02026-11-22",
    "?",
    "2026-11-22T00:00",
)
Fields = dict[str, str]


def some_day(random: Random) -> str:
    """Mostly near the ends of what a pause may be."""
    near = random.choice((-400, -1, 0, 1, 30, 89, 90, 91, 400))
    return random.choice(NO_DAYS) if random.random() < 0.5 else str(TODAY + timedelta(days=near))


def some_fields(random: Random) -> Fields:
    fields = {"daily": random.choice(("on", "off")), "at": random.choice(TIMES), "paused_until": some_day(random)}
    return fields | ({"again": "again"} if random.random() < 0.5 else {})


def some_state(random: Random) -> dict[str, bool]:
    had_course, is_treated = random.choice(((False, False), (True, False), (True, True)))
    return {"is_deleting": random.random() < 0.1, "had_course": had_course, "is_treated": is_treated}


def said_by_server(fields: Fields, state: dict[str, bool]) -> dict[str, Any]:
    form = ReminderForm(MultiDict(fields), today=TODAY)
    if not form.validate():
        return {"faults": sorted(form.errors)}
    now = reminders_of(form.plan(), today=TODAY, **state)
    return {
        "faults": [],
        "plan": plan_message(form.plan()),
        "line": now.line,
        "resume": now.resume_on and str(now.resume_on),
    }


@pytest.fixture(scope="module")
def plans() -> list[tuple[Fields, dict[str, Any], dict[str, Any]]]:
    random = Random(5)
    cases = [(some_fields(random), some_state(random)) for _ in range(CASES)]
    asked = [
        {"fields": list(fields.items()), "today": str(TODAY), "deleting": state["is_deleting"]}
        | {"had_course": state["had_course"], "areas": ["knee"] * state["is_treated"]}
        for fields, state in cases
    ]
    [found] = ask_phone([{"ask": "plans", "questions": asked}])
    there = [
        {"faults": sorted(one["faults"])}
        | ({} if one["faults"] else {"plan": one["plan"], "line": one["line"], "resume": one["resumeOn"]})
        for one in found
    ]
    here = [said_by_server(fields, state) for fields, state in cases]
    return [(fields, one, other) for (fields, _), one, other in zip(cases, here, there, strict=True)]


def test_phone_and_server_read_the_same_plan_and_say_the_same_of_it(plans):
    assert [case for case in plans if case[1] != case[2]][:3] == []


def test_the_plans_reach_every_line_and_every_fault(plans):
    said = [here for _fields, here, _there in plans]

    assert {one.get("line") for one in said} == {"deleting", "on", "off", "early", "ended", "paused", None}
    assert {fault for one in said for fault in one["faults"]} == {"at", "paused_until"}
