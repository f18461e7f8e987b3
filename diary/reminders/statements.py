"""The statements of the ledger, each one round to the database whatever the number of slots."""

from functools import cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Insert,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from diary.entries.statements import UPSERTS
from diary.many_ids import among
from diary.practice.access import PATIENT
from diary.reminders.models import WAITING, ReminderSlot

SLOT = cast(Table, ReminderSlot.__table__)
OF_A_DAY = ("patient_id", "day", "kind", "about")
TIMES = ("due_at", "ends_at", "next_at", "zone")
# In the order of Claimed, and no more than it holds: a moment costs more to read than the rest of a row.
TAKEN = ("id", "patient_id", "day", "zone", "kind", "about", "ends_at", "tries", "put_offs")
# Nobody has it, or who had it died.
FREE = or_(SLOT.c.leased_until.is_(None), SLOT.c.leased_until <= bindparam("now"))
IN_NOBODYS_HAND = or_(PATIENT.c.planned_until.is_(None), PATIENT.c.planned_until <= bindparam("now"))
TO_PLAN = and_(PATIENT.c.reminders_at <= bindparam("now"), IN_NOBODYS_HAND)
DUE = and_(WAITING, SLOT.c.next_at <= bindparam("now"), FREE)


# Where a row lies: within one statement it is found by that without a search for its id.
PLACE = {"sqlite": "rowid", "postgresql": "ctid"}


def next_slots(dialect: str, window: ColumnElement[bool]) -> Update:
    """The change of the next slots to look at, those that wait longest first.

    Of several workers each has slots that no other has: PostgreSQL skips what is held, SQLite writes one at a time.
    """
    place: ColumnElement[Any] = literal_column(f"{SLOT.name}.{PLACE[dialect]}")
    slots = select(place.label("place")).where(DUE, window).order_by(SLOT.c.next_at)
    # A table of its own is looked for once: a plain subquery may be asked again for each row, past its limit.
    chosen = slots.limit(bindparam("most")).with_for_update(skip_locked=True).cte(nesting=True)
    return update(SLOT).where(place.in_(select(chosen.c.place)))


@cache
def claim(dialect: str) -> ReturningUpdate[Any]:
    """Take slots that are due."""
    return (
        next_slots(dialect, SLOT.c.ends_at > bindparam("now"))
        .values(leased_until=bindparam("until"), tries=SLOT.c.tries + 1)
        .returning(*(SLOT.c[name] for name in TAKEN))
    )


@cache
def miss(dialect: str) -> Update:
    """Note slots that are too late to be sent."""
    return next_slots(dialect, SLOT.c.ends_at <= bindparam("now")).values(state="missed", settled_at=bindparam("now"))


# Whoever took it: nobody has one that the patient has put off for an hour meanwhile.
TAKEN_BY_SOMEBODY = SLOT.c.leased_until.is_not(None)
# A push that went out is sent, even if its window ended meanwhile.
SETTLE = (
    update(SLOT)
    .where(among(SLOT.c.id, "slots"), SLOT.c.state.in_(("waiting", "missed")), TAKEN_BY_SOMEBODY)
    .values(state=bindparam("as"), settled_at=bindparam("now"))
)
PUT_OFF = (
    update(SLOT)
    .where(SLOT.c.id == bindparam("slot"), WAITING, TAKEN_BY_SOMEBODY)
    .values(next_at=bindparam("until"), leased_until=None, put_offs=SLOT.c.put_offs + 1)
)
# What nobody began may still be taken back.
DROP = delete(SLOT).where(SLOT.c.id == bindparam("slot"), WAITING, SLOT.c.tries == 0)


@cache
def add_slots(dialect: str) -> Insert:
    """Add slots; one that is there already moves to its new time, unless somebody began to send it."""
    adding = UPSERTS[dialect](SLOT)
    return adding.on_conflict_do_update(
        index_elements=OF_A_DAY,
        set_={name: adding.excluded[name] for name in TIMES},
        where=(SLOT.c.state == "waiting") & (SLOT.c.tries == 0),
    )
