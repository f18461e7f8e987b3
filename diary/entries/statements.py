"""The statements that keep a save. Core, not the ORM: on this path the ORM costs more than the database."""

from collections.abc import Callable
from functools import cache
from typing import cast
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Insert,
    Table,
    bindparam,
    delete,
    insert,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from diary.entries.models import Entry, EntryEffect, EntryMedicine, ErasedVersion, Version
from diary.practice.models import Area, Patient

VERSION, ERASED, ENTRY, EFFECT, MEDICINE, PATIENT, AREA = (
    cast(Table, model.__table__) for model in (Version, ErasedVersion, Entry, EntryEffect, EntryMedicine, Patient, Area)
)
UPSERTS: dict[str, Callable[[Table], postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}
DAY = ("patient_id", "area_id", "for_day")


def of_this_day(table: Table) -> list[ColumnElement[bool]]:
    """The rows of one patient's area and day."""
    return [table.c[name] == bindparam(f"this_{name}") for name in DAY]


PATIENTS: BindParameter[UUID] = bindparam("patients", expanding=True)
# Who the patients are and which areas are theirs. Saves of one patient queue up here until the one before is committed, so
# what follows sees all of it; on SQLite they did so when their transaction began. Always in the order of their ids: two
# who each hold a patient that the other waits for would wait for ever.
HOLD_PATIENTS = (
    select(PATIENT.c.id, PATIENT.c.revision, AREA.c.id.label("area_id"))
    .select_from(PATIENT)
    .outerjoin(AREA, AREA.c.patient_id == PATIENT.c.id)
    .where(PATIENT.c.id.in_(PATIENTS))
    .order_by(PATIENT.c.id)
    .with_for_update(of=PATIENT, key_share=True)
)
IDS: BindParameter[UUID] = bindparam("ids", expanding=True)
# What was kept under these ids, by whomever; an id that was erased on purpose has no fingerprint any more.
FIND_KNOWN = union_all(
    select(VERSION.c.id, VERSION.c.patient_id, VERSION.c.digest).where(VERSION.c.id.in_(IDS)),
    select(ERASED.c.id, null(), null()).where(ERASED.c.id.in_(IDS)),
)
ADD_VERSIONS = insert(VERSION)
RAISE_REVISION = update(PATIENT).where(PATIENT.c.id == bindparam("patient")).values(revision=bindparam("to"))
SHOW_INSTEAD = update(ENTRY).where(*of_this_day(ENTRY))
DROP_PARTS = (delete(EFFECT).where(*of_this_day(EFFECT)), delete(MEDICINE).where(*of_this_day(MEDICINE)))


@cache
def count_saves(dialect: str) -> Insert:
    """Add a day with its first saves, or count some more; answers with the save that the day shows."""
    adding = UPSERTS[dialect](ENTRY)
    more = {"versions": ENTRY.c.versions + adding.excluded.versions}
    counting = adding.on_conflict_do_update(index_elements=DAY, set_=more)
    return counting.returning(ENTRY.c.area_id, ENTRY.c.for_day, ENTRY.c.corrected_at, ENTRY.c.version_id)
