"""Whether there is anything to do, in one look that changes nothing: most ticks find nothing."""

from datetime import datetime

from sqlalchemy import bindparam, or_, select

from diary.db import db
from diary.practice.access import PATIENT
from diary.reminders.statements import DUE, SLOT

ANYTHING = select(
    or_(
        select(SLOT.c.id).where(DUE).exists(),
        select(PATIENT.c.id).where(PATIENT.c.reminders_at <= bindparam("now")).exists(),
    )
)


def is_anything_due(now: datetime) -> bool:
    """A reminder is to be sent or was missed, or somebody's are to be planned."""
    found = bool(db.session.connection().scalar(ANYTHING, {"now": now}))
    db.session.rollback()
    return found
