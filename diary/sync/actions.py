"""Keep what a phone sends: all that can be kept in one transaction, and a word on each that cannot."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.exc import DataError, IntegrityError

from diary.audit.domain import Actor
from diary.checks.actions import KINDS as CHECK_KINDS
from diary.db import db, writing
from diary.entries.actions import ENTRY_KIND
from diary.entries.canonical import DAMAGED
from diary.entries.keeping_actions import UNSHOWN, Kind, keep_versions
from diary.entries.strict import UUID_SHAPE
from diary.entries.values import Delivery, Envelope, Verdict
from diary.entries.wire import read_version
from diary.errors import Invalid
from diary.sync.values import Result
from diary.text import Text

KINDS = {"entry": ENTRY_KIND} | CHECK_KINDS
TAKEN = Text("Something else was saved in its place before. Save it again.")
Save = tuple[Delivery, Kind[Any]]

log = structlog.get_logger()


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
    db.session.rollback()  # the login was read under the lock for writing, and reading the items takes time
    found = [read_item(item) for item in items]
    deliveries = [
        Delivery(patient_id=patient_id, version=version, actor=actor, source="phone", received_at=now)
        for version in found
        if isinstance(version, Envelope)
    ]
    with writing():
        outcomes = iter(keep_what_fits([(delivery, kind_of(delivery)) for delivery in deliveries]))
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


def keep_what_fits(saves: Sequence[Save]) -> list[Verdict | Invalid]:
    """Keep all saves at once; should the database itself refuse one of them, each on its own."""
    if not saves:
        return []
    try:
        with db.session.begin_nested():
            return keep_versions(saves)
    except (DataError, IntegrityError):
        return [outcome for save in saves for outcome in keep_alone(save)]


def keep_alone(save: Save) -> list[Verdict | Invalid]:
    """What our rules let through and the database does not is a defect of ours, and must not hold up a phone for ever."""
    try:
        with db.session.begin_nested():
            return keep_versions([save])
    except (DataError, IntegrityError) as refusal:
        log.error("save refused by the database", kind=type(refusal).__name__)
        return [Invalid({"version": DAMAGED})]


def result_of(item: object, outcome: Verdict | Invalid) -> Result:
    if isinstance(outcome, Invalid):
        return Result(id=id_of(item), verdict="invalid", errors=outcome.fields)
    errors = {"id": TAKEN} if outcome is Verdict.DIFFERS else {}
    return Result(id=id_of(item), verdict=outcome, errors=errors)


def id_of(item: object) -> str | None:
    """The id under which the phone keeps an item, if it can be read."""
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) and UUID_SHAPE.fullmatch(found) else None
