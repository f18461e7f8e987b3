"""Read everything that the one-pager of one patient needs."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from diary.checks.queries import complete_checks, goals_of, questions_of, questions_until
from diary.checks.values import AskedQuestion, GoalSet
from diary.days import diary_day
from diary.effects.queries import after_answers, flags_until, relief_ends, shown_flags
from diary.effects.values import AnsweredAfter, ShownFlag
from diary.entries.history_queries import days_until, ids_until
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
Shared = Container[UUID] | None  # the saves that the clinic may know of; None for all


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
    last = last_day(known)
    shared = None if patient.shared_until is None else ids_until(patient.id, patient.shared_until)
    goal = goal_shared(patient, shared)
    return replace(
        known,
        entries=tuple(entries_of(patient, course, first, last)),
        flags=tuple(flags_shared(patient, first, last)),
        after=tuple(after_shared(known, first, last, shared)),
        relief_lasted=dict(relief_shared(known, first, last, shared)),
        checks=tuple(complete_checks(patient.id, first, last, of=shared)),
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


def last_day(known: Facts) -> date:
    """The last day that a patient's calendar may have reached, by now or when sharing stopped; at most that of the course."""
    zone, until = known.patient.practice.zone, known.patient.shared_until
    last = (diary_day(until, zone) if until else known.today) + AHEAD
    ended = known.course and known.course.ended_at
    return min(last, diary_day(ended, zone)) if ended else last


def entries_of(patient: PatientRecord, course: CourseRecord | None, first: date, last: date) -> list[DayEntry]:
    """The days of the course's area, as they stood when the patient stopped sharing."""
    if course is None:
        return []
    if patient.shared_until is not None:
        return days_until(patient.id, course.area_id, first, last, patient.shared_until)
    return days_of(patient.id, course.area_id, first, last)


def after_shared(known: Facts, first: date, last: date, shared: Shared) -> list[AnsweredAfter]:
    """What was answered after the sessions of this course, without what was saved after the patient stopped sharing."""
    answers = after_answers(known.patient.id, first, last)
    return [
        answer
        for answer in answers
        if answer.session_id in known.numbers and (shared is None or answer.version_id in shared)
    ]


def flags_shared(patient: PatientRecord, first: date, last: date) -> list[ShownFlag]:
    """The red-flag cards, the oldest first, as they stood when the patient stopped sharing."""
    if patient.shared_until is None:
        return shown_flags(patient.id, first, last)
    cards = flags_until(patient.id, patient.shared_until).values()
    return sorted((card for card in cards if first <= card.day <= last), key=lambda card: (card.shown_at, card.id))


def relief_shared(known: Facts, first: date, last: date, shared: Shared) -> Iterator[tuple[int, timedelta]]:
    """How long the relief of each session lasted by the patient's word, without what was said after sharing stopped;
    an end before its session, which a wrong clock says, tells of none."""
    ends = relief_ends(known.patient.id, first, last, of=shared)
    for session in known.sessions:
        end = ends.get(session.id)
        if end and end.ended_at and end.ended_at >= session.at:
            yield session.number, end.ended_at - session.at


def goal_shared(patient: PatientRecord, shared: Shared) -> GoalSet | None:
    return next((goal for goal in goals_of(patient.id) if shared is None or goal.version_id in shared), None)


def questions_shared(patient: PatientRecord, today: date) -> Iterator[AskedQuestion]:
    """What the patient wants to ask, and what was talked about today: a wrong tap can be taken back."""
    until = patient.shared_until
    for question in questions_of(patient.id) if until is None else questions_until(patient.id, until):
        if (question.talked_about_on or today) >= today:
            yield question
