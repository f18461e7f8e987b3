"""What the weekly checks, the goal and the questions say now."""

from collections import defaultdict
from collections.abc import Container, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, bindparam, case, or_, select

from diary.checks.domain import CompleteCheck
from diary.checks.statements import CHECK, GOAL, QUESTION
from diary.checks.values import AnsweredCheck, AskedQuestion, GoalSet, QuestionBody
from diary.checks.wire import read_question
from diary.db import db
from diary.entries.history_queries import MADE_BY, saves_until
from diary.entries.statements import VERSION
from diary.entries.values import ReadSave

ITEMS = ("peg_pain", "peg_enjoyment", "peg_activity", "change", "goal_difficulty")


# Built once: the pages that read them are opened often.
CHECKS = (
    select(*(CHECK.c[name] for name in (*ITEMS, "for_day", "corrected_at", "version_id")))
    .where(CHECK.c.patient_id == bindparam("patient"), CHECK.c.for_day.between(bindparam("first"), bindparam("last")))
    .order_by(CHECK.c.for_day, CHECK.c.corrected_at, CHECK.c.version_id)
)
GOALS = (
    select(GOAL.c.words, GOAL.c.set_on, GOAL.c.corrected_at, GOAL.c.version_id)
    .where(GOAL.c.patient_id == bindparam("patient"))
    .order_by(GOAL.c.corrected_at.desc(), GOAL.c.version_id.desc())
)
TALKED_ABOUT = select(QUESTION.c.id, QUESTION.c.talked_about_on, QUESTION.c.talked_about_as_of).where(
    QUESTION.c.patient_id == bindparam("patient")
)
# What is asked in other words on a later day than it was talked about, or where the clinic did not see it, is asked again.
SEEN = or_(QUESTION.c.talked_about_as_of.is_(None), QUESTION.c.talked_about_as_of >= MADE_BY)
STILL_TALKED_ABOUT = case((and_(QUESTION.c.talked_about_on >= VERSION.c.for_day, SEEN), QUESTION.c.talked_about_on))
QUESTIONS = (
    select(
        *(QUESTION.c[name] for name in ("id", "words", "asked_on", "corrected_at")),
        STILL_TALKED_ABOUT.label("talked_about_on"),
    )
    .join(VERSION, VERSION.c.id == QUESTION.c.version_id)
    .where(QUESTION.c.patient_id == bindparam("patient"), QUESTION.c.withdrawn.is_(False))
    .order_by(QUESTION.c.asked_on, QUESTION.c.corrected_at, QUESTION.c.id)
)


def weekly_checks(patient_id: UUID, first: date, last: date) -> list[AnsweredCheck]:
    """Every weekly check saved for the days from first to last; by day, then by edit time."""
    return [answered(row) for row in rows_of(CHECKS, patient=patient_id, first=first, last=last)]


def complete_checks(
    patient_id: UUID, first: date, last: date, *, of: Container[UUID] | None = None
) -> list[CompleteCheck]:
    """For each day the latest check with all three items of PEG, oldest day first; of these saves alone, if any are given."""
    checks = weekly_checks(patient_id, first, last)
    wanted = (check for check in checks if of is None or check.version_id in of)
    scored = {check.day: check.peg for check in wanted if check.peg is not None}
    return [CompleteCheck(day=day, peg=peg) for day, peg in scored.items()]


def goals_of(patient_id: UUID) -> list[GoalSet]:
    """Every goal the patient ever set, the newest first."""
    return [GoalSet(**row._mapping) for row in rows_of(GOALS, patient=patient_id)]


def goal_of(patient_id: UUID) -> str | None:
    """What the patient wants to do again; None when there is no goal, or it was put away."""
    return next((goal.words for goal in goals_of(patient_id)), None)


def questions_of(patient_id: UUID) -> list[AskedQuestion]:
    """What the patient wants to ask or asked, but for what was withdrawn; the oldest first."""
    return [AskedQuestion(**row._mapping) for row in rows_of(QUESTIONS, patient=patient_id)]


def questions_until(patient_id: UUID, until: datetime) -> list[AskedQuestion]:
    """The same as it stood at a moment; what was talked about is the clinic's own word, whenever it came."""
    saves = defaultdict(list)
    for save in saves_until(patient_id, "question", until, read_question):
        saves[save.body.question or save.id].append(save)
    talked = {row.id: row for row in rows_of(TALKED_ABOUT, patient=patient_id)}
    found = [question_then(one, own, talked.get(one)) for one, own in saves.items() if not own[-1].body.withdrawn]
    return sorted(found, key=lambda one: (one.asked_on, one.corrected_at, one.id))


def question_then(question_id: UUID, saves: Sequence[ReadSave[QuestionBody]], mark: Row[Any] | None) -> AskedQuestion:
    newest = saves[-1]
    talked_on, as_of = (mark.talked_about_on, mark.talked_about_as_of) if mark else (None, None)
    is_seen = as_of is None or newest.made_by <= as_of
    return AskedQuestion(
        id=question_id,
        words=newest.body.words,
        asked_on=min(save.for_day for save in saves),
        talked_about_on=talked_on if talked_on and talked_on >= newest.for_day and is_seen else None,
        corrected_at=newest.corrected_at,
    )


def open_questions(patient_id: UUID) -> list[AskedQuestion]:
    """What the patient wants to ask and has not talked about yet, the oldest first."""
    return [question for question in questions_of(patient_id) if question.talked_about_on is None]


def rows_of(statement: Select[Any], **values: object) -> Sequence[Row[Any]]:
    return db.session.connection().execute(statement, values).all()


def answered(row: Row[Any]) -> AnsweredCheck:
    said = {name: getattr(row, name) for name in ITEMS}
    return AnsweredCheck(day=row.for_day, corrected_at=row.corrected_at, version_id=row.version_id, **said)
