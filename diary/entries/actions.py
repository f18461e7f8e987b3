"""Keeping what a patient saves: every version for ever, and what each day shows now."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, insert

from diary.audit.domain import Actor
from diary.db import writing
from diary.entries.keeping_actions import Kind, keep_version
from diary.entries.rows import day_of, effect_rows, entry_row, medicine_rows
from diary.entries.statements import DROP_PARTS, EFFECT, MEDICINE, SHOW_INSTEAD, count_saves
from diary.entries.values import Delivery, EntryBody, Envelope, Verdict
from diary.entries.wire import AREA, NUMBER, read_entry
from diary.errors import Invalid

EntrySave = tuple[Delivery, EntryBody]


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


def show_newest(connection: Connection, saves: Sequence[EntrySave]) -> None:
    """Let each day show its newest save, unless it shows one that was edited later."""
    by_day: dict[tuple[UUID | None, date], list[EntrySave]] = defaultdict(list)
    for save in saves:
        by_day[save[0].version.area, save[0].version.for_day].append(save)
    newest = {day: max(of_day, key=edited_at) for day, of_day in by_day.items()}
    counted = [entry_row(*newest[day]) | {"versions": len(of_day)} for day, of_day in by_day.items()]
    shown = connection.execute(count_saves(connection.dialect.name), counted).all()
    showing = {(row.area_id, row.for_day): (row.corrected_at, row.version_id) for row in shown}
    edited = [save for day, save in newest.items() if edited_at(save) > showing[day]]
    show_instead(connection, edited)
    add_parts(connection, edited + [save for day, save in newest.items() if edited_at(save) == showing[day]])


def edited_at(save: EntrySave) -> tuple[datetime, UUID]:
    return save[0].version.order_key


def show_instead(connection: Connection, saves: Sequence[EntrySave]) -> None:
    """Put these saves in the place of those that their days show."""
    if not saves:
        return
    days = [{f"this_{name}": value for name, value in day_of(delivery).items()} for delivery, _body in saves]
    connection.execute(SHOW_INSTEAD, [entry_row(*save) | day for save, day in zip(saves, days, strict=True)])
    for statement in DROP_PARTS:
        connection.execute(statement, days)


def add_parts(connection: Connection, saves: Sequence[EntrySave]) -> None:
    for table, rows_of in ((EFFECT, effect_rows), (MEDICINE, medicine_rows)):
        rows = [row for save in saves for row in rows_of(*save)]
        if rows:
            connection.execute(insert(table), rows)


ENTRY_KIND = Kind(read=read_for_day, show=show_newest)
