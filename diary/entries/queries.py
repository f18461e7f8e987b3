"""What days of the diary say now, and what they said before."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, case, func, select

from diary.db import db
from diary.entries.statements import EFFECT, ENTRY, MEDICINE, VERSION
from diary.entries.values import DayEntry, EarlierSave, Effect, KeptDays

OF_DAY = ("stamp", "asked", "pain", "worst", "sleep", "medicine", "relief", "goal", "bothered", "note", "corrected_at", "author", "source")


def days_of(patient_id: UUID, area_id: UUID, first: date, last: date) -> list[DayEntry]:
    """What each day from first to last shows, oldest first; a day without an entry is not in the list."""
    span = (patient_id, area_id, first, last)
    effects, medicines = effects_by_day(*span), medicines_by_day(*span)
    statement = (
        select(ENTRY, VERSION.c.zone)
        .join(VERSION, VERSION.c.id == ENTRY.c.version_id)
        .where(*in_span(ENTRY, *span))
        .order_by(ENTRY.c.for_day)
    )
    return [day_entry(row, effects[row.for_day], medicines[row.for_day]) for row in rows_of(statement)]


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


def kept_days(patient_id: UUID, area_id: UUID, first: date, last: date) -> KeptDays:
    """How many days from first to last hold an entry, by how it was made."""
    how = case((ENTRY.c.source == "paper", "paper"), else_=ENTRY.c.stamp).label("how")
    statement = select(how, func.count().label("days")).where(*in_span(ENTRY, patient_id, area_id, first, last)).group_by(how)
    return KeptDays(**{row.how: row.days for row in rows_of(statement)})


def first_day(patient_id: UUID, area_id: UUID) -> date | None:
    """The oldest day of the area that holds an entry."""
    statement = select(func.min(ENTRY.c.for_day)).where(ENTRY.c.patient_id == patient_id, ENTRY.c.area_id == area_id)
    return db.session.connection().execute(statement).scalar()


def rows_of(statement: Any) -> Sequence[Row[Any]]:
    return db.session.connection().execute(statement).all()


def in_span(table: Table, patient_id: UUID, area_id: UUID, first: date, last: date) -> list[ColumnElement[bool]]:
    columns = table.c
    return [columns.patient_id == patient_id, columns.area_id == area_id, columns.for_day.between(first, last)]


def effects_by_day(*span: Any) -> dict[date, list[Effect]]:
    found: dict[date, list[Effect]] = defaultdict(list)
    for row in rows_of(select(EFFECT).where(*in_span(EFFECT, *span)).order_by(EFFECT.c.effect)):
        found[row.for_day].append(Effect(effect=row.effect, severity=row.severity, words=row.words))
    return found


def medicines_by_day(*span: Any) -> dict[date, list[str]]:
    found: dict[date, list[str]] = defaultdict(list)
    for row in rows_of(select(MEDICINE).where(*in_span(MEDICINE, *span)).order_by(MEDICINE.c.medicine_class)):
        found[row.for_day].append(row.medicine_class)
    return found


def day_entry(row: Row[Any], effects: Sequence[Effect], medicines: Sequence[str]) -> DayEntry:
    said = {name: getattr(row, name) for name in OF_DAY}
    return DayEntry(
        day=row.for_day,
        edited=row.versions > 1,
        zone=row.zone,
        effects=tuple(effects),
        medicine_classes=tuple(medicines),
        **said,
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
