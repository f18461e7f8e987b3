"""Read everything that the one-pager of one patient needs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from diary.checks.domain import CompleteCheck
from diary.checks.queries import complete_checks, goal_of, open_questions
from diary.days import diary_day
from diary.entries.queries import days_of
from diary.entries.values import DayEntry
from diary.errors import NotFound
from diary.practice.domain import PatientRecord
from diary.practice.queries import intake_of
from diary.sessions.queries import all_courses, sessions_of_course
from diary.sessions.values import CourseRecord, RecordedSession
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
    facts = Facts(
        patient=patient,
        today=today,
        intake_pain=intake_of(patient.id).pain,
        courses=tuple(courses),
        course=course,
        sessions=tuple(sessions),
        entries=tuple(entries_of(patient, course, sessions, today)),
        checks=tuple(checks_of(patient, sessions, today)),
        goal=goal_of(patient.id),
        questions=tuple(question.words for question in open_questions(patient.id)),
    )
    return facts if patient.shared_until is None else as_shared(facts, patient.shared_until)


def chosen(courses: Sequence[CourseRecord], course_id: UUID | None) -> CourseRecord | None:
    if course_id is not None:
        found = [course for course in courses if course.id == course_id]
        if not found:
            raise NotFound
        return found[0]
    running = [course for course in courses if course.is_open]
    return next(iter([*reversed(running), *reversed(courses)]), None)


def entries_of(
    patient: PatientRecord, course: CourseRecord | None, sessions: Sequence[RecordedSession], today: date
) -> list[DayEntry]:
    if course is None:
        return []
    first = sessions[0].day - BEFORE_FIRST_SESSION if sessions else today - WITHOUT_SESSIONS
    return days_of(patient.id, course.area_id, first, today + AHEAD)


def checks_of(patient: PatientRecord, sessions: Sequence[RecordedSession], today: date) -> list[CompleteCheck]:
    first = sessions[0].day - BEFORE_FIRST_SESSION if sessions else today - WITHOUT_SESSIONS
    return complete_checks(patient.id, first, today + AHEAD)


def as_shared(facts: Facts, until: datetime) -> Facts:
    """The same without what was saved after the patient stopped sharing."""
    last = diary_day(until, facts.patient.practice.zone)
    return replace(
        facts,
        entries=tuple(entry for entry in facts.entries if entry.corrected_at <= until),
        checks=tuple(check for check in facts.checks if check.day <= last),
    )
