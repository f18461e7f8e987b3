"""Keeping what a patient saves: every version for ever, and what each day shows now."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert

from diary.audit.domain import Actor
from diary.db import writing
from diary.entries.keeping_actions import Kind, keep_version
from diary.entries.rows import day_of, effect_rows, entry_row, medicine_rows
from diary.entries.statements import DROP_PARTS, EFFECT, MEDICINE, SHOW_INSTEAD, count_save
from diary.entries.values import Delivery, EntryBody, Envelope, Verdict
from diary.entries.wire import AREA, NUMBER, read_entry
from diary.errors import Invalid


def record_entry(patient_id: UUID, version: Envelope, *, actor: Actor, source: str, now: datetime) -> Verdict:
    """Keep one save of a check-in for ever; the day shows the newest by edit time.

    Args:
        patient_id: Whose diary; taken from the login, never from the phone.
        version: What was saved, with the clock skew it was saved under.
        actor: Who wrote it.
        source: How it came: phone, form, paper, kiosk, import.
        now: Server time of receipt, aware.

    Returns:
        STORED, SAME (these bytes were here already; nothing is written), DIFFERS (same id, other bytes) or ERASED.

    Raises:
        Invalid: An answer cannot be kept, the day has not come, or the area is not the patient's own.
        Forbidden: The actor may not write in this way.
        NotFound: There is no such patient.
    """
    delivery = Delivery(patient_id=patient_id, version=version, actor=actor, source=source, received_at=now)
    with writing():
        return keep_entry(delivery)


def keep_entry(delivery: Delivery) -> Verdict:
    """Keep a check-in and let its day show it, for a caller that commits."""
    return keep_version(delivery, ENTRY_KIND)


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


ENTRY_KIND = Kind(read=read_for_day, show=show_if_newest)
