"""Whether there is anything to do, in one look that changes nothing: most ticks find nothing."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from diary.db import db
from diary.practice.access import PATIENT
from diary.reminders.statements import DUE, SLOT

# The first of each by its index: PostgreSQL, asked only whether there is one, may read them all.
ANYTHING = select(
    func.coalesce(
        select(SLOT.c.id).where(DUE).order_by(SLOT.c.next_at).limit(1).scalar_subquery(),
        select(PATIENT.c.id)
        .where(PATIENT.c.reminders_at <= bindparam("now"))
        .order_by(PATIENT.c.reminders_at)
        .limit(1)
        .scalar_subquery(),
    )
)


def is_anything_due(now: datetime) -> bool:
    """A reminder is to be sent or was missed, or somebody's are to be planned."""
    # One question needs no transaction around it, which PostgreSQL would have to be told of twice.
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        return connection.scalar(ANYTHING, {"now": now}) is not None
