"""A phone that synced says of the next visit, the questions, the weekly check and the goal what the server's own pages say."""

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from diary.checks.forms import CheckForm, GoalForm, QuestionForm
from diary.checks.load import goal_week, visit_of
from diary.checks.screens import GoalWeek, Visit
from diary.checks.values import AskedQuestion, GoalSet
from diary.practice.access import the_patient
from diary.practice.models import Patient
from tests.agreement.diaries import Diary
from tests.agreement.phone import Case, ask_phone, ms
from tests.agreement.test_answers import some_text
from tests.agreement.test_days import synced
from tests.factories import a_practice
from tests.rounds import rounds

DIARIES = rounds(few=60, many=60)
QUESTIONS = rounds(few=24, many=40)
FORMS = 1500
ID = "0b5a3f4e-5f7e-4c77-9f9a-0a6f5ac1d2e3"
Said = dict[str, Any]


def said_by_server(visit: Visit, week: GoalWeek) -> Said:
    return {
        "at": visit.at and ms(visit.at),
        "zone": visit.zone,
        "line": visit.line,
        "isOver": visit.is_over,
        "checkIsOpen": visit.check_is_open,
        "checkFrom": visit.check_from and visit.check_from.isoformat(),
        "answered": visit.answered and answers_of(CheckForm.of(visit.answered)),
        "asksChange": visit.asks_change,
        "goal": visit.goal,
        "open": [question_of(question) for question in visit.open_questions],
        "talked": [question_of(question) for question, _on in visit.talked_about],
        "week": {
            "words": week.goal and week.goal.words,
            "isAsked": week.is_asked,
            "isOver": week.is_over,
            "days": [[day.isoformat(), answer] for day, answer in week.days],
            "of": week.of,
            "done": week.done,
            "earlier": [goal_of(goal) for goal in week.earlier],
        },
    }


def answers_of(form: CheckForm) -> Said:
    return form.body()


def question_of(question: AskedQuestion) -> Said:
    talked_on = question.talked_about_on
    return {
        "id": str(question.id),
        "words": question.words,
        "asked_on": question.asked_on.isoformat(),
        "talked_on": talked_on and talked_on.isoformat(),
        "at": ms(question.corrected_at),
    }


def goal_of(goal: GoalSet) -> Said:
    at = ms(goal.corrected_at)
    return {"id": str(goal.version_id), "words": goal.words, "set_on": goal.set_on.isoformat(), "at": at}


@pytest.fixture(scope="module")
def visits(server: Flask) -> list[tuple[Said, Said]]:
    """What server and phone say of many visits of many diaries."""
    practice = a_practice()
    here: list[Said] = []
    cases: list[Case] = []
    for seed in range(DIARIES):
        diary = Diary(practice, seed)
        patient = the_patient(Patient.id == diary.patient.id)
        questions = diary.questions(QUESTIONS)
        here += [
            said_by_server(visit_of(patient, now=now), goal_week(patient, zone=zone, now=now))
            for _day, now, zone in questions
        ]
        asked = [{"now": ms(now), "zone": zone} for _day, now, zone in questions]
        now = datetime.combine(diary.middle, datetime.min.time(), UTC)
        cases.append({"ask": "visits", "answer": synced(patient, now), "questions": asked})
    return list(zip(here, [visit for visits in ask_phone(cases) for visit in visits], strict=True))


def test_phone_and_server_say_the_same_of_every_visit(visits):
    differing = [
        {name: (value, there.get(name)) for name, value in here.items() if value != there.get(name)} | {"at": place}
        for place, (here, there) in enumerate(visits)
        if here != there
    ]

    assert differing[:3] == []


def test_the_visits_reach_everything_that_can_be_said(visits):
    here = [one for one, _ in visits]

    assert {visit["line"] for visit in here} == {"ended", "call", "today", "tomorrow", None}
    for name in ("checkIsOpen", "asksChange"):
        assert {visit[name] for visit in here} == {True, False}, name
    for name in ("answered", "open", "talked", "goal"):
        assert {bool(visit[name]) for visit in here} == {True, False}, name
    assert any(visit["checkIsOpen"] and visit["answered"] for visit in here)
    assert any(visit["at"] and visit["line"] == "today" and not visit["checkIsOpen"] for visit in here), "it is over"
    assert {answer for visit in here for _day, answer in visit["week"]["days"]} == {"yes", "part", "no", None}
    assert any(visit["week"]["earlier"] for visit in here)
    assert any(0 < visit["week"]["done"] < visit["week"]["of"] for visit in here)


def some_form(random: Random) -> tuple[str, Said]:
    """A form as somebody filled it in, fields left alone included."""
    kind = random.choice(("weekly_check", "question", "goal"))
    if kind == "weekly_check":
        names = ("peg_pain", "peg_enjoyment", "peg_activity", "goal_difficulty")
        fields = {name: str(random.randrange(11)) for name in names if random.random() < 0.85}
        return kind, fields | ({"change": str(random.randrange(1, 8))} if random.random() < 0.5 else {})
    if kind == "question":
        about = {"question": random.choice(("", ID))}
        return kind, about | {"words": some_text(random, 140, lines=True)}
    chosen = random.choice(({}, {"goal": "own"}, {"goal": "own"}, {"goal": "Climb the stairs"}))
    return kind, chosen | {"words": some_text(random, 60, lines=False)}


def read_by_server(kind: str, fields: Said) -> Said:
    sent = MultiDict(fields | {"id": ID})
    form: Any = {"weekly_check": CheckForm, "question": QuestionForm, "goal": GoalForm}[kind](sent)
    if not form.validate():
        return {"faults": sorted(form.errors)}
    if kind == "question":
        return {"faults": [], "body": form.body(withdrawn=False)}
    return {"faults": [], "body": {"words": form.chosen} if kind == "goal" else form.body()}


def test_phone_and_server_read_the_same_off_the_same_form():
    random = Random(11)
    forms = [some_form(random) for _ in range(FORMS)]
    asked = [{"kind": kind, "fields": list(fields.items())} for kind, fields in forms]

    [found] = ask_phone([{"ask": "checks", "forms": asked}])

    there = [{"faults": sorted(one["faults"])} | ({} if one["faults"] else {"body": one["body"]}) for one in found]
    here = [read_by_server(kind, fields) for kind, fields in forms]
    assert [(form, one, other) for form, one, other in zip(forms, here, there, strict=True) if one != other][:3] == []
    assert {fault for one in here for fault in one["faults"]} == {"peg_pain", "peg_enjoyment", "peg_activity", "words"}
    assert sum(not one["faults"] for one in here) > FORMS / 3
