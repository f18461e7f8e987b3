"""Open, plan and end courses."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from diary.audit.actions import record
from diary.audit.domain import Actor
from diary.db import db, writing
from diary.errors import Conflict, Invalid, NotFound
from diary.practice.domain import PatientRecord
from diary.practice.models import Area, Patient
from diary.practice.reminder_actions import plan_reminders_again
from diary.sessions.domain import MOST_OPEN_COURSES
from diary.sessions.models import Course
from diary.sessions.values import CoursePlan
from diary.text import Text

NOT_THEIRS = Text("Choose an area of this patient.")
AREA_TAKEN = Text("This area has an open course. End it first.")
NO_MORE_VISITS = Text("This course has ended, so no visit can be booked for it.")
NOBODY_TO_CALL = Text(
    "No course can start before the clinic's settings hold its phone number, the emergency number, its hours and whom to call out of hours."
)
TOO_MANY_COURSES = Text("A patient has at most 2 open courses. End one first.")


def open_course(patient: PatientRecord, area_id: UUID, plan: CoursePlan, *, actor: Actor, now: datetime) -> UUID:
    """Start a series of weekly sessions for one area; from now on the check-in asks about it.

    Raises:
        Conflict: Get help has not all that it needs to say whom to call.
        Invalid: The area is not this patient's, it has an open course, or two courses are open.
    """
    if not patient.practice.can_be_called:
        raise Conflict(NOBODY_TO_CALL)
    with writing():
        return keep_course(patient, area_id, plan, actor=actor, now=now)


def keep_course(patient: PatientRecord, area_id: UUID, plan: CoursePlan, *, actor: Actor, now: datetime) -> UUID:
    """The same in the caller's transaction."""
    db.session.execute(select(Patient.id).where(Patient.id == patient.id).with_for_update())
    refuse_area(patient.id, area_id)
    course = Course(id=uuid4(), patient_id=patient.id, area_id=area_id, opened_at=now, **columns_of(plan))
    db.session.add(course)
    trace("course_opened", patient, course.id, actor, now)
    db.session.flush()
    return course.id


def refuse_area(patient_id: UUID, area_id: UUID) -> None:
    if db.session.scalar(select(Area.id).where(Area.id == area_id, Area.patient_id == patient_id)) is None:
        raise Invalid({"area_id": NOT_THEIRS})
    open_areas = db.session.scalars(
        select(Course.area_id).where(Course.patient_id == patient_id, Course.ended_at.is_(None))
    ).all()
    if area_id in open_areas:
        raise Invalid({"area_id": AREA_TAKEN})
    if len(open_areas) >= MOST_OPEN_COURSES:
        raise Invalid({"area_id": TOO_MANY_COURSES})


def change_course(patient: PatientRecord, course_id: UUID, plan: CoursePlan, *, actor: Actor, now: datetime) -> None:
    """Plan a course differently: its condition, how many sessions, its weekday, the next visit.

    Raises:
        NotFound: This patient has no such course.
    """
    with writing():
        course = lock_course(patient.id, course_id)
        changed = [name for name, value in columns_of(plan).items() if getattr(course, name) != value]
        for name in changed:
            setattr(course, name, getattr(plan, name))
        if changed:
            trace("course_changed", patient, course_id, actor, now, ", ".join(changed))


def book_visit(patient: PatientRecord, course_id: UUID, at: datetime | None, *, actor: Actor, now: datetime) -> None:
    """Say when the next visit of a course is; None takes it out.

    Raises:
        NotFound: This patient has no such course.
        Conflict: The course has ended.
    """
    with writing():
        course = lock_course(patient.id, course_id)
        if course.ended_at is not None:
            raise Conflict(NO_MORE_VISITS)
        if course.next_visit_at != at:
            course.next_visit_at = at
            trace("visit_booked" if at else "visit_taken_out", patient, course_id, actor, now)


def end_course(patient: PatientRecord, course_id: UUID, *, actor: Actor, now: datetime) -> None:
    """A course is over: the check-in stops asking about its area. Its diary and sessions stay.

    Raises:
        NotFound: This patient has no such course.
    """
    with writing():
        course = lock_course(patient.id, course_id)
        if course.ended_at is None:
            course.ended_at = now
            course.next_visit_at = None
            trace("course_ended", patient, course_id, actor, now)


def lock_course(patient_id: UUID, course_id: UUID) -> Course:
    """The course's row, so that two recordings wait for each other."""
    query = select(Course).where(Course.id == course_id, Course.patient_id == patient_id).with_for_update()
    course = db.session.scalar(query)
    if course is None:
        raise NotFound
    return course


def columns_of(plan: CoursePlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in CoursePlan.__dataclass_fields__}


def trace(action: str, patient: PatientRecord, about: UUID, actor: Actor, now: datetime, detail: str = "") -> None:
    """What is done to a course or a session decides on reminders too."""
    plan_reminders_again(patient.id, now=now)
    words = f"{about} {detail}".rstrip()
    record(action, actor, now=now, practice_id=patient.practice.id, patient_id=patient.id, detail=words)
