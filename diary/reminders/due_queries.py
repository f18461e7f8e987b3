"""Whether there is anything to do, in one look that changes nothing: most ticks find nothing."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from diary.db import db
from diary.practice.access import PATIENT
from diary.reminders.statements import DUE, SLOT, TO_PLAN

# The first of each by its index: PostgreSQL, asked only whether there is one, may read them all.
ANYTHING = select(
    func.coalesce(
        select(SLOT.c.id).where(DUE).order_by(SLOT.c.next_at).limit(1).scalar_subquery(),
        select(PATIENT.c.id).where(TO_PLAN).order_by(PATIENT.c.reminders_at).limit(1).scalar_subquery(),
    )
)


# One question needs no transaction, of which PostgreSQL would have to be told twice. SQLite is told nothing over a network, and
# SQLAlchemy would leave its connection with one that Python begins by itself.
OPTIONS: dict[str, dict[str, Any]] = {"postgresql": {"isolation_level": "AUTOCOMMIT"}, "sqlite": {}}


def is_anything_due(now: datetime) -> bool:
    """A reminder is to be sent or was missed, or somebody's are to be planned."""
    with db.engine.connect().execution_options(**OPTIONS[db.engine.dialect.name]) as connection:
        return connection.scalar(ANYTHING, {"now": now}) is not None
