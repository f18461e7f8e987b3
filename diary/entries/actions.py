"""Keeping what a patient saves: every version for ever, and what each day shows now."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, insert

from diary.audit.domain import Actor
from diary.db import db, writing
from diary.entries.rows import day_of, effect_rows, entry_row, medicine_rows, version_row
from diary.entries.statements import (
    DROP_PARTS,
    EFFECT,
    LOOK_UP,
    MEDICINE,
    RAISE_REVISION,
    SHOW_INSTEAD,
    add_version,
    count_save,
)
from diary.entries.values import Delivery, EntryBody, Envelope, Verdict
from diary.entries.wire import AREA, NUMBER, read_entry
from diary.errors import Invalid, NotFound

Body = TypeVar("Body")


def record_entry(patient_id: UUID, version: Envelope, *, actor: Actor, source: str, now: datetime) -> Verdict:
    """Keep one save of a check-in for ever; the day shows the newest by edit time.

    Args:
        patient_id: Whose diary; taken from the login, never from the phone.
        version: What was saved, with the clock skew it was saved under.
        actor: Who wrote it.
        source: How it came: phone, form, paper, kiosk, import.
        now: Server time of receipt, aware.

    Returns:
        STORED, SAME (these bytes were here already; nothing is written) or DIFFERS (same id, other bytes).

    Raises:
        Invalid: An answer cannot be kept, the day has not come, or the area is not the patient's own.
        Forbidden: The actor may not write in this way.
        NotFound: There is no such patient.
    """
    delivery = Delivery(patient_id=patient_id, version=version, actor=actor, source=source, received_at=now)
    with writing():
        return keep_entry(delivery)


def keep_entry(delivery: Delivery) -> Verdict:
    """Keep a check-in and let its day show it, for a caller that commits; one statement after another."""
    return keep_version(delivery, read_for_day, show_if_newest)


def keep_version(
    delivery: Delivery,
    read: Callable[[Delivery], Body],
    show: Callable[[Connection, Delivery, Body], None],
) -> Verdict:
    """Keep a save of any kind, for a caller that commits.

    Args:
        delivery: The save and how it came.
        read: Reads its body and refuses what cannot be kept, before anything is written.
        show: Puts what was read where the screens find it.
    """
    connection = db.session.connection()
    verdict = verdict_on(connection, delivery)
    if verdict:
        return verdict
    body = read(delivery)
    if not store(connection, delivery):
        return verdict_on(connection, delivery) or Verdict.DIFFERS
    show(connection, delivery, body)
    return Verdict.STORED


def keep_unshown(delivery: Delivery) -> Verdict:
    """Keep a save of a kind that no screen knows yet, for a caller that commits."""
    return keep_version(delivery, lambda _delivery: None, lambda _connection, _delivery, _body: None)


def verdict_on(connection: Connection, delivery: Delivery) -> Verdict | None:
    """SAME or DIFFERS for a version that is here already; refuses a patient or an area that is not."""
    version = delivery.version
    wanted = {"patient": delivery.patient_id, "version": version.id, "area": version.area}
    known = connection.execute(LOOK_UP, wanted).one_or_none()
    if known is None:
        raise NotFound
    if known.digest is not None:
        same = (known.patient_id, known.digest) == (delivery.patient_id, version.digest)
        return Verdict.SAME if same else Verdict.DIFFERS
    if known.area_id != version.area:
        raise Invalid({"area": AREA})
    return None


def store(connection: Connection, delivery: Delivery) -> bool:
    """Add the version under the patient's next revision; False when another delivery of it was faster."""
    patient = delivery.patient_id
    revision = connection.execute(RAISE_REVISION, {"patient": patient, "by": 1}).scalar_one()
    row = version_row(delivery, revision)
    if connection.execute(add_version(connection.dialect.name), row).one_or_none():
        return True
    connection.execute(RAISE_REVISION, {"patient": patient, "by": -1})
    return False


def read_for_day(delivery: Delivery) -> EntryBody:
    """The answers of a check-in; a day that still takes a number must have one."""
    if delivery.version.kind != "entry" or delivery.version.area is None:
        raise Invalid({"area": AREA})
    stamp, body = delivery.stamp, read_entry(delivery.version.body)
    if body.pain is None and stamp != "recalled":
        raise Invalid({"pain": NUMBER})
    return body


def show_if_newest(connection: Connection, delivery: Delivery, body: EntryBody) -> None:
    """Let the day show this save, unless it shows one that was edited later."""
    row = entry_row(delivery, body)
    shown = connection.execute(count_save(connection.dialect.name), row | {"versions": 1}).one()
    if shown.versions > 1:
        if (shown.corrected_at, shown.version_id) > delivery.version.order_key:
            return
        this_day = {f"this_{name}": value for name, value in day_of(delivery).items()}
        connection.execute(SHOW_INSTEAD, row | this_day)
        for statement in DROP_PARTS:
            connection.execute(statement, this_day)
    add_parts(connection, delivery, body)


def add_parts(connection: Connection, delivery: Delivery, body: EntryBody) -> None:
    for table, rows in ((EFFECT, effect_rows(delivery, body)), (MEDICINE, medicine_rows(delivery, body))):
        if rows:
            connection.execute(insert(table), rows)
