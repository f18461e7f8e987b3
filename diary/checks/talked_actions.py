"""Mark at the clinic what was talked about."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, select, update

from diary.audit.actions import record
from diary.audit.domain import Actor
from diary.checks.statements import QUESTION
from diary.db import db, writing
from diary.entries.statements import VERSION
from diary.errors import NotFound
from diary.practice.domain import PatientRecord

THIS_QUESTION = (QUESTION.c.patient_id == bindparam("this_patient"), QUESTION.c.id == bindparam("this_question"))
ASKED_LAST = select(VERSION.c.for_day).join(QUESTION, QUESTION.c.version_id == VERSION.c.id).where(*THIS_QUESTION)
MARK = update(QUESTION).where(*THIS_QUESTION)


def mark_talked_about(
    patient: PatientRecord, question_id: UUID, on: date | None, *, actor: Actor, now: datetime
) -> None:
    """Note the day on which a question was talked about, or that on which it was asked where it is a day later there; None
    takes the note back.

    Raises:
        NotFound: This patient has no such question.
    """
    which = {"this_patient": patient.id, "this_question": question_id}
    with writing():
        asked_last = db.session.connection().execute(ASKED_LAST, which).scalar_one_or_none()
        if asked_last is None:
            raise NotFound
        mark = MARK.values(talked_about_on=on and max(on, asked_last), talked_about_as_of=patient.shared_until)
        db.session.connection().execute(mark, which)
        action = "question_talked_about" if on else "question_open_again"
        record(action, actor, now=now, practice_id=patient.practice.id, patient_id=patient.id)
