"""What came into a diary since a phone last asked."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select

from diary.db import db
from diary.entries.cursor_queries import history_of
from diary.entries.statements import VERSION
from diary.entries.values import Cursor
from diary.prepared_statements import reading
from diary.sync.values import Changes, KeptVersion, Result

MOST_VERSIONS = 498  # an answer carries 500 changes at most, and the facts are two


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


def changes_with(patient_id: UUID, results: Sequence[Result] | None, cursor: Cursor, *, first: date) -> Changes:
    """What a phone does not have yet once it hears what became of its saves.

    Args:
        patient_id: Whose diary.
        results: One for each save, in their order; None when this database lacks what the phone was told.
        cursor: How far the phone knows the diary.
        first: Days before this one are left out.
    """
    if results is None:
        return changes_after(patient_id, 0, first=first, but=())
    stored = [result for result in results if result.revision is not None]
    if stored and stored[-1].revision == cursor.revision + len(stored):  # nobody else saved since
        return Changes(versions=[], cursor=stored[-1].revision, mark=UUID(stored[-1].id), more=False)
    own = [UUID(result.id) for result in results if result.id]
    return changes_after(patient_id, cursor.revision, first=first, but=own)


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
    with reading() as driver:
        history = history_of(driver, patient_id, since)
    wanted = {"patient": patient_id, "since": since, "until": history.revision, "first": first}
    rows = db.session.connection().execute(NEWER, wanted | {"but": list(but)}).all()
    kept = [KeptVersion(**row._mapping) for row in rows[:MOST_VERSIONS]]
    if len(rows) > MOST_VERSIONS:
        return Changes(versions=kept, cursor=kept[-1].revision, mark=kept[-1].id, more=True)
    return Changes(versions=kept, cursor=history.revision, mark=history.last, more=False)
