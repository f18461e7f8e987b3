"""Read what the red-flag rules look at."""

from datetime import date, datetime, timedelta
from itertools import chain
from uuid import UUID

from diary.effects.queries import after_answers, shown_flags
from diary.effects.red_flags import Shown
from diary.effects.values import ShownFlag
from diary.entries.queries import days_of
from diary.practice.domain import PatientRecord
from diary.practice.queries import intake_of
from diary.sessions.domain import MOST_OPEN_COURSES
from diary.sessions.queries import open_courses, sessions_of
from diary.today.domain import latest_of
from diary.today.flags import A_DAY, CALLED_FOR, DAYS, FlagCase, TreatedArea
from diary.trends.level_load import levels_before

AROUND = timedelta(days=2)  # of a moment: further than any zone's day may lie


def flag_case(patient: PatientRecord, day: date, *, now: datetime) -> FlagCase:
    """One day of a patient as the rules may look at it at this moment."""
    courses = open_courses(patient.id)[:MOST_OPEN_COURSES]
    asked = {course.area_id for course in courses}
    sessions = [one for one in sessions_of(patient.id) if one.area_id in asked]
    levels = dict(levels_before(patient.id, sessions))
    passed = [one for one in sessions if one.day <= day and one.has_passed(now)]
    first = day - min(A_DAY * (DAYS - 1), day - date.min)  # an address may name any day
    entries = {course.area_id: days_of(patient.id, course.area_id, first, day) for course in courses}
    said = [entry for of_area in entries.values() for entry in of_area if entry.day == day]
    answers = after_answers(patient.id, day, day)
    bothers = [one.effects for one in said] + [one.effects for one in answers]
    effects: dict[str, int] = {}
    for effect in chain.from_iterable(bothers):
        effects[effect.effect] = max(effect.severity, effects.get(effect.effect, 0))  # the worst that the day said
    return FlagCase(
        day=day,
        now=now,
        blood_thinner=intake_of(patient.id).blood_thinner is True,
        areas=[
            TreatedArea(
                group=course.area_group,
                session=latest_of(course, passed),
                level=levels.get(course.area_id),
                entries=entries[course.area_id],
            )
            for course in courses
        ],
        shown=[
            Shown(rule=card.rule, level=card.level, at=card.shown_at)
            for card in cards_of(patient.id, now=now)
            if card.dismissed_at or card.called
        ],
        effects=effects,
    )


def following_case(patient: PatientRecord, case: FlagCase) -> FlagCase:
    """The day after, at the same moment."""
    return flag_case(patient, case.day + min(A_DAY, date.max - case.day), now=case.now)


def cards_of(patient_id: UUID, *, now: datetime) -> list[ShownFlag]:
    """The red-flag cards of the last days."""
    today = now.date()
    return shown_flags(patient_id, today - CALLED_FOR - AROUND, today + AROUND)
