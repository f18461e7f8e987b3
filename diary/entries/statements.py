"""The statements that keep a save. Core, not the ORM: on this path the ORM costs more than the database."""

from collections.abc import Callable
from functools import cache
from typing import cast

from sqlalchemy import ColumnElement, Insert, Table, and_, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from diary.entries.models import Entry, EntryEffect, EntryMedicine, Version
from diary.practice.models import Area, Patient

VERSION, ENTRY, EFFECT, MEDICINE, PATIENT, AREA = (
    cast(Table, model.__table__) for model in (Version, Entry, EntryEffect, EntryMedicine, Patient, Area)
)
UPSERTS: dict[str, Callable[[Table], postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}
DAY = ("patient_id", "area_id", "for_day")


def of_this_day(table: Table) -> list[ColumnElement[bool]]:
    """The rows of one patient's area and day."""
    return [table.c[name] == bindparam(f"this_{name}") for name in DAY]


# The patient, this version if it is known, and the area if it is the patient's own: one look for three questions.
LOOK_UP = (
    select(VERSION.c.patient_id, VERSION.c.digest, AREA.c.id.label("area_id"))
    .select_from(PATIENT)
    .outerjoin(VERSION, VERSION.c.id == bindparam("version"))
    .outerjoin(AREA, and_(AREA.c.id == bindparam("area"), AREA.c.patient_id == PATIENT.c.id))
    .where(PATIENT.c.id == bindparam("patient"))
)
# Raising the revision also makes saves of one patient queue up, so what follows sees the one before it.
RAISE_REVISION = (
    update(PATIENT)
    .where(PATIENT.c.id == bindparam("patient"))
    .values(revision=PATIENT.c.revision + bindparam("by"))
    .returning(PATIENT.c.revision)
)
SHOW_INSTEAD = update(ENTRY).where(*of_this_day(ENTRY))
DROP_PARTS = (delete(EFFECT).where(*of_this_day(EFFECT)), delete(MEDICINE).where(*of_this_day(MEDICINE)))


@cache
def add_version(dialect: str) -> Insert:
    """Add a version; answers with nothing when its id was added meanwhile."""
    return UPSERTS[dialect](VERSION).on_conflict_do_nothing(index_elements=["id"]).returning(VERSION.c.id)


@cache
def count_save(dialect: str) -> Insert:
    """Add a day's first save, or count one more; answers with the save that the day shows."""
    adding = UPSERTS[dialect](ENTRY)
    counting = adding.on_conflict_do_update(index_elements=DAY, set_={"versions": ENTRY.c.versions + 1})
    return counting.returning(ENTRY.c.versions, ENTRY.c.corrected_at, ENTRY.c.version_id)
