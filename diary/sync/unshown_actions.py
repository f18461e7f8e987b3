"""Show what came before the diary knew how: saves of a kind that only this release knows."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import BindParameter, Row, bindparam, delete, select
from sqlalchemy.exc import DataError, IntegrityError

from diary.db import db, writing
from diary.entries.keeping_actions import Kind, hold_patients
from diary.entries.rows import delivery_in
from diary.entries.statements import UNSHOWN_VERSION, VERSION
from diary.entries.values import Delivery
from diary.errors import Invalid
from diary.prepared_statements import direct
from diary.sync.actions import KINDS

log = structlog.get_logger()
Save = tuple[Delivery, Any]  # with what it says

KNOWN: BindParameter[str] = bindparam("kinds", expanding=True)
WAITING = select(VERSION).join(UNSHOWN_VERSION).where(VERSION.c.kind.in_(KNOWN))
OF_PATIENT = WAITING.where(VERSION.c.patient_id == bindparam("patient")).order_by(VERSION.c.kind, VERSION.c.revision)
PATIENTS = WAITING.with_only_columns(VERSION.c.patient_id).distinct()
WAITS_NO_MORE = delete(UNSHOWN_VERSION).where(UNSHOWN_VERSION.c.version_id == bindparam("shown"))


def show_what_waited() -> int:
    """Put the saves whose kind this release knows, and the one that took them did not, where the screens find them.

    Each patient's are a transaction of their own, so this may be cut off anywhere and done again. What cannot be read stays
    kept, and waits on.

    Returns:
        How many no longer wait.
    """
    patients = db.session.connection().execute(PATIENTS, {"kinds": list(KINDS)}).scalars().all()
    db.session.rollback()  # nobody waits with the database in hand
    return sum(show_of_patient(patient) for patient in patients)


def show_of_patient(patient_id: UUID) -> int:
    with writing():
        connection = db.session.connection()
        hold_patients(direct(connection), {patient_id})
        rows = connection.execute(OF_PATIENT, {"kinds": list(KINDS), "patient": patient_id}).all()
        return sum(
            show(KINDS[kind], [save for row in own if (save := read(row))])
            for kind, own in groupby(rows, lambda row: row.kind)
        )


def read(row: Row[Any]) -> Save | None:
    try:
        delivery = delivery_in(row)
        return delivery, KINDS[row.kind].read(delivery)
    except Invalid as refusal:
        log.warning("kept save stays unshown", kind=row.kind, fields=sorted(refusal.fields))
        return None


def show(kind: Kind[Any], saves: Sequence[Save]) -> int:
    """All at once; should the database itself refuse one of them, each on its own."""
    if not saves:
        return 0
    try:
        with db.session.begin_nested():
            connection = db.session.connection()
            kind.show(connection, saves)
            connection.execute(WAITS_NO_MORE, [{"shown": delivery.version.id} for delivery, _body in saves])
        return len(saves)
    except (DataError, IntegrityError) as refusal:
        if len(saves) == 1:
            log.error("kept save refused by the database", kind=type(refusal).__name__)
            return 0
    return sum(show(kind, [save]) for save in saves)
