"""Give a patient a link to their calendar, or take it back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete

from diary.accounts.digests import digest
from diary.accounts.domain import SignedInPhone
from diary.audit.actions import record
from diary.db import db, writing
from diary.reminders.other_ways_models import CalendarLink
from diary.reminders.tokens import CALENDAR, token_of


def make_calendar_link(phone: SignedInPhone, *, now: datetime) -> None:
    """A new link; the one before opens nothing any more."""
    link = uuid4()
    with writing():
        take_back(phone)
        token = digest(token_of(CALENDAR, link))
        db.session.add(CalendarLink(patient_id=phone.patient_id, id=link, token_digest=token, made_at=now))
        trace("calendar_link_made", phone, now)


def stop_calendar_link(phone: SignedInPhone, *, now: datetime) -> None:
    """The link opens nothing any more; without one nothing is done."""
    with writing():
        if take_back(phone):
            trace("calendar_link_stopped", phone, now)


def take_back(phone: SignedInPhone) -> Sequence[UUID]:
    gone = delete(CalendarLink).where(CalendarLink.patient_id == phone.patient_id).returning(CalendarLink.id)
    return db.session.scalars(gone).all()


def trace(action: str, phone: SignedInPhone, now: datetime) -> None:
    record(action, phone.actor, now=now, practice_id=phone.practice_id, patient_id=phone.patient_id)
