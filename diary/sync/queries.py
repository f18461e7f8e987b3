"""What came into a diary since a phone last asked."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select

from diary.db import db
from diary.entries.statements import PATIENT, VERSION
from diary.errors import NotFound
from diary.sync.values import Changes, KeptVersion

MOST_VERSIONS = 499  # an answer carries 500 changes at most, and the facts are one

REVISION = select(PATIENT.c.revision).where(PATIENT.c.id == bindparam("patient"))
BUT: BindParameter[UUID] = bindparam("but", expanding=True)
NEWER = (
    select(
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


def changes_after(patient_id: UUID, since: int, *, first: date, but: Collection[UUID]) -> Changes:
    """What a phone does not have yet.

    Args:
        patient_id: Whose diary.
        since: The cursor that the phone was given last; 0 for a new phone. One from the future of this database, as
            after a restored backup, counts as 0.
        first: Days before this one are left out.
        but: Ids of saves that the phone has anyway.

    Returns:
        At most 499 saves of any kind. All that were stored up to the cursor are among them or were sent before: the
        revision is raised by whoever stores and seen with what was stored, so none can turn up behind it later.
    """
    connection = db.session.connection()
    until = connection.execute(REVISION, {"patient": patient_id}).scalar_one_or_none()
    if until is None:
        raise NotFound
    wanted = {"patient": patient_id, "since": since if since <= until else 0, "until": until, "first": first}
    rows = connection.execute(NEWER, wanted | {"but": list(but)}).all()
    kept = [KeptVersion(**row._mapping) for row in rows[:MOST_VERSIONS]]
    more = len(rows) > MOST_VERSIONS
    return Changes(versions=kept, cursor=kept[-1].revision if more else until, more=more)
