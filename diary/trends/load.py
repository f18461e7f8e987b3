"""Read everything that the one-pager of one patient needs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from diary.checks.queries import complete_checks, goals_of, questions_of
from diary.checks.values import AskedQuestion, GoalSet
from diary.days import diary_day
from diary.effects.queries import after_answers, relief_ends, shown_flags
from diary.effects.values import AnsweredAfter, ShownFlag
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
    goal = goal_shared(patient)
    return replace(
        known,
        entries=tuple(entries_of(patient, course, first, last)),
        flags=tuple(flags_shared(patient, first, last)),
        after=tuple(after_shared(known, first, last)),
        relief_lasted=dict(relief_shared(known, first, last)),
        checks=tuple(complete_checks(patient.id, first, last, until=patient.shared_until)),
        goal=goal.words if goal else None,
        goal_since=goal.set_on if goal else None,
        questions=tuple(questions_shared(patient, today)),
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
    return [entry for entry in days if is_shared(patient, entry.corrected_at)]


def after_shared(known: Facts, first: date, last: date) -> list[AnsweredAfter]:
    """What was answered after the sessions of this course, without what was saved after the patient stopped sharing."""
    answers = after_answers(known.patient.id, first, last)
    return [
        answer
        for answer in answers
        if answer.session_id in known.numbers and is_shared(known.patient, answer.corrected_at)
    ]


def flags_shared(patient: PatientRecord, first: date, last: date) -> list[ShownFlag]:
    """The red-flag cards, without those shown after the patient stopped sharing."""
    return [card for card in shown_flags(patient.id, first, last) if is_shared(patient, card.shown_at)]


def relief_shared(known: Facts, first: date, last: date) -> Iterator[tuple[int, timedelta]]:
    """How long the relief of each session lasted by the patient's word, without what was said after sharing stopped;
    an end before its session, which a wrong clock says, tells of none."""
    ends, until = relief_ends(known.patient.id, first, last), known.patient.shared_until
    for session in known.sessions:
        end = ends.get(session.id)
        if end and end.ended_at and end.ended_at >= session.at and (until is None or end.corrected_at <= until):
            yield session.number, end.ended_at - session.at


def goal_shared(patient: PatientRecord) -> GoalSet | None:
    return next((goal for goal in goals_of(patient.id) if is_shared(patient, goal.corrected_at)), None)


def questions_shared(patient: PatientRecord, today: date) -> Iterator[AskedQuestion]:
    """What the patient wants to ask, and what was talked about today: a wrong tap can be taken back."""
    for question in questions_of(patient.id):
        if question.talked_about_on in (None, today) and is_shared(patient, question.corrected_at):
            yield question


def is_shared(patient: PatientRecord, saved_at: datetime) -> bool:
    """Whether what was saved at this moment is the clinic's to know."""
    return patient.shared_until is None or saved_at <= patient.shared_until
