"""Courses and sessions for tests, with defaults: name only what matters to the test."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from diary.audit.domain import Actor
from diary.practice.access import the_patient
from diary.practice.domain import PatientRecord
from diary.practice.models import Patient
from diary.sessions.actions import record_session
from diary.sessions.course_actions import open_course
from diary.sessions.values import CoursePlan, SessionFacts
from tests.factories import an_area

TORONTO = "America/Toronto"
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # Friday, 10 am in Toronto
TODAY = date(2026, 11, 20)
BY_BOB = Actor.staff(uuid4())


def record_of(patient: Patient) -> PatientRecord:
    return the_patient(Patient.id == patient.id)


def a_plan(**changes: Any) -> CoursePlan:
    plan = {
        "condition": "joint_pain",
        "condition_words": None,
        "planned_sessions": 6,
        "weekday": 4,
        "next_visit_at": None,
    }
    return CoursePlan(**plan | changes)


def a_course(patient: Patient, *, area: str = "Right knee", area_id: UUID | None = None, **plan: Any) -> UUID:
    """An open course of this patient, of a new area unless one is named."""
    area_id = area_id or an_area(patient, name=area, area_group="joint").id
    return open_course(record_of(patient), area_id, a_plan(**plan), actor=BY_BOB, now=NOW - timedelta(days=60))


def at_toronto(day: date, clock: time = time(9, 20)) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(TORONTO))


def some_facts(day: date = TODAY, clock: time = time(9, 20), **changes: Any) -> SessionFacts:
    facts = {
        "at": at_toronto(day, clock),
        "day": day,
        "zone": TORONTO,
        "injections": True,
        "spg_bath": False,
        "areas": "Right knee",
        "side": None,
        "solution": "Dextrose 5% in sterile water, buffered",
        "anaesthetic": "lidocaine",
    }
    return SessionFacts(**facts | changes)


def a_session(patient: Patient, course_id: UUID, day: date = TODAY, *, now: datetime = NOW, **changes: Any) -> UUID:
    """A session recorded for this course; returns its id."""
    session_id = uuid4()
    record_session(record_of(patient), course_id, session_id, some_facts(day, **changes), None, actor=BY_BOB, now=now)
    return session_id
