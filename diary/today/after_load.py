"""Read which sessions a patient is asked about, and what was answered so far."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from diary.effects.queries import after_answers, relief_ends
from diary.effects.relief import gone_on
from diary.entries.queries import days_of
from diary.practice.domain import PatientRecord
from diary.sessions.queries import open_courses, sessions_of
from diary.sessions.values import RecordedSession
from diary.today.after_facts import AfterFacts
from diary.today.screens import NUMBERS

AROUND = timedelta(days=4)  # now: further than any zone's day may lie


def after_facts(patient: PatientRecord, *, zone: str, now: datetime) -> AfterFacts:
    """What is asked of a patient after a session at this moment, by the wall clock of this zone."""
    days = (now - AROUND).date(), (now + AROUND).date()
    areas = {course.area_id: course.area_name for course in open_courses(patient.id)[: len(NUMBERS)]}
    sessions = [one for one in sessions_of(patient.id) if one.area_id in areas and one.has_passed(now)]
    return AfterFacts(
        sessions=sessions,
        answers=after_answers(patient.id, *days),
        ended=frozenset(relief_ends(patient.id, *days)) | gone(patient.id, sessions, *days),
        areas=areas,
        now=now,
        zone=zone,
    )


def gone(patient_id: UUID, sessions: Sequence[RecordedSession], first: date, last: date) -> frozenset[UUID]:
    """The sessions of these days whose relief a check-in calls gone."""
    areas = {one.area_id for one in sessions if first <= one.day <= last}
    own = {area: [one for one in sessions if one.area_id == area] for area in areas}
    return frozenset(one for area in areas for one in gone_on(days_of(patient_id, area, first, last), own[area]))
