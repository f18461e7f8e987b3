"""Keeping what a patient saves: every version for ever, and what each day shows now."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from diary.audit.domain import Actor
from diary.db import writing
from diary.entries.keeping_actions import Kind, keep_version
from diary.entries.rows import day_of, effect_rows, entry_row, medicine_rows
from diary.entries.statements import ADD_EFFECTS, ADD_MEDICINES, COUNT_SAVES, DROP_PARTS, show_day
from diary.entries.values import Delivery, EntryBody, Envelope, Verdict
from diary.entries.wire import AREA, NUMBER, read_entry
from diary.errors import Invalid
from diary.prepared_statements import Direct, direct

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
    of_day: dict[tuple[UUID | None, date], list[EntrySave]] = defaultdict(list)
    for save in saves:
        of_day[save[0].version.area, save[0].version.for_day].append(save)
    newest = {day: max(saves, key=edited_at) for day, saves in of_day.items()}
    driver = direct(connection)
    rows = [entry_row(*newest[day]) | {"versions": len(saves)} for day, saves in of_day.items()]
    shown = {
        (row.area_id, row.for_day): row.versions for row in driver.rows_of_each(show_day(driver.dialect.name), rows)
    }
    edited = [newest[day] for day, versions in shown.items() if versions > len(of_day[day])]
    drop_parts(driver, edited)
    add_parts(driver, [newest[day] for day in shown])
    driver.run(
        COUNT_SAVES, [this_day(newest[day]) | {"more": len(of_day[day])} for day in of_day.keys() - shown.keys()]
    )


def edited_at(save: EntrySave) -> tuple[datetime, UUID]:
    return save[0].version.order_key


def drop_parts(driver: Direct, saves: Sequence[EntrySave]) -> None:
    for statement in DROP_PARTS:
        driver.run(statement, [this_day(save) for save in saves])


def add_parts(driver: Direct, saves: Sequence[EntrySave]) -> None:
    driver.run(ADD_EFFECTS, [row for save in saves for row in effect_rows(*save)])
    driver.run(ADD_MEDICINES, [row for save in saves for row in medicine_rows(*save)])


def this_day(save: EntrySave) -> dict[str, Any]:
    return {f"this_{name}": value for name, value in day_of(save[0]).items()}


ENTRY_KIND = Kind(read=read_for_day, show=show_newest)
