"""Which phones can be reached."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Table, select

from diary.accounts.models import Device
from diary.db import db
from diary.push.models import PushSubscription
from diary.push.values import Reachable, Reached, Receiver

PHONE = cast(
    Table, PushSubscription.__table__
)  # rows, not objects: a thousand are read before a thousand pushes go out
SIGNED_IN = (
    select(PHONE)
    .join(Device, Device.id == PHONE.c.device_id)
    .where(Device.signed_out_at.is_(None))
    .order_by(PHONE.c.subscribed_at)
)


def reachable(patients: Collection[UUID], *, seen_since: datetime | None = None) -> dict[UUID, list[Reachable]]:
    """The phones of each of these patients that are signed in and can be reached, the carers' too.

    Args:
        patients: By id.
        seen_since: Only those with which the diary was opened since then, aware.
    """
    query = SIGNED_IN.where(PHONE.c.patient_id.in_(patients))
    if seen_since is not None:
        query = query.where(PHONE.c.seen_at >= seen_since)
    phones = defaultdict(list)
    for row in db.session.connection().execute(query):
        phones[row.patient_id].append(phone_in(row))
    return phones


def reachable_phone(device_id: UUID) -> Reachable | None:
    """One phone; none when it cannot be reached."""
    row = db.session.execute(SIGNED_IN.where(PHONE.c.device_id == device_id)).first()
    return phone_in(row) if row else None


def phone_in(row: Row[Any]) -> Reachable:
    return Reachable(
        device_id=row.device_id,
        patient_id=row.patient_id,
        receiver=Receiver(endpoint=row.endpoint, p256dh=row.p256dh, auth=row.auth),
        language=row.language,
        accepted_topics=row.accepted_topics,
    )


def reached(patient_id: UUID) -> list[Reached]:
    """What became of the pushes to each of this patient's phones; whoever asks has passed the door to the patient."""
    rows = db.session.execute(SIGNED_IN.where(PHONE.c.patient_id == patient_id))
    return [
        Reached(seen_at=row.seen_at, accepted_at=row.accepted_at, opened_at=row.opened_at, refused_at=row.refused_at)
        for row in rows
    ]
