"""Read everything that the one-pager of one patient needs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from diary.checks.queries import complete_checks, goals_of, open_questions
from diary.days import diary_day
from diary.entries.queries import days_of
from diary.entries.values import DayEntry
from diary.errors import NotFound
from diary.practice.domain import PatientRecord
from diary.practice.queries import intake_of
from diary.sessions.queries import all_courses, sessions_of_course
from diary.sessions.values import CourseRecord
from diary.trends.facts import Facts

BEFORE_FIRST_SESSION = timedelta(days=14)  # the furthest that a baseline reaches back
WITHOUT_SESSIONS = timedelta(weeks=9)
AHEAD = timedelta(days=1)  # a patient's calendar may be a day ahead of the practice's


def facts_of(patient: PatientRecord, course_id: UUID | None, *, now: datetime) -> Facts:
    """One course with its diary, as staff may see it.

    Args:
        patient: From the one door.
        course_id: Which course; the newest that is open, else the newest, when None.
        now: When, aware.

    Raises:
        NotFound: The patient has no such course.
    """
    today = diary_day(now, patient.practice.zone)
    courses = all_courses(patient.id)
    course = chosen(courses, course_id)
    sessions = sessions_of_course(patient.id, course.id) if course else []
    known = Facts(
        patient=patient,
        today=today,
        intake_pain=intake_of(patient.id).pain,
        courses=tuple(courses),
        course=course,
        sessions=tuple(sessions),
    )
    first = sessions[0].day - BEFORE_FIRST_SESSION if sessions else known.as_of - WITHOUT_SESSIONS
    last = known.closed_on or today + AHEAD
    return replace(
        known,
        entries=tuple(entries_of(patient, course, first, last)),
        checks=tuple(complete_checks(patient.id, first, last)),
        goal=goal_shared(patient),
        questions=tuple(questions_shared(patient)),
    )


def chosen(courses: Sequence[CourseRecord], course_id: UUID | None) -> CourseRecord | None:
    if course_id is not None:
        found = [course for course in courses if course.id == course_id]
        if not found:
            raise NotFound
        return found[0]
    running = [course for course in courses if course.is_open]
    return next(iter([*reversed(running), *reversed(courses)]), None)


def entries_of(patient: PatientRecord, course: CourseRecord | None, first: date, last: date) -> list[DayEntry]:
    """The days of the course's area, without what was saved after the patient stopped sharing."""
    if course is None:
        return []
    days = days_of(patient.id, course.area_id, first, last)
    until = patient.shared_until
    return days if until is None else [entry for entry in days if entry.corrected_at <= until]


def goal_shared(patient: PatientRecord) -> str | None:
    goals = (goal.words for goal in goals_of(patient.id) if is_shared(patient, goal.set_on))
    return next(goals, None)


def questions_shared(patient: PatientRecord) -> list[str]:
    return [question.words for question in open_questions(patient.id) if is_shared(patient, question.asked_on)]


def is_shared(patient: PatientRecord, day: date) -> bool:
    """Whether what belongs to this day is the clinic's to know."""
    return patient.shared_until is None or day <= diary_day(patient.shared_until, patient.practice.zone)
