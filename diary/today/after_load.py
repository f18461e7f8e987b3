"""Read which sessions a patient is asked about, and what was answered so far."""

from datetime import datetime, timedelta

from diary.effects.queries import after_answers, relief_ends
from diary.practice.domain import PatientRecord
from diary.sessions.queries import open_courses, sessions_of
from diary.today.after_facts import AfterFacts
from diary.today.screens import NUMBERS

AROUND = timedelta(days=4)  # now: further than any zone's day may lie


def after_facts(patient: PatientRecord, *, zone: str, now: datetime) -> AfterFacts:
    """What is asked of a patient after a session at this moment, by the wall clock of this zone."""
    days = (now - AROUND).date(), (now + AROUND).date()
    areas = {course.area_id: course.area_name for course in open_courses(patient.id)[: len(NUMBERS)]}
    sessions = sessions_of(patient.id)
    return AfterFacts(
        sessions=[one for one in sessions if one.area_id in areas and one.has_passed(now)],
        answers=after_answers(patient.id, *days),
        ended=frozenset(relief_ends(patient.id, *days)),
        areas=areas,
        now=now,
        zone=zone,
    )
