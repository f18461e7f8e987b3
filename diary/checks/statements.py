"""The statements that keep checks, goals and questions where screens find them."""

from functools import cache
from typing import cast

from sqlalchemy import Insert, Table, bindparam, case, insert, update

from diary.checks.models import Goal, Question, WeeklyCheck
from diary.entries.statements import UPSERTS

CHECK, GOAL, QUESTION = (cast(Table, model.__table__) for model in (WeeklyCheck, Goal, Question))
ADD_CHECK, ADD_GOAL = insert(CHECK), insert(GOAL)
ASK_INSTEAD = update(QUESTION).where(
    QUESTION.c.patient_id == bindparam("this_patient"), QUESTION.c.id == bindparam("this_question")
)


@cache
def ask(dialect: str) -> Insert:
    """Add a question, or note an earlier day of asking; answers with the save that it shows."""
    adding = UPSERTS[dialect](QUESTION)
    earlier = case(
        (adding.excluded.asked_on < QUESTION.c.asked_on, adding.excluded.asked_on), else_=QUESTION.c.asked_on
    )
    asking = adding.on_conflict_do_update(index_elements=["patient_id", "id"], set_={"asked_on": earlier})
    return asking.returning(QUESTION.c.corrected_at, QUESTION.c.version_id)
