"""Keep a patient's e-mail address for reminders, take it back, and note what was sent there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import Table, bindparam, delete, select, update

from diary.accounts.digests import digest
from diary.accounts.domain import SignedInPhone
from diary.accounts.throttle import HOUR, Limit
from diary.accounts.throttle_actions import count_try
from diary.audit.actions import record
from diary.audit.domain import Actor
from diary.db import db, writing, writing_alone
from diary.errors import NotFound
from diary.practice.models import Patient
from diary.reminders.mail_schedule import ASKED_FOR
from diary.reminders.other_ways_models import ReminderMail
from diary.reminders.tokens import MAIL, token_of

LEASE = timedelta(minutes=15)
# For each patient and each address, so that nobody's mailbox is filled by typing it here again and again.
QUESTIONS = Limit(free=3, first_wait=HOUR, longest_wait=6 * HOUR, window=12 * HOUR)
ROW = cast(Table, ReminderMail.__table__)
DUE = (
    select(ROW.c.patient_id)
    .where(ROW.c.next_at <= bindparam("now"))
    .order_by(ROW.c.next_at)
    .limit(1)
    .with_for_update(skip_locked=True)
)
CLAIM = (
    update(ROW)
    .where(ROW.c.patient_id == DUE.scalar_subquery())
    .values(next_at=bindparam("leased_until"))
    .returning(ROW)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedMail:
    """A row that a worker holds until its lease ends."""

    patient_id: UUID
    id: UUID
    address: str
    asked_at: datetime
    is_confirmed: bool
    sent_on: date | None


def ask_address(phone: SignedInPhone, address: str, *, now: datetime) -> None:
    """Keep the address, and ask there whether it is the patient's; the one before is forgotten.

    Raises:
        TooMany: The same patient, or the same address, was asked too often today.
    """
    patient = ("reminder-mail", str(phone.patient_id), QUESTIONS)
    count_try(patient, ("reminder-mail-to", address.lower(), QUESTIONS), now=now)
    link = uuid4()
    with writing():
        forget_of(phone.patient_id)
        row = ReminderMail(patient_id=phone.patient_id, id=link, address=address, asked_at=now, next_at=now)
        row.token_digest = digest(token_of(MAIL, link))
        db.session.add(row)
        trace("mail_agreed", phone.actor, phone.practice_id, phone.patient_id, now)


def forget_address(phone: SignedInPhone, *, now: datetime) -> None:
    """Send nothing there any more."""
    with writing():
        if forget_of(phone.patient_id):
            trace("mail_stopped", phone.actor, phone.practice_id, phone.patient_id, now)


def confirm_address(token: str, *, now: datetime) -> None:
    """Whoever reads this mailbox says that it is theirs.

    Raises:
        NotFound: No address waits for this token.
    """
    with writing():
        row = row_of(token, now)
        row.confirmed_at = row.confirmed_at or now
        row.next_at = now


def stop_by_link(token: str, *, now: datetime) -> None:
    """Whoever reads this mailbox wants no more of it; said twice, the second time finds nothing and is as good."""
    with writing():
        row = db.session.scalars(select(ReminderMail).where(ReminderMail.token_digest == digest(token))).one_or_none()
        if row is not None:
            forget_of(row.patient_id)
            practice = db.session.scalars(select(Patient.practice_id).where(Patient.id == row.patient_id)).one()
            trace("mail_stopped", Actor.system(), practice, row.patient_id, now)


def row_of(token: str, now: datetime) -> ReminderMail:
    query = select(ReminderMail).where(ReminderMail.token_digest == digest(token)).with_for_update()
    row = db.session.scalars(query).one_or_none()
    if row is None or (row.confirmed_at is None and now >= row.asked_at + ASKED_FOR):
        raise NotFound
    return row


def forget_of(patient_id: UUID) -> Sequence[UUID]:
    gone = delete(ReminderMail).where(ReminderMail.patient_id == patient_id).returning(ReminderMail.id)
    return db.session.scalars(gone).all()


def claim_mail(now: datetime) -> ClaimedMail | None:
    """Take the row that waits longest, if one is due; nobody else takes it until its lease ends."""
    with writing_alone() as connection:
        row = connection.execute(CLAIM, {"now": now, "leased_until": now + LEASE}).one_or_none()
    if row is None:
        return None
    return ClaimedMail(
        patient_id=row.patient_id,
        id=row.id,
        address=row.address,
        asked_at=row.asked_at,
        is_confirmed=row.confirmed_at is not None,
        sent_on=row.sent_on,
    )


def know_link_of(mail: ClaimedMail) -> None:
    """The link of the next letter opens, also when the server's secret is another than when the address was given."""
    with writing_alone() as connection:
        token = digest(token_of(MAIL, mail.id))
        connection.execute(update(ROW).where(ROW.c.id == mail.id).values(token_digest=token))


def settle_mail(mail: ClaimedMail, *, next_at: datetime, **noted: date | datetime | None) -> None:
    """Look again later, and note what became of the letter; what the patient said meanwhile stands."""
    as_claimed = (ROW.c.id == mail.id, ROW.c.confirmed_at.is_not(None) == mail.is_confirmed)
    with writing_alone() as connection:
        connection.execute(update(ROW).where(*as_claimed).values(next_at=next_at, **noted))


def forget_unconfirmed(mail: ClaimedMail) -> None:
    """Nobody said in time that this address is theirs."""
    with writing_alone() as connection:
        connection.execute(delete(ROW).where(ROW.c.id == mail.id, ROW.c.confirmed_at.is_(None)))


def trace(action: str, actor: Actor, practice_id: UUID, patient_id: UUID, now: datetime) -> None:
    record(action, actor, now=now, practice_id=practice_id, patient_id=patient_id)
