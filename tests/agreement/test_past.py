"""A phone that synced lists the same days as the server's own page."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from diary.past.domain import Past
from diary.past.load import day_page_of
from diary.past.trend import TrendView, trend_view
from diary.past.values import DayPage, DayRow
from diary.practice.access import the_patient
from diary.practice.domain import PatientRecord
from diary.practice.models import Patient
from diary.sync.load import KEPT_ON_PHONE, past_facts, phone_facts
from diary.sync.queries import changes_after
from diary.sync.wire import answer
from diary.trends.own import OwnTrend
from diary.trends.own_load import own_courses, own_trend_of
from tests.agreement.diaries import Diary
from tests.agreement.phone import Case, ask_phone, ms
from tests.agreement.test_days import entry_of_phone, entry_of_server
from tests.agreement.test_figure import drawn_by_phone, drawn_by_server
from tests.factories import a_practice
from tests.rounds import rounds

DIARIES = rounds(few=24, many=40)
QUESTIONS = 12
Told = dict[str, Any]


def told_by_server(past: Past) -> Told:
    return {
        "today": past.today.isoformat(),
        "line": past.line,
        "areas": len(past.areas),
        "names": past.names,
        "rows": [told(row) for row in past.rows],
        "weeks": [[sunday.isoformat(), len(rows)] for sunday, rows in past.weeks],
        "months": [
            [first.isoformat(), [[row and row.day.isoformat() for row in week] for week in weeks]]
            for first, weeks in past.months
        ],
    }


def told(row: DayRow) -> Told:
    said = [one and {"area": one.area, "pain": one.pain, "marks": list(one.marks)} for one in row.said]
    return {"day": row.day.isoformat(), "session": row.session, "said": said, "fills": row.fills}


def told_by_phone(days: Told) -> Told:
    weeks = [[week["sunday"], len(week["rows"])] for week in days["weeks"]]
    months = [[one["first"], [[row and row["day"] for row in week] for week in one["weeks"]]] for one in days["months"]]
    page = days["page"] | {"entry": entry_of_phone(days["page"]["entry"])}
    return days | {
        "weeks": weeks,
        "months": months,
        "page": page,
        "trends": [trend_of_phone(view) for view in days["trends"]],
    }


def trend_told(view: TrendView) -> Told:
    return {
        "area": view.area,
        "headline": view.headline,
        "first": view.first.isoformat(),
        "last": view.last.isoformat(),
        "few": view.few,
        "yesterday": view.yesterday,
        "old": view.old,
        "longest": view.longest,
        "rows": [told(row) for row in view.rows],
        "figure": drawn_by_server(view.figure),
    }


def trend_of_phone(view: Told) -> Told:
    return {name: value for name, value in view.items() if name != "trend"} | {"figure": drawn_by_phone(view["figure"])}


def page_told(past: Past, page: DayPage) -> Told:
    return {
        "today": past.today.isoformat(),
        "areas": len(past.areas),
        "row": told(page.row),
        "entry": entry_of_server(page.entries[0]) if page.entries else None,
        "changed": [one and {"on": one.on.isoformat(), "first": one.first} for one in page.changed],
        "line": page.line,
        "can": page.can,
    }


def synced(patient: PatientRecord, reader: str, now: datetime) -> Told:
    """What a phone of this patient's, or of a carer, is answered that knows nothing and brings nothing."""
    changes = changes_after(patient.id, 0, first=now.date() - KEPT_ON_PHONE, but=())
    facts = phone_facts(patient, is_carer=reader == "carer", now=now)
    return answer([], changes, facts, past_facts(patient, now=now), now=now, say=str)


def views_of(past: Past, trends: list[OwnTrend]) -> list[TrendView]:
    """The days as they are, with the numbers that the phone was told."""
    return [trend_view(past, area, trend) for area, trend in zip(past.areas, trends, strict=True)]


@pytest.fixture(scope="module")
def days(server: Flask) -> list[tuple[Told, Told]]:
    """What server and phone list of many diaries."""
    practice = a_practice()
    here: list[Told] = []
    cases: list[Case] = []
    for seed in range(DIARIES):
        diary = Diary(practice, seed)
        patient = the_patient(Patient.id == diary.patient.id)
        questions = diary.questions(QUESTIONS)
        reader = "carer" if seed % 4 == 0 else "patient"
        own_trends = [own_trend_of(patient, course, now=questions[0][1]) for course in own_courses(patient.id)]
        for day, now, zone in questions:
            past, page = day_page_of(patient, day, reader=reader, zone=zone, now=now)
            trends = views_of(past, own_trends)
            here.append(told_by_server(past) | {"page": page_told(past, page), "trends": list(map(trend_told, trends))})
        asked = [{"day": day.isoformat(), "now": ms(now), "zone": zone} for day, now, zone in questions]
        cases.append({"ask": "past", "answer": synced(patient, reader, questions[0][1]), "questions": asked})
    there = [told_by_phone(one) for several in ask_phone(cases) for one in several]
    return list(zip(here, there, strict=True))


def test_phone_and_server_list_the_same_days(days):
    differing = [
        {name: (value, there.get(name)) for name, value in here.items() if value != there.get(name)}
        for here, there in days
        if here != there
    ]

    assert differing[:3] == []


def test_the_trends_reach_everything_that_can_be_drawn(days):
    trends = [trend for one, _ in days for trend in one["trends"]]

    assert {trend["headline"] for trend in trends} >= {"few", "before", "no_start"}
    assert {trend["old"] for trend in trends} == {True, False}
    assert any(trend["yesterday"] is not None for trend in trends)


def test_the_lists_reach_everything_that_can_be_said(days):
    lists = [one for one, _ in days]
    rows = [row for one in lists for row in one["rows"]]
    said = [one for row in rows for one in row["said"] if one]

    assert {one["line"] for one in lists} == {"first", "ended", None}
    assert {one["areas"] for one in lists} == {0, 1, 2}
    assert {mark for one in said for mark in one["marks"]} == {"late", "memory", "paper", "before", "carer", "you"}
    assert {row["fills"] for row in rows} == {"today", "yesterday", None}
    assert {row["session"] for row in rows} >= {None, 1, 2}
    assert any(one["pain"] is None for one in said)
    assert {one["page"]["line"] for one in lists} == {"future", "ended", "not_started", "closed", None}
    assert {one["page"]["can"] for one in lists} == {"change", "fill", "add", None}
    assert any(change and change["first"] is not None for one in lists for change in one["page"]["changed"])
    assert any(row["said"][0] is None and not row["fills"] for row in rows)
