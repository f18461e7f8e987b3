"""Read courses and treatment sessions; whoever asks about a patient has passed the one door."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Select, Table, bindparam, select

from diary.db import db
from diary.errors import NotFound
from diary.practice.models import Area
from diary.sessions.models import Course, EarlierTreatmentSession, TreatmentSession
from diary.sessions.values import FACTS, CourseRecord, EarlierSession, RecordedSession

# Without the ORM: a phone asks with every save.
AREA, COURSE, SESSION = (cast(Table, model.__table__) for model in (Area, Course, TreatmentSession))
COURSES = (
    select(COURSE, AREA.c.name.label("area_name"), AREA.c.area_group)
    .join(AREA, AREA.c.id == COURSE.c.area_id)
    .order_by(COURSE.c.opened_at, COURSE.c.id)
)
# The note is for practitioners: only the one session that they open brings it along.
WITHOUT_NOTE = [column for column in SESSION.c if column.name not in ("note", "cancelled")]
SESSIONS = (
    select(*WITHOUT_NOTE, COURSE.c.area_id)
    .join(COURSE, COURSE.c.id == SESSION.c.course_id)
    .where(~SESSION.c.cancelled)
    .order_by(SESSION.c.patient_id, SESSION.c.course_id, SESSION.c.at)
)

# Built once for the pages that read one patient's course.
COURSES_OF = COURSES.where(Course.patient_id == bindparam("patient"))
SESSIONS_OF = SESSIONS.where(TreatmentSession.patient_id == bindparam("patient"))
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
    found = numbered(SESSIONS_OF, {"patient": patient_id})
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
    return [CourseRecord(**named(row, names)) for row in rows_of(statement, values)]


def numbered(statement: Select[Any], values: dict[str, Any] | None = None) -> list[RecordedSession]:
    """Sessions in the statement's order, numbered within their course; it must hold whole courses."""
    rows = rows_of(statement, values)
    return [
        RecordedSession(number=number, **row._mapping)
        for _course, of_course in groupby(rows, key=lambda row: row.course_id)
        for number, row in enumerate(of_course, 1)
    ]


def rows_of(statement: Select[Any], values: dict[str, Any] | None) -> Iterable[Row[Any]]:
    return db.session.connection().execute(statement, values)


def named(row: Row[Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: row._mapping[name] for name in names}
