"""The statements that keep a save. Core, not the ORM: on this path the ORM costs more than the database."""

from collections.abc import Callable
from functools import cache
from typing import cast

from sqlalchemy import (
    Insert,
    Table,
    bindparam,
    delete,
    insert,
    null,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from diary.entries.models import Entry, EntryEffect, EntryMedicine, ErasedVersion, UnshownVersion, Version
from diary.practice.models import Area, Patient

VERSION, UNSHOWN_VERSION, ERASED, ENTRY, EFFECT, MEDICINE, PATIENT, AREA = (
    cast(Table, model.__table__)
    for model in (Version, UnshownVersion, ErasedVersion, Entry, EntryEffect, EntryMedicine, Patient, Area)
)
UPSERTS: dict[str, Callable[[Table], postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}
DAY = ("patient_id", "area_id", "for_day")

# Who a patient is and which areas are theirs. Saves of one patient queue up here until the one before is committed, so
# what follows sees all of it; on SQLite they did so when their transaction began.
HOLD_PATIENT = (
    select(PATIENT.c.id, PATIENT.c.revision, AREA.c.id.label("area_id"))
    .select_from(PATIENT)
    .outerjoin(AREA, AREA.c.patient_id == PATIENT.c.id)
    .where(PATIENT.c.id == bindparam("patient"))
    .with_for_update(of=PATIENT, key_share=True)
)
# What was kept under an id, by whomever; an id that was erased on purpose has no fingerprint any more.
FIND_KNOWN = union_all(
    select(VERSION.c.id, VERSION.c.patient_id, VERSION.c.digest).where(VERSION.c.id == bindparam("id")),
    select(ERASED.c.id, null(), null()).where(ERASED.c.id == bindparam("id")),
)
ADD_VERSIONS, ADD_UNSHOWN = insert(VERSION), insert(UNSHOWN_VERSION)
RAISE_REVISION = update(PATIENT).where(PATIENT.c.id == bindparam("patient")).values(revision=bindparam("to"))
COUNT_SAVES = (
    update(ENTRY)
    .where(*(ENTRY.c[name] == bindparam(f"this_{name}") for name in DAY))
    .values(versions=ENTRY.c.versions + bindparam("more"))
)
ADD_EFFECTS, ADD_MEDICINES = insert(EFFECT), insert(MEDICINE)
DROP_PARTS = [
    delete(table).where(*(table.c[name] == bindparam(f"this_{name}") for name in DAY)) for table in (EFFECT, MEDICINE)
]


@cache
def show_day(dialect: str) -> Insert:
    """Add a day with its first saves, or let it show a save that was edited later than the one it shows; answers with how many
    saves there were of it, and with nothing when it goes on showing what it shows."""
    adding = UPSERTS[dialect](ENTRY)
    came = adding.excluded
    instead = {column.name: came[column.name] for column in ENTRY.c if column.name not in DAY}
    showing = adding.on_conflict_do_update(
        index_elements=DAY,
        set_=instead | {"versions": ENTRY.c.versions + came.versions},
        where=tuple_(ENTRY.c.corrected_at, ENTRY.c.version_id) < tuple_(came.corrected_at, came.version_id),
    )
    return showing.returning(*(ENTRY.c[name] for name in (*DAY, "versions")))
