"""Read what a phone needs beside the saves."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from diary.checks.queries import goal_of
from diary.practice.domain import PatientArea, PatientRecord
from diary.practice.queries import needs_consent
from diary.sessions.domain import MOST_OPEN_COURSES
from diary.sessions.queries import all_courses, sessions_of
from diary.sessions.values import RecordedSession
from diary.sync.values import PhoneFacts

KEPT_ON_PHONE = timedelta(days=120)


def phone_facts(patient: PatientRecord, *, today: date) -> PhoneFacts:
    """What the diary's pages know of this patient beside the saves, for the days that a phone keeps."""
    every_course = all_courses(patient.id)
    areas = [
        PatientArea(id=course.area_id, name=course.area_name, group=course.area_group)
        for course in every_course
        if course.is_open
    ][:MOST_OPEN_COURSES]
    asked = {area.id for area in areas}
    sessions = [session for session in sessions_of(patient.id) if session.area_id in asked]
    return PhoneFacts(
        patient=patient,
        agreed=not needs_consent(patient.id),
        goal=goal_of(patient.id),
        had_course=bool(every_course),
        areas=areas,
        sessions=list(needed(sessions, today - KEPT_ON_PHONE)),
    )


def needed(sessions: Iterable[RecordedSession], first: date) -> Iterator[RecordedSession]:
    """Those from a day on, and for each area the last one before: its first days look back to it."""
    for _area, of_area in groupby(
        sorted(sessions, key=lambda one: (str(one.area_id), one.at)), lambda one: one.area_id
    ):
        own = list(of_area)
        before = [session for session in own if session.day < first]
        yield from before[-1:] + own[len(before) :]
