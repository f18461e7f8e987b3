"""Read the days that a patient looks back on."""

from datetime import date, datetime, timedelta
from uuid import UUID

from diary.days import diary_day
from diary.entries.queries import days_of, history_of
from diary.past.domain import SHOWN, Past
from diary.past.trend import TrendView, trend_view
from diary.past.values import DayPage, PastArea, PastSession
from diary.practice.domain import PatientRecord
from diary.sessions.queries import sessions_of
from diary.sessions.values import RecordedSession
from diary.trends.own_load import own_courses, own_trend_of

AHEAD = timedelta(days=1)  # a patient who flew west has saved a day that is still to come here


def past_of(patient: PatientRecord, *, reader: str, zone: str, now: datetime) -> Past:
    """The days of a patient, at this moment and by the wall clock of this zone, as the patient or a carer reads them."""
    today = diary_day(now, zone)
    first, last = today - SHOWN + AHEAD, today + AHEAD
    sessions = [session for session in sessions_of(patient.id) if session.has_passed(now)]
    areas = [
        PastArea(
            id=course.area_id,
            name=course.area_name,
            until=diary_day(course.ended_at, patient.practice.zone) if course.ended_at else None,
            reader=reader,
            sessions=sessions_in(course.area_id, sessions),
            entries={entry.day: entry for entry in days_of(patient.id, course.area_id, first, last)},
        )
        for course in own_courses(patient.id)
    ]
    return Past(today=today, enrolled_on=patient.enrolled_on, areas=areas)


def day_page_of(patient: PatientRecord, day: date, *, reader: str, zone: str, now: datetime) -> tuple[Past, DayPage]:
    """One day in full, and all the days that it stands in."""
    past = past_of(patient, reader=reader, zone=zone, now=now)
    shown = [area for area in past.areas if day in area.entries]
    histories = {area.id: history_of(patient.id, area.id, day) for area in shown}
    return past, past.page(day, [histories.get(area.id, []) for area in past.areas])


def trends_of(patient: PatientRecord, *, reader: str, zone: str, now: datetime) -> tuple[Past, list[TrendView]]:
    """What the days of each area add up to."""
    past = past_of(patient, reader=reader, zone=zone, now=now)
    trends = [own_trend_of(patient, course, now=now) for course in own_courses(patient.id)]
    return past, [trend_view(past, area, trend) for area, trend in zip(past.areas, trends, strict=True)]


def sessions_in(area_id: UUID, sessions: list[RecordedSession]) -> list[PastSession]:
    own = (session for session in sessions if session.area_id == area_id)
    return [PastSession(number=session.number, day=session.day, at=session.at) for session in own]
