"""What stood at an earlier moment, read from the history: who stopped sharing is shown as of then."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, case, select

from diary.db import UtcDateTime
from diary.entries.queries import in_span, rows_of, span_of
from diary.entries.rows import as_shown
from diary.entries.statements import VERSION
from diary.entries.values import Body, DayEntry, EntryBody, ReadSave
from diary.entries.wire import read_entry
from diary.errors import Invalid

OF_DAY = ("stamp", "corrected_at", "zone", "author", "source")
Reader = Callable[[Mapping[str, object]], Body]

# By when a save had been made: one that came had been, whatever the clock of its phone said.
MADE_BY = case((VERSION.c.received_at < VERSION.c.corrected_at, VERSION.c.received_at), else_=VERSION.c.corrected_at)
UNTIL = bindparam("until", type_=UtcDateTime)
OF_PATIENT = VERSION.c.patient_id == bindparam("patient")
IDS = select(VERSION.c.id).where(OF_PATIENT, UNTIL >= MADE_BY)
SAVES = (
    select(*(VERSION.c[name] for name in ("id", "for_day", "body", *OF_DAY)), MADE_BY.label("made_by"))
    .where(VERSION.c.kind == bindparam("kind"), UNTIL >= MADE_BY)
    .order_by(VERSION.c.corrected_at, VERSION.c.id)
)
OF_KIND = SAVES.where(OF_PATIENT)
OF_DAYS = SAVES.where(*in_span(VERSION))


def ids_until(patient_id: UUID, until: datetime) -> set[UUID]:
    """Which saves of any kind a patient had made by a moment."""
    return {row.id for row in rows_of(IDS, {"patient": patient_id, "until": until})}


def saves_until(patient_id: UUID, kind: str, until: datetime, read: Reader[Body]) -> Iterator[ReadSave[Body]]:
    """What a patient had saved of one kind at a moment, in order."""
    return said_in(OF_KIND, {"patient": patient_id, "kind": kind, "until": until}, read)


def days_until(patient_id: UUID, area_id: UUID, first: date, last: date, until: datetime) -> list[DayEntry]:
    """What `diary.entries.queries.days_of` gave at a moment."""
    span = span_of(patient_id, area_id, first, last) | {"kind": "entry", "until": until}
    saves = list(said_in(OF_DAYS, span, read_entry))
    count = Counter(save.for_day for save in saves)
    newest = {save.for_day: save for save in saves}
    return [day_then(save, edited=count[day] > 1) for day, save in sorted(newest.items())]


def day_then(save: ReadSave[EntryBody], *, edited: bool) -> DayEntry:
    shown = as_shown(save.body, save.stamp)
    said = {name: getattr(shown, name) for name in EntryBody.__dataclass_fields__} | {
        "effects": tuple(sorted(shown.effects, key=lambda one: one.effect)),
        "medicine_classes": tuple(sorted(shown.medicine_classes)),
    }
    of_save = {name: getattr(save, name) for name in OF_DAY}
    return DayEntry(day=save.for_day, edited=edited, **of_save, **said)


def said_in(statement: Select[Any], values: dict[str, Any], read: Reader[Body]) -> Iterator[ReadSave[Body]]:
    """Leaves out what nobody can read: an earlier release kept it without knowing what it is."""
    for row in rows_of(statement, values):
        try:
            body = read(json.loads(row.body)["body"])
        except Invalid:
            continue
        yield ReadSave(**{**row._mapping, "body": body})
