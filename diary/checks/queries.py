"""What the weekly checks, the goal and the questions say now."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select

from diary.checks.domain import CompleteCheck
from diary.checks.statements import CHECK, GOAL, QUESTION
from diary.checks.values import AnsweredCheck, AskedQuestion, GoalSet
from diary.db import db

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
QUESTIONS = (
    select(*(QUESTION.c[name] for name in ("id", "words", "asked_on", "talked_about_on", "corrected_at")))
    .where(QUESTION.c.patient_id == bindparam("patient"), QUESTION.c.withdrawn.is_(False))
    .order_by(QUESTION.c.asked_on, QUESTION.c.corrected_at, QUESTION.c.id)
)


def weekly_checks(patient_id: UUID, first: date, last: date) -> list[AnsweredCheck]:
    """Every weekly check saved for the days from first to last; by day, then by edit time."""
    return [answered(row) for row in rows_of(CHECKS, patient=patient_id, first=first, last=last)]


def complete_checks(patient_id: UUID, first: date, last: date, *, until: datetime | None = None) -> list[CompleteCheck]:
    """For each day the latest check with all three items of PEG, oldest day first; none that was saved after `until`."""
    checks = weekly_checks(patient_id, first, last)
    known = (check for check in checks if until is None or check.corrected_at <= until)
    scored = {check.day: check.peg for check in known if check.peg is not None}
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


def open_questions(patient_id: UUID) -> list[AskedQuestion]:
    """What the patient wants to ask and has not talked about yet, the oldest first."""
    return [question for question in questions_of(patient_id) if question.talked_about_on is None]


def rows_of(statement: Select[Any], **values: object) -> Sequence[Row[Any]]:
    return db.session.connection().execute(statement, values).all()


def answered(row: Row[Any]) -> AnsweredCheck:
    said = {name: getattr(row, name) for name in ITEMS}
    return AnsweredCheck(day=row.for_day, corrected_at=row.corrected_at, version_id=row.version_id, **said)
