"""Keeping weekly checks, goals and questions: every version for ever, and what the screens show now."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from diary.audit.domain import Actor
from diary.checks.statements import ADD_CHECK, ADD_GOAL, ASK_INSTEAD, ask
from diary.checks.values import CheckAnswers, QuestionBody
from diary.checks.wire import read_check, read_goal, read_question
from diary.db import writing
from diary.entries.canonical import DAMAGED
from diary.entries.keeping_actions import Kind, keep_version, on_its_day
from diary.entries.rows import save_of
from diary.entries.values import Delivery, Envelope, Verdict
from diary.errors import Invalid


def record_answers(patient_id: UUID, version: Envelope, *, actor: Actor, source: str, now: datetime) -> Verdict:
    """Keep one weekly check, goal or question for ever; screens show the newest by edit time.

    Takes, returns and raises what ``diary.entries.actions.record_entry`` does.
    """
    delivery = Delivery(patient_id=patient_id, version=version, actor=actor, source=source, received_at=now)
    with writing():
        return keep_answers(delivery)


def keep_answers(delivery: Delivery) -> Verdict:
    """Keep a weekly check, goal or question by its kind, for a caller that commits."""
    if delivery.version.kind not in KINDS:
        raise Invalid({"kind": DAMAGED})
    return keep_version(delivery, KINDS[delivery.version.kind])


def show_checks(connection: Connection, saves: Sequence[tuple[Delivery, CheckAnswers]]) -> None:
    """Every check stands; the reader takes the latest."""
    connection.execute(
        ADD_CHECK,
        [save_of(delivery) | {"for_day": delivery.version.for_day} | asdict(answers) for delivery, answers in saves],
    )


def show_goals(connection: Connection, saves: Sequence[tuple[Delivery, str | None]]) -> None:
    """Every goal stands; the newest is the patient's goal now."""
    goals = [save_of(delivery) | {"words": words, "set_on": delivery.version.for_day} for delivery, words in saves]
    connection.execute(ADD_GOAL, goals)


def show_questions(connection: Connection, saves: Sequence[tuple[Delivery, QuestionBody]]) -> None:
    """A question shows its newest words and the first day it was asked, whichever save comes first."""
    for delivery, body in saves:
        question = body.question or delivery.version.id
        said = save_of(delivery) | {"words": body.words, "withdrawn": body.withdrawn}
        asked = {"id": question, "asked_on": delivery.version.for_day}
        shown = connection.execute(ask(connection.dialect.name), said | asked).one()
        if (shown.corrected_at, shown.version_id) < delivery.version.order_key:
            connection.execute(ASK_INSTEAD, said | {"this_patient": delivery.patient_id, "this_question": question})


KINDS: dict[str, Kind[Any]] = {
    "weekly_check": Kind(read=on_its_day(read_check), show=show_checks),
    "goal": Kind(read=on_its_day(read_goal), show=show_goals),
    "question": Kind(read=on_its_day(read_question), show=show_questions),
}
