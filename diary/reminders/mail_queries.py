"""What is known of a patient's e-mail for reminders."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from diary.accounts.digests import digest
from diary.db import db
from diary.reminders.mail_schedule import ASKED_FOR
from diary.reminders.other_ways_models import ReminderMail


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """An address, and how it stands with it; until it is confirmed, it is forgotten at `asked_until`."""

    address: str
    asked_until: datetime
    is_confirmed: bool
    is_refused: bool

    def is_over(self, now: datetime) -> bool:
        """Nobody said in time that it is theirs."""
        return not self.is_confirmed and now >= self.asked_until


def mail_of(patient_id: UUID) -> Mailbox | None:
    """The address that this patient gave, if any."""
    row = db.session.get(ReminderMail, patient_id)
    return None if row is None else mailbox(row)


def mail_at_token(token: str) -> Mailbox | None:
    """The address whose letters hold this token, if it is still there."""
    row = db.session.scalars(select(ReminderMail).where(ReminderMail.token_digest == digest(token))).one_or_none()
    return None if row is None else mailbox(row)


def mailbox(row: ReminderMail) -> Mailbox:
    return Mailbox(
        address=row.address,
        asked_until=row.asked_at + ASKED_FOR,
        is_confirmed=row.confirmed_at is not None,
        is_refused=row.refused_at is not None,
    )
