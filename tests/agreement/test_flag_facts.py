"""A phone that synced makes of its diary the same facts for the red-flag rules as the server."""

from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from diary.db import db
from diary.effects.actions import record_what_followed
from diary.effects.domain import LEVELS
from diary.effects.red_flags import RED_FLAGS, FlagFacts
from diary.entries.actions import record_entry
from diary.entries.domain import EFFECTS
from diary.entries.wire import read_version
from diary.practice.access import the_patient
from diary.practice.models import Patient
from diary.today.flag_load import cards_of, flag_case, following_case
from diary.today.flags import to_call_about
from tests.agreement.diaries import OWN, Diary
from tests.agreement.phone import Case, ask_phone, ms
from tests.agreement.test_days import synced
from tests.entries.saves import a_message, sent
from tests.factories import a_practice
from tests.rounds import rounds

DIARIES = rounds(few=16, many=60)
QUESTIONS = 30
RULES = [rule.id for rule in RED_FLAGS.rules]
SYMPTOMS = [symptom.id for symptom in RED_FLAGS.symptoms]
Said = dict[str, Any]


def read_cards(diary: Diary, random: Random) -> None:
    """A few cards that phones showed around the days in question, each perhaps read, perhaps followed by a call."""
    for _ in range(random.randrange(5)):
        at = diary.moment(diary.day(12, -5))  # before whatever is asked
        body = {
            "rule": random.choice(RULES),
            "level": random.choice(LEVELS),
            "rules_version": "1",
            "shown_at": sent(at),
        }
        first = keep(diary, body, at)
        for minutes in range(1, random.randrange(1, 4)):
            later = at + timedelta(minutes=minutes)
            said = {"dismissed_at": sent(later)} | ({"called": True} if random.random() < 0.4 else {})
            keep(diary, body | said | {"card": str(first)}, later)


def keep_days_before_sessions(diary: Diary) -> None:
    """Enough numbers to tell how bad the pain was before a session."""
    for area, at in diary.sessions:
        for ago in (1, 2, 3):
            day = at.date() - timedelta(days=ago)
            evening = datetime.combine(day, time(22), UTC)
            diary.keep(record_entry, "entry", area, {"asked": "last_24h", "pain": ago + 5}, day, evening)


def keep(diary: Diary, body: Said, at: datetime) -> UUID:
    message = a_message(id=str(diary.new_id()), kind="flag_log", body=body)
    message |= {"for_day": at.date().isoformat(), "zone": "UTC", "offset_min": 0, "edited_at": sent(at), "area": None}
    version = read_version(message | {"skew_ms": 0})
    record_what_followed(diary.patient.id, version, actor=OWN, source="phone", now=at)
    return version.id


def ticked(random: Random, day: date) -> Said:
    effects = {effect: random.randrange(4) for effect in random.sample(EFFECTS, random.randrange(3))}
    return {"day": day.isoformat(), "effects": effects, "symptoms": random.sample(SYMPTOMS, random.randrange(3))}


def in_words(facts: Said) -> Said:
    """Facts as both sides write them: what has no order in one, and a level as it travels."""
    level = facts["level"]
    return facts | {
        "techniques": sorted(facts["techniques"]),
        "symptoms": sorted(facts["symptoms"]),
        "days": list(facts["days"]),
        "level": None if level is None else round(level, 4),
    }


@pytest.fixture(scope="module")
def answers(server: Flask) -> list[tuple[Said, Said]]:
    """What the server and the phone of many diaries make of what is ticked."""
    practice = a_practice()
    here: list[Said] = []
    cases: list[Case] = []
    for seed in range(DIARIES):
        diary, random = Diary(practice, seed), Random(seed)
        read_cards(diary, random)
        if seed % 2:
            keep_days_before_sessions(diary)
        db.session.get_one(Patient, diary.patient.id).blood_thinner = random.choice((None, True, False))
        db.session.commit()
        patient = the_patient(Patient.id == diary.patient.id)
        asked = []
        for day, now, _zone in diary.questions(QUESTIONS):
            said = ticked(random, day)
            case = flag_case(patient, day, now=now)
            following, answers = following_case(patient, case), {name: said[name] for name in ("effects", "symptoms")}
            card = to_call_about(cards_of(patient.id, now=now), now)
            here.append(
                {
                    "facts": [in_words(asdict(one)) for one in case.facts_for_card(**answers, following=following)],
                    "read": {(one.rule, one.level, ms(one.at)) for one in case.shown},
                    "toCallAbout": card and str(card.id),
                    "now": now,
                }
            )
            asked.append({"now": ms(now), "said": said})
        now = datetime.combine(diary.middle, datetime.min.time(), UTC)
        cases.append({"ask": "flagFacts", "answer": synced(patient, now), "questions": asked})
    there = [
        {
            "facts": [in_words(one) for one in found["facts"]],
            "read": {(one["rule"], one["level"], one["at"]) for one in found["read"]},
            "toCallAbout": found["toCallAbout"],
        }
        for questions in ask_phone(cases)
        for found in questions
    ]
    return list(zip(here, there, strict=True))


def test_phone_and_server_make_the_same_facts(answers):
    differing = [(here["facts"], there["facts"]) for here, there in answers if here["facts"] != there["facts"]]

    assert differing[:2] == []


def test_phone_and_server_know_the_same_cards_that_were_read(answers):
    """The server reads no further back than it must; the rules look at twelve hours."""
    recent = timedelta(days=5)

    for here, there in answers:
        first, last = ms(here["now"] - recent), ms(here["now"])
        lately = {card for card in there["read"] if first < card[2] <= last}
        assert {card for card in here["read"] if first < card[2] <= last} == lately


def test_phone_and_server_mean_the_same_card_by_a_call(answers):
    meant = [(here["toCallAbout"], there["toCallAbout"]) for here, there in answers]

    assert [(here, there) for here, there in meant if here != there] == []


def test_the_diaries_reach_everything_that_the_rules_look_at(answers):
    facts = [one for here, _there in answers for one in here["facts"]]
    days = [day for one in facts for day in one["days"]]

    assert set(facts[0]) == set(FlagFacts.__dataclass_fields__)
    for name in ("hours_since", "area_group", "level"):
        assert {one[name] is None for one in facts} == {True, False}, name
    assert {one["blood_thinner"] for one in facts} == {True, False}
    assert {len(one["days"]) for one in facts} == {0, 1, 2}
    assert {day["since"] is None for day in days} == {True, False}
    assert any(day["worst"] != day["pain"] for day in days)
    assert {len(here["facts"]) for here, _there in answers} == {2, 4}  # of the day and of the one after
    assert {here["toCallAbout"] is None for here, _there in answers} == {True, False}
