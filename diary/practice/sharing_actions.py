"""What a patient alone decides about their diary: whether the clinic sees what comes, and whether it is to be deleted."""

from datetime import datetime

from diary.accounts.domain import SignedInPhone
from diary.audit.actions import record
from diary.db import db, writing
from diary.practice.models import Patient


def stop_sharing(phone: SignedInPhone, *, now: datetime) -> None:
    """From now on staff see nothing that is saved; what was saved before stays theirs to read."""
    decide(phone, "sharing_stopped_at", now, "sharing_stopped", now)


def share_again(phone: SignedInPhone, *, now: datetime) -> None:
    """Staff see all of the diary again, the days between included."""
    decide(phone, "sharing_stopped_at", None, "sharing_resumed", now)


def ask_deletion(phone: SignedInPhone, *, now: datetime) -> None:
    """Ask the clinic to delete what it holds; what the law makes it keep is for the clinic to know."""
    decide(phone, "deletion_asked_at", now, "deletion_asked", now)


def keep_diary(phone: SignedInPhone, *, now: datetime) -> None:
    """Take that back."""
    decide(phone, "deletion_asked_at", None, "deletion_taken_back", now)


def decide(phone: SignedInPhone, column: str, at: datetime | None, action: str, now: datetime) -> None:
    """Note when something was decided; decided twice, the first time counts."""
    with writing():
        row = db.session.get_one(Patient, phone.patient_id, with_for_update=True)
        if (getattr(row, column) is None) == (at is None):
            return
        setattr(row, column, at)
        row.reminders_at, row.planned_until = now, None
        record(action, phone.actor, now=now, practice_id=phone.practice_id, patient_id=phone.patient_id)
