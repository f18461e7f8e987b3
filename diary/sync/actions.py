"""Keep what a phone sends: all that can be kept in one transaction, and a word on each that cannot."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from diary.audit.domain import Actor
from diary.checks.actions import KINDS as CHECK_KINDS
from diary.db import db
from diary.effects.actions import KINDS as EFFECT_KINDS
from diary.entries.actions import ENTRY_KIND
from diary.entries.keeping_actions import UNSHOWN, Kind
from diary.entries.strict import UUID_SHAPE
from diary.entries.together_actions import keep_together
from diary.entries.values import Delivery, Envelope, Verdict
from diary.entries.wire import read_version
from diary.errors import Invalid
from diary.sync.patient_actions import KINDS as PATIENT_KINDS
from diary.sync.values import Result
from diary.text import Text

KINDS = {"entry": ENTRY_KIND} | CHECK_KINDS | EFFECT_KINDS | PATIENT_KINDS
TAKEN = Text("Something else was saved in its place before. Save it again.")


def receive(patient_id: UUID, items: Sequence[object], *, actor: Actor, now: datetime) -> list[Result]:
    """Keep the saves that a phone sends.

    Args:
        patient_id: Whose diary; taken from the login, never from the phone.
        items: Values of JSON, as they came.
        actor: The patient or the carer whose phone it is.
        now: Server time of receipt, aware.

    Returns:
        What became of each, in their order. One that cannot be kept stops none of the others.

    Raises:
        NotFound: There is no such patient.
    """
    found = [read_item(item) for item in items]
    deliveries = [
        Delivery(patient_id=patient_id, version=version, actor=actor, source="phone", received_at=now)
        for version in found
        if isinstance(version, Envelope)
    ]
    db.session.rollback()  # nobody waits with the database in hand
    outcomes = iter(keep_together([(delivery, kind_of(delivery)) for delivery in deliveries]))
    return [
        result_of(item, next(outcomes) if isinstance(read, Envelope) else read)
        for item, read in zip(items, found, strict=True)
    ]


def read_item(item: object) -> Envelope | Invalid:
    try:
        return read_version(item)
    except Invalid as refusal:
        return refusal


def kind_of(delivery: Delivery) -> Kind[Any]:
    """How a save is shown; one of a kind that only newer phones know is kept and waits."""
    return KINDS.get(delivery.version.kind, UNSHOWN)


def result_of(item: object, outcome: Verdict | Invalid) -> Result:
    if isinstance(outcome, Invalid):
        return Result(id=id_of(item), verdict="invalid", errors=outcome.fields)
    errors = {"id": TAKEN} if outcome is Verdict.DIFFERS else {}
    return Result(id=id_of(item), verdict=outcome, errors=errors)


def id_of(item: object) -> str | None:
    """The id under which the phone keeps an item, if it can be read."""
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) and UUID_SHAPE.fullmatch(found) else None
