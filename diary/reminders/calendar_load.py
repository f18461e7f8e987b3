"""Gather what a calendar link answers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from diary.accounts.digests import digest
from diary.db import db
from diary.reminders.ics import calendar
from diary.reminders.known_queries import zones_of
from diary.reminders.other_ways_models import CalendarLink
from diary.reminders.plan_queries import plans_of
from diary.reminders.tokens import CALENDAR, token_of
from diary.sessions.queries import open_courses


def calendar_token(patient_id: UUID) -> str | None:
    """The token of this patient's link; none without one, or when the server's secret is another than it was made with."""
    row = db.session.get(CalendarLink, patient_id)
    token = row and token_of(CALENDAR, row.id)
    return token if row and token and digest(token) == row.token_digest else None


def calendar_at(token: str, *, title: str, words: str, now: datetime) -> str | None:
    """The calendar behind a token; none if there is none, or no longer."""
    row = db.session.scalars(select(CalendarLink).where(CalendarLink.token_digest == digest(token))).one_or_none()
    if row is None:
        return None
    patient = row.patient_id
    plan = plans_of([patient]).get(patient) if open_courses(patient) else None
    zone = zones_of([patient])[patient]
    return calendar(plan, zone, link=row.id, since=row.made_at, now=now, title=title, words=words)
