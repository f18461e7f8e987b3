"""What the weekly checks, the goal and the questions say now."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select

from diary.checks.domain import CompleteCheck
from diary.checks.statements import CHECK, GOAL, QUESTION
from diary.checks.values import AnsweredCheck, GoalSet, OpenQuestion
from diary.db import db

ITEMS = ("peg_pain", "peg_enjoyment", "peg_activity", "change", "goal_difficulty")


# Built once: the pages that read them are opened often.
CHECKS = (
    select(*(CHECK.c[name] for name in (*ITEMS, "for_day", "corrected_at", "version_id")))
    .where(CHECK.c.patient_id == bindparam("patient"), CHECK.c.for_day.between(bindparam("first"), bindparam("last")))
    .order_by(CHECK.c.for_day, CHECK.c.corrected_at, CHECK.c.version_id)
)
GOALS = (
    select(GOAL.c.words, GOAL.c.set_on)
    .where(GOAL.c.patient_id == bindparam("patient"))
    .order_by(GOAL.c.corrected_at.desc(), GOAL.c.version_id.desc())
)
QUESTIONS = (
    select(QUESTION.c.id, QUESTION.c.words, QUESTION.c.asked_on)
    .where(
        QUESTION.c.patient_id == bindparam("patient"),
        QUESTION.c.talked_about_on.is_(None),
        QUESTION.c.withdrawn.is_(False),
    )
    .order_by(QUESTION.c.asked_on, QUESTION.c.corrected_at, QUESTION.c.id)
)


def weekly_checks(patient_id: UUID, first: date, last: date) -> list[AnsweredCheck]:
    """Every weekly check saved for the days from first to last; by day, then by edit time."""
    return [answered(row) for row in rows_of(CHECKS, patient=patient_id, first=first, last=last)]


def complete_checks(patient_id: UUID, first: date, last: date) -> list[CompleteCheck]:
    """For each day the latest check with all three items of PEG, oldest day first."""
    scored = {check.day: check.peg for check in weekly_checks(patient_id, first, last) if check.peg is not None}
    return [CompleteCheck(day=day, peg=peg) for day, peg in scored.items()]


def goals_of(patient_id: UUID) -> list[GoalSet]:
    """Every goal the patient ever set, the newest first."""
    return [GoalSet(words=row.words, set_on=row.set_on) for row in rows_of(GOALS, patient=patient_id)]


def goal_of(patient_id: UUID) -> str | None:
    """What the patient wants to do again; None when there is no goal, or it was put away."""
    return next((goal.words for goal in goals_of(patient_id)), None)


def open_questions(patient_id: UUID) -> list[OpenQuestion]:
    """What the patient wants to ask and has not talked about yet, the oldest first."""
    return [
        OpenQuestion(id=row.id, words=row.words, asked_on=row.asked_on)
        for row in rows_of(QUESTIONS, patient=patient_id)
    ]


def rows_of(statement: Select[Any], **values: object) -> Sequence[Row[Any]]:
    return db.session.connection().execute(statement, values).all()


def answered(row: Row[Any]) -> AnsweredCheck:
    said = {name: getattr(row, name) for name in ITEMS}
    return AnsweredCheck(day=row.for_day, corrected_at=row.corrected_at, version_id=row.version_id, **said)
