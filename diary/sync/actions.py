"""Keep what a phone sends: all that can be kept in one transaction, and a word on each that cannot."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from diary.accounts.domain import SignedInPhone
from diary.accounts.phone_actions import note_zone
from diary.audit.domain import Actor
from diary.checks.actions import KINDS as CHECK_KINDS
from diary.days import zones
from diary.db import writing
from diary.effects.actions import KINDS as EFFECT_KINDS
from diary.entries.actions import ENTRY_KIND
from diary.entries.cursor_queries import HistoryLost, refuse_if_lost
from diary.entries.keeping_actions import UNSHOWN, Kind, Outcome
from diary.entries.strict import UUID_SHAPE
from diary.entries.together_actions import keep_together
from diary.entries.values import Cursor, Delivery, Envelope, Kept, Verdict
from diary.entries.wire import read_version
from diary.errors import Invalid
from diary.practice.reminder_actions import plan_reminders_again
from diary.prepared_statements import reading
from diary.sync.patient_actions import KINDS as PATIENT_KINDS
from diary.sync.values import Result
from diary.text import Text

KINDS = {"entry": ENTRY_KIND} | CHECK_KINDS | EFFECT_KINDS | PATIENT_KINDS
DECISIONS = tuple(PATIENT_KINDS)
START = Cursor()
TAKEN = Text("Something else was saved in its place before. Save it again.")


def receive(
    patient_id: UUID, items: Sequence[object], *, actor: Actor, now: datetime, cursor: Cursor = START
) -> list[Result] | None:
    """Keep the saves that a phone sends.

    Args:
        patient_id: Whose diary; taken from the login, never from the phone.
        items: Values of JSON, as they came.
        actor: The patient or the carer whose phone it is.
        now: Server time of receipt, aware.
        cursor: How far the phone knows the diary.

    Returns:
        What became of each, in their order. One that cannot be kept stops none of the others. None when this database lacks
        what the phone was told: nothing is kept then, for all that the phone ever sent comes again first, and were anything
        kept now, the cursor might catch up unseen.

    Raises:
        NotFound: There is no such patient.
    """
    found = [read_item(item) for item in items]
    deliveries = [
        Delivery(patient_id=patient_id, version=version, actor=actor, source="phone", received_at=now)
        for version in found
        if isinstance(version, Envelope)
    ]
    try:
        outcomes = iter(keep_all(patient_id, deliveries, cursor))
    except HistoryLost:
        return None
    return [
        result_of(item, next(outcomes) if isinstance(read, Envelope) else read)
        for item, read in zip(items, found, strict=True)
    ]


def follow(phone: SignedInPhone, zone: str | None, *, now: datetime) -> None:
    """A phone that travels takes the patient's reminders along."""
    if zone != phone.zone and zone in zones():  # else nothing is written, so nobody waits for a turn
        with writing():
            if note_zone(phone, zone):
                plan_reminders_again(phone.patient_id, now=now)


def keep_all(patient_id: UUID, deliveries: Sequence[Delivery], cursor: Cursor) -> list[Outcome]:
    if deliveries:
        return keep_together(patient_id, [(delivery, kind_of(delivery)) for delivery in deliveries], cursor)
    with reading() as driver:
        refuse_if_lost(driver, patient_id, cursor)
    return []


def decides(items: Iterable[object]) -> bool:
    """Whether a patient's decision is among these saves: once it is sent, a phone goes by what the server says of it."""
    return any(isinstance(item, dict) and item.get("kind") in DECISIONS for item in items)


def read_item(item: object) -> Envelope | Invalid:
    try:
        return read_version(item)
    except Invalid as refusal:
        return refusal


def kind_of(delivery: Delivery) -> Kind[Any]:
    """How a save is shown; one of a kind that only newer phones know is kept and waits."""
    return KINDS.get(delivery.version.kind, UNSHOWN)


def result_of(item: object, outcome: Kept | Invalid) -> Result:
    if isinstance(outcome, Invalid):
        return Result(id=id_of(item), verdict="invalid", errors=outcome.fields)
    errors = {"id": TAKEN} if outcome.verdict is Verdict.DIFFERS else {}
    return Result(id=id_of(item), verdict=outcome.verdict, errors=errors, revision=outcome.revision)


def id_of(item: object) -> str | None:
    """The id under which the phone keeps an item, if it can be read."""
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) and UUID_SHAPE.fullmatch(found) else None
