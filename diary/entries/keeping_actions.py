"""Keep saves of any kind: each version once and for ever, under its patient's next revision."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from diary.db import db
from diary.entries.canonical import DAMAGED
from diary.entries.rows import version_row
from diary.entries.statements import ADD_VERSIONS, FIND_KNOWN, HOLD_PATIENTS, RAISE_REVISION
from diary.entries.values import Delivery, Verdict
from diary.entries.wire import AREA
from diary.errors import Invalid, NotFound

log = structlog.get_logger()
Body = TypeVar("Body")
Known = dict[UUID, tuple[UUID | None, bytes | None]]  # id → whose and which bytes; neither for an erased one


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Body]):
    """How saves of one kind are read, refusing what cannot be kept, and put where the screens find them."""

    read: Callable[[Delivery], Body]
    show: Callable[[Connection, Sequence[tuple[Delivery, Body]]], None]


@dataclass(slots=True)
class Held:
    """A patient for whom nobody else saves now: the revision so far, and the areas that a save may be about."""

    revision: int
    areas: set[UUID | None]

    def next_revision(self) -> int:
        self.revision += 1
        return self.revision


Save = tuple[Delivery, Kind[Any]]
Outcome = Verdict | Invalid


def on_its_day(read: Callable[[Mapping[str, object]], Body]) -> Callable[[Delivery], Body]:
    """Read the body of a save whose day has come."""

    def read_body(delivery: Delivery) -> Body:
        delivery.refuse_coming_day()
        return read(delivery.version.body)

    return read_body


UNSHOWN: Kind[None] = Kind(read=lambda _delivery: None, show=lambda _connection, _saves: None)


def keep_version(delivery: Delivery, kind: Kind[Any]) -> Verdict:
    """Keep one save, for a caller that commits.

    Raises:
        Invalid: It cannot be kept.
        NotFound: There is no such patient.
    """
    [outcome] = keep_versions([(delivery, kind)])
    if isinstance(outcome, Invalid):
        raise outcome
    return outcome


def keep_versions(saves: Sequence[Save]) -> list[Outcome]:
    """Keep the saves of one or more patients in the order they are given, for a caller that commits.

    Args:
        saves: One at least, each with its kind.

    Returns:
        What became of each, in their order. One that cannot be kept stops none of the others.

    Raises:
        NotFound: There is no such patient.
    """
    connection = db.session.connection()
    held = hold_patients(connection, {delivery.patient_id for delivery, _kind in saves})
    known = find_known(connection, [delivery.version.id for delivery, _kind in saves])
    outcomes: list[Outcome] = []
    fresh: list[tuple[Delivery, Kind[Any], Any]] = []
    for delivery, kind in saves:
        try:
            verdict = verdict_on(delivery, known, held[delivery.patient_id].areas)
            if verdict is Verdict.STORED:
                fresh.append((delivery, kind, kind.read(delivery)))
                known[delivery.version.id] = (delivery.patient_id, delivery.version.digest)
            outcomes.append(verdict)
        except Invalid as refusal:
            outcomes.append(refusal)
    store(connection, [delivery for delivery, _kind, _body in fresh], held)
    for kind in dict.fromkeys(kind for _delivery, kind, _body in fresh):
        kind.show(connection, [(delivery, body) for delivery, its_kind, body in fresh if its_kind is kind])
    return outcomes


def keep_what_fits(saves: Sequence[Save]) -> list[Outcome]:
    """Keep all saves at once; should the database itself refuse one of them, each on its own."""
    try:
        with db.session.begin_nested():
            return keep_versions(saves)
    except (DataError, IntegrityError):
        return [outcome for save in saves for outcome in keep_alone(save)]


def keep_alone(save: Save) -> list[Outcome]:
    """What our rules let through and the database does not is a defect of ours, and must not hold up a phone for ever."""
    try:
        with db.session.begin_nested():
            return keep_versions([save])
    except (DataError, IntegrityError) as refusal:
        log.error("save refused by the database", kind=type(refusal).__name__)
        return [Invalid({"version": DAMAGED})]


def hold_patients(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Held]:
    """Let nobody else save for these patients until the transaction ends."""
    held: dict[UUID, Held] = {}
    for patient_id, revision, area_id in connection.execute(HOLD_PATIENTS, {"patients": list(ids)}):
        held.setdefault(patient_id, Held(revision, {None})).areas.add(area_id)
    if len(held) < len(ids):
        raise NotFound
    return held


def find_known(connection: Connection, ids: Sequence[UUID]) -> Known:
    return {row.id: (row.patient_id, row.digest) for row in connection.execute(FIND_KNOWN, {"ids": ids})}


def verdict_on(delivery: Delivery, known: Known, areas: Collection[UUID | None]) -> Verdict:
    """What becomes of a save, judged by what is here already; refuses an area that is not the patient's own."""
    version = delivery.version
    if version.id in known:
        owner, digest = known[version.id]
        if owner is None:
            return Verdict.ERASED
        return Verdict.SAME if (owner, digest) == (delivery.patient_id, version.digest) else Verdict.DIFFERS
    if version.area not in areas:
        raise Invalid({"area": AREA})
    return Verdict.STORED


def store(connection: Connection, deliveries: Sequence[Delivery], held: Mapping[UUID, Held]) -> None:
    """Add the versions under the patients' next revisions; a phone that asks what is new sees all of them or none."""
    if not deliveries:
        return
    rows = [version_row(delivery, held[delivery.patient_id].next_revision()) for delivery in deliveries]
    saving = dict.fromkeys(delivery.patient_id for delivery in deliveries)
    connection.execute(RAISE_REVISION, [{"patient": one, "to": held[one].revision} for one in saving])
    connection.execute(ADD_VERSIONS, rows)
