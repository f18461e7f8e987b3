"""Which phones can be reached."""

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Select, Table, bindparam, select

from diary.accounts.models import Device
from diary.db import UtcDateTime, db
from diary.many_ids import among
from diary.push.models import PushSubscription
from diary.push.values import Reachable, Reached, Receiver

PHONE = cast(Table, PushSubscription.__table__)
ALWAYS = datetime.min.replace(tzinfo=UTC)
WHERE_TO = ("device_id", "patient_id", "endpoint", "p256dh", "auth", "language", "accepted_topics")
HOW_IT_WENT = ("seen_at", "accepted_at", "opened_at", "refused_at")


def signed_in(*columns: str) -> Select[Any]:
    """These columns of the phones that are signed in."""
    return (
        select(*(PHONE.c[name] for name in columns))
        .join(Device, Device.id == PHONE.c.device_id)
        .where(Device.signed_out_at.is_(None))
        .order_by(PHONE.c.subscribed_at)
    )


OF_PATIENTS = signed_in(*WHERE_TO).where(
    among(PHONE.c.patient_id, "patients"),
    PHONE.c.seen_at >= bindparam("seen_since", type_=UtcDateTime),
    PHONE.c.is_dead.is_(False),
)
OF_PHONE = signed_in(*WHERE_TO).where(PHONE.c.device_id == bindparam("device"))
OF_PATIENT = signed_in(*HOW_IT_WENT).where(PHONE.c.patient_id == bindparam("patient"))


def reachable(patients: Collection[UUID], *, seen_since: datetime = ALWAYS) -> dict[UUID, list[Reachable]]:
    """The phones of each of these patients that are signed in and can be reached, the carers' too.

    Args:
        patients: By id.
        seen_since: Only those with which the diary was opened since then, aware.
    """
    phones = defaultdict(list)
    for row in db.session.connection().execute(OF_PATIENTS, {"patients": patients, "seen_since": seen_since}):
        phones[row.patient_id].append(phone_in(row))
    return phones


def reachable_phone(device_id: UUID) -> Reachable | None:
    """One phone; none when it cannot be reached."""
    row = db.session.execute(OF_PHONE, {"device": device_id}).first()
    return phone_in(row) if row else None


def phone_in(row: Row[Any]) -> Reachable:
    return Reachable(
        device_id=row.device_id,
        patient_id=row.patient_id,
        receiver=Receiver(endpoint=row.endpoint, p256dh=row.p256dh, auth=row.auth),
        language=row.language,
        topics=row.accepted_topics,
    )


def reached(patient_id: UUID) -> list[Reached]:
    """What became of the pushes to each of this patient's phones; whoever asks has passed the door to the patient."""
    return [Reached(**row._mapping) for row in db.session.execute(OF_PATIENT, {"patient": patient_id})]
