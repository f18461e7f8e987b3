"""Keep how a patient's phones are reached."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection, delete, func, select, update

from diary.accounts.domain import SignedInPhone
from diary.db import db, writing
from diary.push.answers import Verdict
from diary.push.models import PushSubscription
from diary.push.values import MARKS
from diary.push.wire import Subscribe

MOST_PHONES = 10  # of a patient, the carers' too


def subscribe(phone: SignedInPhone, asked: Subscribe, *, language: str, now: datetime) -> bool:
    """Reach this phone from now on; said again, only that it was seen. Of too many those seen last are reached.

    Args:
        phone: It has one address at a time, the last one that its browser was given.
        asked: The address and the keys.
        language: Of the patient.
        now: Aware.

    Returns:
        Whether it was not reached before: a phone that thinks otherwise was forgotten, as its push service had forgotten it.
    """
    known = sha256(asked.endpoint.encode()).digest()
    with writing():
        # A browser keeps its address when it is paired anew: what was its earlier patient's must not come to it any more.
        others = (PushSubscription.endpoint_digest == known, PushSubscription.device_id != phone.device_id)
        db.session.execute(delete(PushSubscription).where(*others))
        # The worker may be about to forget it.
        row = db.session.get(PushSubscription, phone.device_id, with_for_update=True)
        is_new = row is None
        if row is None:
            row = PushSubscription(device_id=phone.device_id, patient_id=phone.patient_id, subscribed_at=now)
            db.session.add(row)
        if (row.endpoint, row.p256dh, row.auth) != (asked.endpoint, asked.p256dh, asked.auth):
            row.endpoint, row.endpoint_digest, row.p256dh, row.auth = asked.endpoint, known, asked.p256dh, asked.auth
            row.subscribed_at, row.accepted_at, row.accepted_topics, row.refused_at = now, None, "", None
        row.language, row.seen_at, row.is_dead = language, now, False
        db.session.flush()
        own = PushSubscription.patient_id == phone.patient_id
        seen_last = select(PushSubscription.device_id).where(own).order_by(PushSubscription.seen_at.desc())
        db.session.execute(
            delete(PushSubscription).where(own, PushSubscription.device_id.not_in(seen_last.limit(MOST_PHONES)))
        )
    return is_new


def unsubscribe(device_id: UUID) -> None:
    """Reach this phone no more."""
    with writing():
        db.session.execute(delete(PushSubscription).where(PushSubscription.device_id == device_id))


def reach_again(connection: Connection, patient_id: UUID, topic: str) -> bool:
    """In the caller's transaction: let this patient's phones be sent once more what they have had; whether one had it."""
    topics, accepted = PushSubscription.accepted_topics, topic + MARKS[Verdict.ACCEPTED]
    had_it = (PushSubscription.patient_id == patient_id, topics.contains(accepted, autoescape=True))
    forgotten = update(PushSubscription).where(*had_it).values(accepted_topics=func.replace(topics, accepted, ""))
    return bool(connection.execute(forgotten).rowcount)


def note_opened(device_id: UUID, *, now: datetime) -> None:
    """A reminder was tapped on this phone."""
    with writing():
        db.session.execute(
            update(PushSubscription).where(PushSubscription.device_id == device_id).values(opened_at=now, seen_at=now)
        )
