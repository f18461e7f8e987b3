"""A phone that synced says of each day what the server's own pages say."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

import pytest
from flask import Flask

from diary.entries.values import DayEntry
from diary.practice.access import the_patient
from diary.practice.domain import PatientRecord
from diary.practice.models import Patient
from diary.sync.load import KEPT_ON_PHONE, phone_facts
from diary.sync.queries import changes_after
from diary.sync.wire import answer
from diary.today.actions import said
from diary.today.domain import days_kept
from diary.today.facts import DayFacts
from diary.today.forms import CheckInForm
from diary.today.load import day_facts
from diary.today.screens import CheckIn, Home, Saved
from tests.agreement.diaries import Diary
from tests.agreement.phone import Case, ask_phone, ms
from tests.agreement.test_answers import as_kept
from tests.factories import a_practice
from tests.rounds import rounds

DIARIES = rounds(few=30, many=80)
QUESTIONS = rounds(few=30, many=60)
Said = dict[str, Any]


def said_by_server(facts: DayFacts) -> Said:
    check_in, open_yesterday = CheckIn.of(facts, events=facts.takes_events), facts.open_yesterday
    return {
        "day": facts.day.isoformat(),
        "today": facts.today.isoformat(),
        "saysDay": facts.says_day,
        "takesNumber": facts.takes_number,
        "takesEvents": facts.takes_events,
        "courses": [
            {"area": str(area.area_id), "name": area.name, "wording": area.wording, "asked": area.asked}
            for area in check_in.areas
        ],
        "rows": sorted(check_in.rows),
        "still": [sorted(effects) for effects in check_in.still],
        "secondSession": check_in.second_session and str(check_in.second_session),
        "reliefMayEnd": facts.relief_may_end and str(facts.relief_may_end.id),
        "reliefFrom": check_in.relief_from and check_in.relief_from.isoformat(),
        "reliefIsRecent": check_in.relief_is_recent,
        "goal": check_in.goal,
        "afterBath": check_in.after_bath,
        "beforeFirst": check_in.before_first,
        "entry": entry_of_server(facts.entry),
        "isDone": facts.is_done,
        "savedAt": facts.saved_at and ms(facts.saved_at),
        "savedIsOwn": facts.saved_is_own,
        "saidSoFar": [
            *map(entry_of_server, facts.said_so_far),
            effects_in_order(map(asdict, facts.second_by_name)),
        ],
        "typed": typed_by_server(facts),
        "kept": days_kept(facts.entries, facts.start, facts.day),
        "of": (facts.day - facts.start).days + 1,
        "hasSession": facts.latest is not None,
        "openYesterday": open_yesterday and open_yesterday.isoformat(),
        "worstIsLower": Saved.of(facts).worst_is_lower,
        "line": Home.of(facts).line,
    }


def entry_of_server(entry: DayEntry | None) -> Said | None:
    if entry is None:
        return None
    return said(entry) | {"day": entry.day.isoformat(), "stamp": entry.stamp, "corrected": ms(entry.corrected_at)}


def typed_by_server(facts: DayFacts) -> Said:
    typed = CheckInForm.of(*facts.said_so_far, facts.second_by_name).data
    return in_one_order(typed)


def said_by_phone(day: Said) -> Said:
    *said_so_far, by_name = day["saidSoFar"]
    entries = {
        "entry": entry_of_phone(day["entry"]),
        "saidSoFar": [*map(entry_of_phone, said_so_far), effects_in_order((by_name or {}).get("effects", []))],
    }
    still = [sorted(effects) for effects in day["still"]]
    return day | entries | {"rows": sorted(day["rows"]), "still": still, "typed": in_one_order(day["typed"])}


def effects_in_order(effects: Iterable[Said]) -> list[Said]:
    return sorted(({"words": None} | effect for effect in effects), key=itemgetter("effect"))


def entry_of_phone(entry: Said | None) -> Said | None:
    return entry and as_kept(entry) | {name: entry[name] for name in ("day", "stamp", "corrected")}


def in_one_order(typed: Said) -> Said:
    """What is typed or ticked, whatever the order of the ticks."""
    given = {name: value for name, value in typed.items() if value}
    return {name: sorted(value) if isinstance(value, list) else value for name, value in given.items()}


def synced(patient: PatientRecord, now: datetime) -> Said:
    """What a new phone of this patient is answered."""
    changes = changes_after(patient.id, 0, first=now.date() - KEPT_ON_PHONE, but=())
    return answer([], changes, phone_facts(patient, is_carer=False, now=now), now=now, say=str)


@pytest.fixture(scope="module")
def days(server: Flask) -> list[tuple[Said, Said]]:
    """What server and phone say of many days of many diaries."""
    practice = a_practice()
    here: list[Said] = []
    cases: list[Case] = []
    for seed in range(DIARIES):
        diary = Diary(practice, seed)
        patient = the_patient(Patient.id == diary.patient.id)
        questions = diary.questions(QUESTIONS)
        here += [
            said_by_server(day_facts(patient, day, reader="patient", zone=zone, now=now))
            for day, now, zone in questions
        ]
        asked = [{"day": day.isoformat(), "now": ms(now), "zone": zone} for day, now, zone in questions]
        now = datetime.combine(diary.middle, datetime.min.time(), UTC)
        cases.append({"ask": "days", "answer": synced(patient, now), "questions": asked})
    there = [said_by_phone(day) for days in ask_phone(cases) for day in days]
    return list(zip(here, there, strict=True))


def test_phone_and_server_say_the_same_of_every_day(days):
    differing = [
        {name: (value, there.get(name)) for name, value in here.items() if value != there.get(name)} | {"at": place}
        for place, (here, there) in enumerate(days)
        if here != there
    ]

    assert differing[:5] == []


def test_the_diaries_reach_everything_that_can_be_said(days):
    here = [one for one, _ in days]
    entries = [day["entry"] for day in here if day["entry"]]

    assert len(here) == DIARIES * QUESTIONS
    for name in (
        "saysDay",
        "takesNumber",
        "takesEvents",
        "reliefIsRecent",
        "afterBath",
        "isDone",
        "hasSession",
        "worstIsLower",
    ):
        assert {day[name] for day in here} == {True, False}, name
    assert {day["line"] for day in here} == {"ended", "not_started", "future", "closed", "empty", None}
    assert {len(day["courses"]) for day in here} == {0, 1, 2}
    assert {area["wording"] for day in here for area in day["courses"]} == {
        "last_24h",
        "since_injections",
        "since_treatment",
    }
    assert {entry["stamp"] for entry in entries} == {"on_time", "late", "recalled"}
    assert {row for day in here for row in day["rows"]} == {
        "sleep",
        "medicine",
        "relief",
        "goal",
        "effects",
        "worst",
        "note",
    }
    assert any(day["entry"] and not day["isDone"] for day in here), "a number from before the session"
    assert any(day["saidSoFar"][1] for day in here), "a second area"
    assert any(day["openYesterday"] for day in here)
    assert {day["reliefMayEnd"] is None for day in here} == {True, False}
    for area in (0, 1):
        assert {len(day["still"][area]) for day in here if len(day["still"]) > area} >= {0, 1, 2}
    assert any(day["saidSoFar"][2] for day in here), "effects of the second area, asked after by name"
    assert any(0 < day["kept"] < day["of"] for day in here)
