"""What days of the diary say now, and what they said before."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, bindparam, select

from diary.db import db
from diary.entries.statements import EFFECT, ENTRY, MEDICINE, VERSION
from diary.entries.values import DayEntry, EarlierSave, Effect

Span = dict[str, Any]
OF_DAY = (
    "stamp",
    "asked",
    "pain",
    "worst",
    "sleep",
    "medicine",
    "relief",
    "goal",
    "bothered",
    "note",
    "corrected_at",
    "author",
    "source",
)


def in_span(table: Table) -> list[ColumnElement[bool]]:
    """The rows of one area from one day to another."""
    columns = table.c
    of_area = [columns.patient_id == bindparam("patient"), columns.area_id == bindparam("area")]
    return [*of_area, columns.for_day.between(bindparam("first"), bindparam("last"))]


# Built once: a page that reads a course spends longer on building its statements than on the rows.
DAYS = (
    select(ENTRY.c.for_day, ENTRY.c.versions, VERSION.c.zone, *(ENTRY.c[name] for name in OF_DAY))
    .join(VERSION, VERSION.c.id == ENTRY.c.version_id)
    .where(*in_span(ENTRY))
    .order_by(ENTRY.c.for_day)
)
EFFECTS = (
    select(EFFECT.c.for_day, EFFECT.c.effect, EFFECT.c.severity, EFFECT.c.words)
    .where(*in_span(EFFECT))
    .order_by(EFFECT.c.effect)
)
MEDICINES = (
    select(MEDICINE.c.for_day, MEDICINE.c.medicine_class).where(*in_span(MEDICINE)).order_by(MEDICINE.c.medicine_class)
)


def days_of(patient_id: UUID, area_id: UUID, first: date, last: date) -> list[DayEntry]:
    """What each day from first to last shows, oldest first; a day without an entry is not in the list."""
    span = span_of(patient_id, area_id, first, last)
    effects, medicines = effects_by_day(span), medicines_by_day(span)
    return [day_entry(row, effects.get(row[0], ()), medicines.get(row[0], ())) for row in rows_of(DAYS, span)]


def entry_of(patient_id: UUID, area_id: UUID, day: date) -> DayEntry | None:
    """What one day shows, or None when it has no entry."""
    return next(iter(days_of(patient_id, area_id, day, day)), None)


def history_of(patient_id: UUID, area_id: UUID, day: date) -> list[EarlierSave]:
    """Every save of one day, newest edit first; what its author typed, counted or not."""
    statement = (
        select(VERSION)
        .where(
            VERSION.c.patient_id == patient_id,
            VERSION.c.kind == "entry",
            VERSION.c.for_day == day,
            VERSION.c.area_id == area_id,
        )
        .order_by(VERSION.c.corrected_at.desc(), VERSION.c.id.desc())
    )
    return [earlier_save(row) for row in rows_of(statement)]


def rows_of(statement: Any, values: Span | None = None) -> Sequence[Row[Any]]:
    return db.session.connection().execute(statement, values).all()


def span_of(patient_id: UUID, area_id: UUID, first: date, last: date) -> Span:
    return {"patient": patient_id, "area": area_id, "first": first, "last": last}


def effects_by_day(span: Span) -> dict[date, list[Effect]]:
    found: dict[date, list[Effect]] = defaultdict(list)
    for row in rows_of(EFFECTS, span):
        found[row.for_day].append(Effect(effect=row.effect, severity=row.severity, words=row.words))
    return found


def medicines_by_day(span: Span) -> dict[date, list[str]]:
    found: dict[date, list[str]] = defaultdict(list)
    for row in rows_of(MEDICINES, span):
        found[row.for_day].append(row.medicine_class)
    return found


def day_entry(row: Row[Any], effects: Sequence[Effect], medicines: Sequence[str]) -> DayEntry:
    day, versions, zone, *said = tuple(row)
    return DayEntry(
        day=day,
        edited=versions > 1,
        zone=zone,
        effects=tuple(effects),
        medicine_classes=tuple(medicines),
        **dict(zip(OF_DAY, said, strict=True)),
    )


def earlier_save(row: Row[Any]) -> EarlierSave:
    return EarlierSave(
        id=row.id,
        pain=json.loads(row.body)["body"].get("pain"),
        stamp=row.stamp,
        corrected_at=row.corrected_at,
        zone=row.zone,
        author=row.author,
        source=row.source,
    )
