"""What a phone shows of an answer that waits is what the server makes of it, however wrong the clocks."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask

from diary.audit.domain import Actor
from diary.db import db
from diary.practice.access import the_patient
from diary.practice.consent import VERSION
from diary.practice.domain import LOOKS
from diary.practice.models import Patient
from diary.practice.queries import consent_of
from diary.reminders.plan_queries import plan_of
from diary.reminders.plan_wire import plan_message
from diary.sync.actions import receive
from tests.agreement.phone import Case, ask_phone, ms
from tests.agreement.test_days import synced
from tests.entries.saves import a_message, sent
from tests.factories import a_device, a_patient, a_practice

DIARIES = 80
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
CLOCKS = tuple(timedelta(days=days) for days in (-2, 0, 0, 0, 1, 700))  # how far a clock may be off
TIMES = ("00:00", "07:05", "20:00", "23:59")
Said = dict[str, Any]


def consent(random: Random) -> Said:
    return {"wording_version": VERSION, "wording": "words", "language": "en", "agreed": random.random() < 0.5}


def wishes(random: Random) -> Said:
    theme, bigger, hides_trend = random.choice(LOOKS), random.random() < 0.5, random.random() < 0.5
    return {"theme": theme, "bigger": bigger, "hides_trend": hides_trend}


def plan(random: Random) -> Said:
    on, again = random.random() < 0.5, random.random() < 0.5
    return {"at": random.choice(TIMES), "on": on, "again": again, "paused_until": random.choice((None, "2026-12-01"))}


def decided(random: Random) -> Said:
    return {"consent": consent(random), "prefs": wishes(random), "reminders": plan(random)}


def keep(patient: Patient, phone: Actor, items: list[Said], now: datetime) -> None:
    results = receive(patient.id, items, actor=phone, now=now)
    assert {result.verdict for result in results} <= {"stored"}


def keep_history(patient: Patient, phone: Actor, random: Random) -> None:
    """What phones said that had not heard of each other."""
    for hours in sorted(random.sample(range(1, 48), random.randrange(5)), reverse=True):
        came = NOW - timedelta(hours=hours)
        for kind, body in decided(random).items():
            at = came - timedelta(minutes=random.choice((0, 0, 200))) + random.choice(CLOCKS)
            about = {"area": None, "for_day": at.date().isoformat(), "zone": "UTC", "offset_min": 0}
            keep(patient, phone, [a_message(kind=kind, body=body, edited_at=sent(at)) | about], came)


def in_force(patient: Patient) -> Said:
    answer, chosen = consent_of(patient.id), plan_of(patient.id)
    record = the_patient(Patient.id == patient.id)
    db.session.rollback()
    look = {"theme": record.look.theme, "bigger": record.look.bigger_buttons, "hides_trend": record.hides_trend}
    return {"agreed": answer is not None and answer.agreed, "prefs": look, "plan": chosen and plan_message(chosen)}


@pytest.fixture(scope="module")
def decisions(server: Flask) -> list[tuple[Said, Said]]:
    """What the phone shows before it sends what it was told, and what the server makes of it."""
    practice, random = a_practice(), Random(7)
    diaries: list[tuple[Patient, Actor]] = []
    cases: list[Case] = []
    for _ in range(DIARIES):
        patient = a_patient(practice)
        phone = Actor.phone(a_device(patient).id, is_carer=False)
        keep_history(patient, phone, random)
        diaries.append((patient, phone))
        said = decided(random) | {"now": ms(NOW + random.choice(CLOCKS))}
        cases.append({"ask": "decisions", "answer": synced(the_patient(Patient.id == patient.id), NOW), **said})
    found = []
    for (patient, phone), shown in zip(diaries, ask_phone(cases), strict=True):
        keep(patient, phone, shown.pop("made"), NOW + timedelta(minutes=5))
        found.append((shown, in_force(patient)))
    return found


def test_phone_and_server_agree_on_what_was_decided_last(decisions):
    assert [both for both in decisions if both[0] != both[1]][:5] == []


def test_the_decisions_reach_both_answers_and_every_look_and_time(decisions):
    assert {here["agreed"] for _there, here in decisions} == {True, False}
    assert {here["prefs"]["theme"] for _there, here in decisions} == set(LOOKS)
    assert {here["plan"]["at"] for _there, here in decisions} == set(TIMES)
