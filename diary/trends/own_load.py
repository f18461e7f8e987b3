"""Read what the patient's own screens look back on."""

from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from uuid import UUID

from diary.effects.queries import relief_ends
from diary.practice.domain import PatientRecord
from diary.sessions.domain import MOST_OPEN_COURSES
from diary.sessions.queries import all_courses
from diary.sessions.values import CourseRecord
from diary.trends.findings import findings_of
from diary.trends.load import facts_of
from diary.trends.own import OwnTrend, own_trend


def own_courses(patient_id: UUID) -> list[CourseRecord]:
    """The courses that run, as the check-in asks about them; when none does, the one that ended last."""
    courses = all_courses(patient_id)
    running = [course for course in courses if course.is_open][:MOST_OPEN_COURSES]
    ended = [(course.ended_at, course) for course in courses if course.ended_at]
    return running or [course for _at, course in sorted(ended, key=itemgetter(0))[-1:]]


def own_trend_of(patient: PatientRecord, course: CourseRecord, *, now: datetime) -> OwnTrend:
    """The numbers of one course for the patient, who sees all of it, shared or not."""
    facts = facts_of(replace(patient, shared_until=None), course.id, now=now)
    ends = relief_ends(patient.id, facts.sessions[0].day, facts.today) if facts.sessions else {}
    return own_trend(findings_of(facts), {session: end.ended_at for session, end in ends.items() if end.ended_at})
