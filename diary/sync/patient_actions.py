"""Keep what a patient agrees to: a save like any other, shown where the clinic's records have it."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import Connection, Table, bindparam, insert, select

from diary.audit.actions import record
from diary.entries.keeping_actions import Kind, on_its_day
from diary.entries.statements import PATIENT
from diary.entries.values import Delivery
from diary.practice.consent_actions import action_of
from diary.practice.models import Consent
from diary.prefs.actions import PREFS_KIND
from diary.sync.patient_wire import ConsentBody, read_consent

ADD_CONSENT = insert(cast(Table, Consent.__table__))
PRACTICE_OF = select(PATIENT.c.practice_id).where(PATIENT.c.id == bindparam("patient"))


def show_consents(connection: Connection, saves: Sequence[tuple[Delivery, ConsentBody]]) -> None:
    """Every answer stands, in the audit too; the latest counts."""
    connection.execute(ADD_CONSENT, [consent_row(delivery, body) for delivery, body in saves])
    for delivery, body in saves:
        practice = connection.execute(PRACTICE_OF, {"patient": delivery.patient_id}).scalar_one()
        record(
            action_of(agreed=body.agreed),
            delivery.actor,
            now=delivery.received_at,
            practice_id=practice,
            patient_id=delivery.patient_id,
            detail=body.wording_version,
        )


def consent_row(delivery: Delivery, body: ConsentBody) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "patient_id": delivery.patient_id,
        "wording_version": body.wording_version,
        "wording": body.wording,
        "language": body.language,
        "agreed": body.agreed,
        "answered_at": delivery.version.corrected_at,
        "device_id": delivery.actor.id,
        "version_id": delivery.version.id,
    }


KINDS: dict[str, Kind[Any]] = {
    "consent": Kind(read=on_its_day(read_consent), show=show_consents),
    "prefs": PREFS_KIND,
}
