"""Keep what a patient decides: a save like any other, shown where the clinic's records have it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, insert, select

from diary.audit.actions import ADD_EVENTS, event_row
from diary.entries.keeping_actions import Kind, on_its_day
from diary.entries.rows import dated
from diary.entries.statements import PATIENT
from diary.entries.values import Delivery
from diary.practice.consent_actions import action_of
from diary.practice.models import Consent
from diary.practice.reminder_actions import PLAN_AGAIN
from diary.prefs.actions import PREFS_KIND
from diary.reminders.plan_actions import PLAN_KIND
from diary.sync.patient_wire import ConsentBody, read_consent

ADD_CONSENT = insert(cast(Table, Consent.__table__))
PRACTICE_OF = select(PATIENT.c.practice_id).where(PATIENT.c.id == bindparam("patient"))


def show_consents(connection: Connection, saves: Sequence[tuple[Delivery, ConsentBody]]) -> None:
    """Every answer stands, in the audit too. The latest counts; one that claims to come from the future counts as given when it
    came.
    """
    connection.execute(ADD_CONSENT, [consent_row(*save) for save in dated(saves)])
    connection.execute(ADD_EVENTS, [event_of(connection, *save) for save in saves])
    connection.execute(PLAN_AGAIN, [{"patient": save.patient_id, "now": save.received_at} for save, _body in saves])


def event_of(connection: Connection, delivery: Delivery, body: ConsentBody) -> dict[str, Any]:
    return event_row(
        action_of(agreed=body.agreed),
        delivery.actor,
        now=delivery.received_at,
        practice_id=connection.execute(PRACTICE_OF, {"patient": delivery.patient_id}).scalar_one(),
        patient_id=delivery.patient_id,
        detail=body.wording_version,
    )


def consent_row(at: datetime, delivery: Delivery, body: ConsentBody) -> dict[str, Any]:
    return {
        "id": delivery.version.id,
        "patient_id": delivery.patient_id,
        "wording_version": body.wording_version,
        "wording": body.wording,
        "language": body.language,
        "agreed": body.agreed,
        "answered_at": at,
        "device_id": delivery.actor.id,
        "version_id": delivery.version.id,
    }


KINDS: dict[str, Kind[Any]] = {
    "consent": Kind(read=on_its_day(read_consent), show=show_consents),
    "prefs": PREFS_KIND,
    "reminders": PLAN_KIND,
}
