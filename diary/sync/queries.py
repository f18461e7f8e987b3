"""What came into a diary since a phone last asked."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Integer, Row, ScalarSelect, bindparam, select

from diary.db import db
from diary.entries.statements import PATIENT, VERSION
from diary.errors import NotFound
from diary.sync.values import Changes, KeptVersion

MOST_VERSIONS = 498  # an answer carries 500 changes at most, and the facts are two


def save_at(revision: ColumnElement[int]) -> ScalarSelect[UUID]:
    """The id of the patient's save under a revision."""
    return (
        select(VERSION.c.id)
        .where(VERSION.c.patient_id == PATIENT.c.id, VERSION.c.revision == revision)
        .scalar_subquery()
    )


# How far the diary goes, and the saves that stand at a phone's cursor and at the end.
HISTORY = select(
    PATIENT.c.revision,
    save_at(bindparam("since", type_=Integer)).label("then"),
    save_at(PATIENT.c.revision).label("last"),
).where(PATIENT.c.id == bindparam("patient"))
BUT: BindParameter[UUID] = bindparam("but", expanding=True)
NEWER = (
    select(
        VERSION.c.id,
        VERSION.c.revision,
        VERSION.c.body.label("canonical"),
        VERSION.c.author,
        VERSION.c.source,
        VERSION.c.received_at,
    )
    .where(
        VERSION.c.patient_id == bindparam("patient"),
        VERSION.c.revision > bindparam("since"),
        VERSION.c.revision <= bindparam("until"),
        VERSION.c.for_day >= bindparam("first"),
        VERSION.c.id.not_in(BUT),
    )
    .order_by(VERSION.c.revision)
    .limit(MOST_VERSIONS + 1)
)


def has_lost(patient_id: UUID, since: int, mark: UUID | None) -> bool:
    """Whether a phone was once told of what this database does not hold: it was restored from a backup.

    Args:
        patient_id: Whose diary.
        since: The cursor that the phone was given last.
        mark: The id of the save that stood at that cursor, if the phone knows it. Others may have saved since the
            backup came back, so that the cursor alone tells nothing.

    Raises:
        NotFound: There is no such patient.
    """
    history = history_of(patient_id, since)
    return since > history.revision or (mark is not None and history.then not in (None, mark))


def history_of(patient_id: UUID, since: int) -> Row[Any]:
    found = db.session.connection().execute(HISTORY, {"patient": patient_id, "since": since}).one_or_none()
    if found is None:
        raise NotFound
    return found


def changes_after(patient_id: UUID, since: int, *, first: date, but: Collection[UUID]) -> Changes:
    """What a phone does not have yet.

    Args:
        patient_id: Whose diary.
        since: The cursor that the phone was given last; 0 for a new phone.
        first: Days before this one are left out.
        but: Ids of saves that the phone has anyway.

    Returns:
        At most 498 saves of any kind. All that were stored up to the cursor are among them or were sent before: the
        revision is raised by whoever stores and seen with what was stored, so none can turn up behind it later.
    """
    history = history_of(patient_id, since)
    wanted = {"patient": patient_id, "since": since, "until": history.revision, "first": first}
    rows = db.session.connection().execute(NEWER, wanted | {"but": list(but)}).all()
    kept = [KeptVersion(**row._mapping) for row in rows[:MOST_VERSIONS]]
    if len(rows) > MOST_VERSIONS:
        return Changes(versions=kept, cursor=kept[-1].revision, mark=kept[-1].id, more=True)
    return Changes(versions=kept, cursor=history.revision, mark=history.last, more=False)
