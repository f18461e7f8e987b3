"""Mark at the clinic what was talked about."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, update

from diary.audit.actions import record
from diary.audit.domain import Actor
from diary.checks.statements import QUESTION
from diary.db import db, writing
from diary.errors import NotFound
from diary.practice.domain import PatientRecord

MARK = update(QUESTION).where(
    QUESTION.c.patient_id == bindparam("this_patient"), QUESTION.c.id == bindparam("this_question")
)


def mark_talked_about(
    patient: PatientRecord, question_id: UUID, on: date | None, *, actor: Actor, now: datetime
) -> None:
    """Note the day on which a question was talked about; None takes the note back.

    Raises:
        NotFound: This patient has no such question.
    """
    which = {"this_patient": patient.id, "this_question": question_id}
    with writing():
        if not db.session.connection().execute(MARK.values(talked_about_on=on), which).rowcount:
            raise NotFound
        action = "question_talked_about" if on else "question_open_again"
        record(action, actor, now=now, practice_id=patient.practice.id, patient_id=patient.id)
