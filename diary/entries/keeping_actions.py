"""Keep saves of any kind: each version once and for ever, under the patient's next revision."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Connection

from diary.db import db
from diary.entries.rows import version_row
from diary.entries.statements import ADD_VERSIONS, FIND_KNOWN, HOLD_PATIENT, RAISE_REVISION
from diary.entries.values import Delivery, Verdict
from diary.entries.wire import AREA
from diary.errors import Invalid, NotFound

Body = TypeVar("Body")
Known = dict[UUID, tuple[UUID | None, bytes | None]]  # id → whose and which bytes; neither for an erased one


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Body]):
    """How saves of one kind are read, refusing what cannot be kept, and put where the screens find them."""

    read: Callable[[Delivery], Body]
    show: Callable[[Connection, Sequence[tuple[Delivery, Body]]], None]


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


def keep_versions(saves: Sequence[tuple[Delivery, Kind[Any]]]) -> list[Verdict | Invalid]:
    """Keep the saves of one patient in the order they are given, for a caller that commits.

    Args:
        saves: One at least, each with its kind; all of the same patient.

    Returns:
        What became of each, in their order. One that cannot be kept stops none of the others.

    Raises:
        NotFound: There is no such patient.
    """
    connection = db.session.connection()
    areas = hold_patient(connection, saves[0][0].patient_id)
    known = find_known(connection, [delivery.version.id for delivery, _kind in saves])
    outcomes: list[Verdict | Invalid] = []
    fresh: list[tuple[Delivery, Kind[Any], Any]] = []
    for delivery, kind in saves:
        try:
            verdict = verdict_on(delivery, known, areas)
            if verdict is Verdict.STORED:
                fresh.append((delivery, kind, kind.read(delivery)))
                known[delivery.version.id] = (delivery.patient_id, delivery.version.digest)
            outcomes.append(verdict)
        except Invalid as refusal:
            outcomes.append(refusal)
    store(connection, [delivery for delivery, _kind, _body in fresh])
    for kind in dict.fromkeys(kind for _delivery, kind, _body in fresh):
        kind.show(connection, [(delivery, body) for delivery, its_kind, body in fresh if its_kind is kind])
    return outcomes


def hold_patient(connection: Connection, patient_id: UUID) -> set[UUID | None]:
    """Let nobody else save for this patient until the transaction ends; gives the patient's areas."""
    rows = connection.execute(HOLD_PATIENT, {"patient": patient_id}).all()
    if not rows:
        raise NotFound
    return {row.area_id for row in rows} | {None}


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


def store(connection: Connection, deliveries: Sequence[Delivery]) -> None:
    """Add the versions under the patient's next revisions; a phone that asks what is new sees all of them or none."""
    if not deliveries:
        return
    raised = {"patient": deliveries[0].patient_id, "by": len(deliveries)}
    last = connection.execute(RAISE_REVISION, raised).scalar_one()
    first = last - len(deliveries) + 1
    connection.execute(ADD_VERSIONS, [version_row(delivery, at) for at, delivery in enumerate(deliveries, first)])
