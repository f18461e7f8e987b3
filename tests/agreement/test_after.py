"""A phone that synced asks about the same session, at the same hours, as the server's own pages; and reads the same answers."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from diary.effects.domain import EASED_WHEN, EASES, PROMPTS, USUAL_DAYS
from diary.effects.relief import ends_to_offer, relief_ended_at
from diary.effects.values import AfterBody
from diary.effects.wire import after_message, read_after
from diary.entries.domain import EFFECTS
from diary.practice.access import the_patient
from diary.practice.models import Patient
from diary.sync.load import KEPT_ON_PHONE, phone_facts
from diary.sync.queries import changes_after
from diary.sync.wire import answer
from diary.today.after_facts import AfterFacts, AfterScreen
from diary.today.after_forms import AfterForm
from diary.today.after_load import after_facts
from diary.today.effect_fields import BOTHERS, SYMPTOMS
from tests.agreement.diaries import ZONES, Diary
from tests.agreement.phone import Case, ask_phone, ms
from tests.factories import a_practice
from tests.rounds import rounds

DIARIES = rounds(few=24, many=80)
QUESTIONS = 40
FORMS = 2000
Said = dict[str, Any]
Question = tuple[UUID | None, date, datetime, str]


def questions(diary: Diary) -> list[Question]:
    """Sessions to look at, or none in particular, at moments after them."""
    found = []
    for _ in range(QUESTIONS if diary.treated else 0):
        _area, session = diary.random.choice(diary.treated)
        now = session.at + timedelta(
            hours=diary.random.choice((0, 1, 2, 8, 11, 14, 20, 24, 36, 47, 48)),
            seconds=diary.random.randrange(-1, 3600),
        )
        named = session.id if diary.chance(0.3) else None
        found.append((named, session.day, now, diary.random.choice((diary.zone, *ZONES))))
    return found


def said_by_server(facts: AfterFacts, named: UUID | None, day: date) -> Said:
    known = {session.id for session in facts.sessions}
    session = facts.to_ask(named) if named is None or named in known else None
    follows = facts.after_check_in(day)
    return {
        "due": facts.due and str(facts.due.id),
        "afterCheckIn": follows and str(follows.id),
        "screen": screen_said(facts.screen(session)) if session else None,
        "bothersALot": facts.bothers_a_lot(session.id) if session else None,
    }


def screen_said(screen: AfterScreen) -> Said:
    assert screen.session
    assert screen.day
    return {
        "session": str(screen.session.id),
        "day": screen.day.isoformat(),
        "area": screen.area,
        "hours": screen.hours,
        "prompt": screen.prompt,
        "asksUsualDay": screen.asks_usual_day,
        "hasBath": screen.has_bath,
        "isBathOnly": screen.is_bath_only,
        "lateFor": screen.late_for and screen.late_for.isoformat(),
    }


@pytest.fixture(scope="module")
def moments(server: Flask) -> list[tuple[Said, Said]]:
    """What server and phone say at many moments of many diaries."""
    practice = a_practice()
    here: list[Said] = []
    cases: list[Case] = []
    for seed in range(DIARIES):
        diary = Diary(practice, seed)
        patient = the_patient(Patient.id == diary.patient.id)
        asked = questions(diary)
        here += [
            said_by_server(after_facts(patient, zone=zone, now=now), named, day) for named, day, now, zone in asked
        ]
        synced_at = datetime.combine(diary.middle, datetime.min.time(), UTC)
        changes = changes_after(patient.id, 0, first=synced_at.date() - KEPT_ON_PHONE, but=())
        facts = phone_facts(patient, is_carer=False, now=synced_at)
        sent = [
            {"id": named and str(named), "day": day.isoformat(), "now": ms(now), "zone": zone}
            for named, day, now, zone in asked
        ]
        told = answer([], changes, facts, now=synced_at, say=str)
        cases.append({"ask": "after", "answer": told, "questions": sent})
    there = [said for answers in ask_phone(cases) for said in answers]
    return list(zip(here, there, strict=True))


def test_phone_and_server_ask_about_the_same_session_at_the_same_hours(moments):
    assert [(place, here, there) for place, (here, there) in enumerate(moments) if here != there][:3] == []


def test_the_moments_reach_everything_that_can_be_asked(moments):
    here = [one for one, _ in moments]
    screens = [one["screen"] for one in here if one["screen"]]

    assert {one["due"] is None for one in here} == {one["afterCheckIn"] is None for one in here} == {True, False}
    assert {screen["prompt"] for screen in screens} == set(PROMPTS)
    for name in ("hasBath", "isBathOnly", "asksUsualDay"):
        assert {screen[name] for screen in screens} == {True, False}, name
    assert any(screen["area"] for screen in screens)
    assert any(screen["lateFor"] for screen in screens)
    assert any(one["bothersALot"] for one in here)


def some_fields(random: Random) -> dict[str, Any]:
    """The screen after a session as somebody filled it in, fields left alone included."""
    maybe = lambda values: random.choice(("", *values))  # noqa: E731
    ticked = random.choice((["none"], ["none", "bruise"], random.sample(EFFECTS, random.randrange(3))))
    rated = [*ticked, *random.sample(EFFECTS, 1)] if random.random() < 0.2 else ticked[: random.choice((1, 3))]
    fields = {
        "prompt": random.choice(PROMPTS),
        "ease": maybe(EASES),
        "eased": maybe(EASED_WHEN),
        "usual_day": maybe(USUAL_DAYS),
        "effects": ticked,
        "symptoms": random.sample(SYMPTOMS, random.randrange(3)),
        "other": random.choice(("", " dull  ache ", "é" * 61)),
    }
    fields |= {f"bother_{effect}": random.choice(BOTHERS) for effect in rated if effect != "none"}
    return {name: value for name, value in fields.items() if value or random.random() < 0.5}


def read_by_server(fields: dict[str, Any]) -> Said:
    form = AfterForm(MultiDict(fields))
    if not form.validate():
        return {"faults": sorted(form.errors)}
    return {"faults": [], "body": kept(after_message(form.answers()))}


def kept(message: dict[str, Any]) -> AfterBody:
    """What the server keeps of a body that travelled, in one order."""
    body = read_after(message)
    ordered = sorted(message.get("effects", []), key=lambda effect: effect["effect"])
    return read_after(message | {"effects": ordered, "symptoms": sorted(body.symptoms)})


def test_phone_and_server_read_the_same_answers_and_faults():
    random = Random(3)
    forms = [some_fields(random) for _ in range(FORMS)]
    found = ask_phone({"ask": "afterForm", "fields": fields} for fields in forms)
    here = [read_by_server(fields) for fields in forms]
    there = [
        {"faults": sorted(one["faults"])} if one["faults"] else {"faults": [], "body": kept(one["body"])}
        for one in found
    ]

    assert [pair for pair in zip(forms, here, there, strict=True) if pair[1] != pair[2]][:3] == []
    assert {fault for one in here for fault in one["faults"]} >= {"ease", "effects", "other", "bother_bruise"}
    assert sum(not one["faults"] for one in here) > FORMS / 5


def test_phone_and_server_mean_the_same_moment_by_the_same_words():
    random, cases, here = Random(5), [], []
    for _ in range(FORMS):
        session = datetime(2026, 3, 6, 15, tzinfo=UTC) + timedelta(minutes=random.randrange(6000))
        now = session + timedelta(minutes=random.choice((0, 1, 300, 1500, random.randrange(9000))))
        said, zone = random.choice(("now", "earlier_today", "last_night", "yesterday")), random.choice(ZONES)
        cases.append({"ask": "relief", "said": said, "session": ms(session), "now": ms(now), "zone": zone})
        ended = relief_ended_at(said, session, now, zone)
        assert session <= ended <= now
        here.append({"ended": ms(ended), "offered": list(ends_to_offer(session, now, zone))})

    assert ask_phone(cases) == here
    assert {len(one["offered"]) for one in here} == {2, 4}
