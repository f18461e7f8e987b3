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
from diary.entries.statements import ADD_UNSHOWN, ADD_VERSIONS, FIND_KNOWN, HOLD_PATIENT, RAISE_REVISION
from diary.entries.values import Delivery, Kept, Verdict
from diary.entries.wire import AREA
from diary.errors import Invalid, NotFound
from diary.prepared_statements import Direct, direct

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


@dataclass(frozen=True, slots=True)
class Fresh:
    """A save that nobody kept before, and under which revision it is kept now."""

    delivery: Delivery
    kind: Kind[Any]
    body: Any
    revision: int


Save = tuple[Delivery, Kind[Any]]
Outcome = Kept | Invalid


def on_its_day(read: Callable[[Mapping[str, object]], Body]) -> Callable[[Delivery], Body]:
    """Read the body of a save whose day has come."""

    def read_body(delivery: Delivery) -> Body:
        delivery.refuse_coming_day()
        return read(delivery.version.body)

    return read_body


def note_unshown(connection: Connection, saves: Sequence[tuple[Delivery, None]]) -> None:
    """They wait for a release that knows their kind."""
    connection.execute(ADD_UNSHOWN, [{"version_id": delivery.version.id} for delivery, _nothing in saves])


UNSHOWN: Kind[None] = Kind(read=lambda _delivery: None, show=note_unshown)


def keep_version(delivery: Delivery, kind: Kind[Any]) -> Verdict:
    """Keep one save, for a caller that commits.

    Raises:
        Invalid: It cannot be kept.
        NotFound: There is no such patient.
    """
    [outcome] = keep_versions(db.session.connection(), [(delivery, kind)])
    if isinstance(outcome, Invalid):
        raise outcome
    return outcome.verdict


def keep_versions(connection: Connection, saves: Sequence[Save]) -> list[Outcome]:
    """Keep the saves of one or more patients in the order they are given, for a caller that commits.

    Args:
        connection: In a transaction that may write.
        saves: Each with its kind.

    Returns:
        What became of each, in their order. One that cannot be kept stops none of the others.

    Raises:
        NotFound: There is no such patient.
    """
    driver = direct(connection)
    held = hold_patients(driver, {delivery.patient_id for delivery, _kind in saves})
    known = find_known(driver, [delivery.version.id for delivery, _kind in saves])
    outcomes: list[Outcome] = []
    fresh: list[Fresh] = []
    for delivery, kind in saves:
        patient = held[delivery.patient_id]
        try:
            verdict = verdict_on(delivery, known, patient.areas)
            if verdict is Verdict.STORED:
                fresh.append(Fresh(delivery, kind, kind.read(delivery), patient.next_revision()))
                known[delivery.version.id] = (delivery.patient_id, delivery.version.digest)
            outcomes.append(Kept(verdict, patient.revision if verdict is Verdict.STORED else None))
        except Invalid as refusal:
            outcomes.append(refusal)
    store(driver, fresh, held)
    for kind in dict.fromkeys(one.kind for one in fresh):
        kind.show(connection, [(one.delivery, one.body) for one in fresh if one.kind is kind])
    return outcomes


def keep_what_fits(connection: Connection, saves: Sequence[Save]) -> list[Outcome]:
    """Keep all saves at once; should the database itself refuse one of them, each on its own."""
    try:
        with connection.begin_nested():
            return keep_versions(connection, saves)
    except (DataError, IntegrityError):
        return [outcome for save in saves for outcome in keep_alone(connection, save)]


def keep_alone(connection: Connection, save: Save) -> list[Outcome]:
    """What our rules let through and the database does not is a defect of ours, and must not hold up a phone for ever."""
    try:
        with connection.begin_nested():
            return keep_versions(connection, [save])
    except (DataError, IntegrityError) as refusal:
        log.error("save refused by the database", kind=type(refusal).__name__)
        return [Invalid({"version": DAMAGED})]


def hold_patients(driver: Direct, ids: Collection[UUID]) -> dict[UUID, Held]:
    """Let nobody else save for these patients until the transaction ends.

    Always in the order of their ids: two who each hold a patient that the other waits for would wait for ever.
    """
    held: dict[UUID, Held] = {}
    for row in driver.rows_of_each(HOLD_PATIENT, [{"patient": patient_id} for patient_id in sorted(ids)]):
        held.setdefault(row.id, Held(row.revision, {None})).areas.add(row.area_id)
    if len(held) < len(ids):
        raise NotFound
    return held


def find_known(driver: Direct, ids: Sequence[UUID]) -> Known:
    found = driver.rows_of_each(FIND_KNOWN, [{"id": version_id} for version_id in ids])
    return {row.id: (row.patient_id, row.digest) for row in found}


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


def store(driver: Direct, fresh: Sequence[Fresh], held: Mapping[UUID, Held]) -> None:
    """Add the versions under the patients' next revisions; a phone that asks what is new sees all of them or none."""
    saving = dict.fromkeys(one.delivery.patient_id for one in fresh)
    driver.run(RAISE_REVISION, [{"patient": one, "to": held[one].revision} for one in saving])
    driver.run(ADD_VERSIONS, [version_row(one.delivery, one.revision) for one in fresh])
