"""Read what the patient's screens need of one day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from diary.checks.queries import goal_of
from diary.days import DAY_STARTS_AT
from diary.effects.queries import after_answers, relief_ends
from diary.entries.domain import days_to_fill, takes_number
from diary.entries.queries import days_of
from diary.practice.domain import PatientRecord
from diary.sessions.queries import all_courses, sessions_of
from diary.today.domain import STILL_ASKED_FOR, latest_of
from diary.today.facts import DayFacts
from diary.today.screens import NUMBERS

A_DAY = timedelta(days=1)


def day_facts(patient: PatientRecord, day: date, *, reader: str, zone: str, now: datetime) -> DayFacts:
    """One day of a patient, at this moment and by the wall clock of this zone, as the patient or a carer reads it."""
    today = days_to_fill(now, zone)[0]
    every_course = all_courses(patient.id)
    courses = [course for course in every_course if course.is_open][: len(NUMBERS)]
    sessions = [session for session in sessions_of(patient.id) if session.day <= day and session.has_passed(now)]
    latest = latest_of(courses[0], sessions) if courses else None
    first = min(latest.day if latest else patient.enrolled_on, before(day, STILL_ASKED_FOR), today - A_DAY)
    first_after = before(
        first, A_DAY
    )  # where a patient travels, the day of a session may be the one before the clinic's
    return DayFacts(
        patient=patient,
        reader=reader,
        day=day,
        today=today,
        zone=zone,
        courses=courses,
        had_course=bool(every_course),
        sessions=sessions,
        entries=days_of(patient.id, courses[0].area_id, first, max(day, today)) if courses else (),
        second_entries=days_of(patient.id, courses[1].area_id, first, max(day, today)) if len(courses) > 1 else (),
        after=after_answers(patient.id, first_after, day),
        ended=frozenset(relief_ends(patient.id, first_after, day)),
        goal=goal_of(patient.id),
        takes_number=bool(courses) and takes_number(day, now, zone),
        says_day=day != today or is_before_four(now, zone),
    )


def before(day: date, span: timedelta) -> date:
    """So long before a day, or the first day of the calendar: an address may name any day."""
    return day - min(span, day - date.min)


def is_before_four(now: datetime, zone: str) -> bool:
    """The hours in which the wall clock is a date ahead of the diary."""
    return now.astimezone(ZoneInfo(zone)).hour < DAY_STARTS_AT.total_seconds() // 3600
