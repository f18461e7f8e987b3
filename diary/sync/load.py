"""Read what a phone needs beside the saves."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from diary.checks.load import MOST_GOALS
from diary.checks.queries import goals_of, questions_of
from diary.practice.domain import PatientArea, PatientRecord
from diary.practice.queries import consent_of, intake_of
from diary.reminders.plan_queries import plan_of
from diary.sessions.domain import MOST_OPEN_COURSES
from diary.sessions.queries import all_courses, sessions_of
from diary.sessions.values import RecordedSession
from diary.sync.values import PastFacts, PhoneFacts
from diary.trends.level_load import by_area, levels_before
from diary.trends.own_load import own_courses, own_trend_of

KEPT_ON_PHONE = timedelta(days=120)
MOST_QUESTIONS = 100


def phone_facts(patient: PatientRecord, *, is_carer: bool, now: datetime) -> PhoneFacts:
    """What the diary's pages know of this patient beside the saves, for the days that a phone keeps.

    Args:
        patient: From the one door.
        is_carer: Whether a carer's phone asks.
        now: Aware.
    """
    every_course = all_courses(patient.id)
    courses = [course for course in every_course if course.is_open][:MOST_OPEN_COURSES]
    areas = [PatientArea(id=course.area_id, name=course.area_name, group=course.area_group) for course in courses]
    asked = {area.id for area in areas}
    sessions = [session for session in sessions_of(patient.id) if session.area_id in asked]
    return PhoneFacts(
        patient=patient,
        consent=consent_of(patient.id),
        goals=goals_of(patient.id)[:MOST_GOALS],
        questions=questions_of(patient.id)[-MOST_QUESTIONS:],
        had_course=bool(every_course),
        areas=areas,
        sessions=list(needed(sessions, now.date() - KEPT_ON_PHONE)),
        visits={course.area_id: course.next_visit_at for course in courses if course.next_visit_at},
        levels=dict(levels_before(patient.id, sessions)),
        blood_thinner=intake_of(patient.id).blood_thinner,
        plan=plan_of(patient.id),
        is_carer=is_carer,
    )


def past_facts(patient: PatientRecord, *, now: datetime) -> PastFacts:
    """What the screens that look back know of this patient beside the saves."""
    courses = own_courses(patient.id)
    shown = {course.area_id for course in courses}
    sessions = [session for session in sessions_of(patient.id) if session.area_id in shown]
    trends = [own_trend_of(patient, course, now=now) for course in courses]
    return PastFacts(zone=patient.practice.zone, courses=courses, sessions=sessions, trends=trends)


def needed(sessions: Iterable[RecordedSession], first: date) -> Iterator[RecordedSession]:
    """Those from a day on, and for each area the last one before: its first days look back to it."""
    for _area, own in by_area(sessions):
        before = [session for session in own if session.day < first]
        yield from before[-1:] + own[len(before) :]
