"""The statements that keep what followed a session where screens find it."""

from functools import cache
from typing import cast

from sqlalchemy import Insert, Table, bindparam, case, insert, update

from diary.effects.models import AfterAnswer, AfterEffect, FlagCard, ReliefEnd
from diary.entries.statements import UPSERTS

AFTER, AFTER_EFFECT, RELIEF_END, FLAG = (
    cast(Table, model.__table__) for model in (AfterAnswer, AfterEffect, ReliefEnd, FlagCard)
)
ADD_AFTER, ADD_AFTER_EFFECT, ADD_RELIEF_END = insert(AFTER), insert(AFTER_EFFECT), insert(RELIEF_END)
SHOW_FLAG_INSTEAD = update(FLAG).where(
    FLAG.c.patient_id == bindparam("this_patient"), FLAG.c.id == bindparam("this_card")
)


@cache
def show_flag(dialect: str) -> Insert:
    """Add a card, or note that it was shown earlier than known; answers with the save that it shows."""
    adding = UPSERTS[dialect](FLAG)
    earlier = case((adding.excluded.shown_at < FLAG.c.shown_at, adding.excluded.shown_at), else_=FLAG.c.shown_at)
    showing = adding.on_conflict_do_update(index_elements=["patient_id", "id"], set_={"shown_at": earlier})
    return showing.returning(FLAG.c.corrected_at, FLAG.c.version_id)
