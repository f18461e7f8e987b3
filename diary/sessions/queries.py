"""Read courses and treatment sessions; whoever asks about a patient has passed the one door."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select

from diary.db import db
from diary.errors import NotFound
from diary.practice.models import Area
from diary.sessions.models import Course, EarlierTreatmentSession, TreatmentSession
from diary.sessions.values import FACTS, CourseRecord, EarlierSession, RecordedSession

COURSES = (
    select(Course.__table__, Area.name.label("area_name"), Area.area_group)
    .join(Area, Area.id == Course.area_id)
    .order_by(Course.opened_at, Course.id)
)
# The note is for practitioners: only the one session that they open brings it along.
WITHOUT_NOTE = [column for column in TreatmentSession.__table__.c if column.name not in ("note", "cancelled")]
SESSIONS = (
    select(*WITHOUT_NOTE, Course.area_id)
    .join(Course, Course.id == TreatmentSession.course_id)
    .where(~TreatmentSession.cancelled)
    .order_by(TreatmentSession.patient_id, TreatmentSession.course_id, TreatmentSession.at)
)

# Built once for the pages that read one patient's course.
COURSES_OF = COURSES.where(Course.patient_id == bindparam("patient"))
SESSIONS_OF_COURSE = SESSIONS.where(
    TreatmentSession.patient_id == bindparam("patient"), TreatmentSession.course_id == bindparam("course")
)


def open_courses(patient_id: UUID) -> list[CourseRecord]:
    """The courses that run now, the oldest first; the check-in asks a number for each."""
    return courses(COURSES.where(Course.patient_id == patient_id, Course.ended_at.is_(None)))


def all_courses(patient_id: UUID) -> list[CourseRecord]:
    """Every course of a patient, ended ones too, the oldest first."""
    return courses(COURSES_OF, {"patient": patient_id})


def course_of(patient_id: UUID, course_id: UUID) -> CourseRecord:
    """One course of this patient.

    Raises:
        NotFound: This patient has no such course.
    """
    found = courses(COURSES.where(Course.patient_id == patient_id, Course.id == course_id))
    if not found:
        raise NotFound
    return found[0]


def open_course_of(patient_id: UUID, course_id: UUID) -> CourseRecord:
    """One course of this patient that runs now.

    Raises:
        NotFound: This patient has no such course, or it has ended.
    """
    course = course_of(patient_id, course_id)
    if not course.is_open:
        raise NotFound
    return course


def sessions_of(patient_id: UUID) -> list[RecordedSession]:
    """Every session of a patient in order of time, each with its number in its course."""
    found = numbered(SESSIONS.where(TreatmentSession.patient_id == patient_id))
    return sorted(found, key=lambda session: session.at)


def sessions_of_course(patient_id: UUID, course_id: UUID) -> list[RecordedSession]:
    """The sessions of one course in order, numbered from 1."""
    return numbered(SESSIONS_OF_COURSE, {"patient": patient_id, "course": course_id})


def session_with_note(patient_id: UUID, session_id: UUID) -> RecordedSession:
    """One session with its note, for practitioners only.

    Raises:
        NotFound: This patient has no such session, or it was cancelled.
    """
    found = [session for session in sessions_of(patient_id) if session.id == session_id]
    if not found:
        raise NotFound
    note = db.session.scalar(select(TreatmentSession.note).where(TreatmentSession.id == session_id))
    return found[0].with_note(note)


def earlier_states(session_id: UUID) -> list[EarlierSession]:
    """How a session stood before each correction, the oldest first."""
    table = EarlierTreatmentSession.__table__
    rows = db.session.execute(select(table).where(table.c.session_id == session_id).order_by(table.c.revision))
    return [EarlierSession(**named(row, (*FACTS, "revision", "recorded_by", "recorded_at"))) for row in rows]


def courses(statement: Select[Any], values: dict[str, Any] | None = None) -> list[CourseRecord]:
    names = tuple(CourseRecord.__dataclass_fields__)
    return [CourseRecord(**named(row, names)) for row in db.session.execute(statement, values)]


def numbered(statement: Select[Any], values: dict[str, Any] | None = None) -> list[RecordedSession]:
    """Sessions in the statement's order, numbered within their course; it must hold whole courses."""
    rows: Iterable[Row[Any]] = db.session.execute(statement, values)
    return [
        RecordedSession(number=number, **row._mapping)
        for _course, of_course in groupby(rows, key=lambda row: row.course_id)
        for number, row in enumerate(of_course, 1)
    ]


def named(row: Row[Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: row._mapping[name] for name in names}
