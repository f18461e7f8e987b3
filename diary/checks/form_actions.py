"""Keep what a form without script sends: the same form sent twice is one save, a changed one is another."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select

from diary.accounts.domain import SignedInPhone
from diary.checks.actions import record_answers
from diary.db import db, writing
from diary.entries.statements import VERSION
from diary.entries.values import Envelope, Verdict
from diary.entries.wire import write_version

APP = "form"
NEWEST = (
    select(VERSION.c.body)
    .where(VERSION.c.patient_id == bindparam("patient"), VERSION.c.kind == bindparam("kind"))
    .order_by(VERSION.c.corrected_at.desc(), VERSION.c.id.desc())
    .limit(1)
)


def save_form(
    phone: SignedInPhone, kind: str, body: dict[str, Any], *, form_id: UUID, day: date, now: datetime
) -> None:
    """Keep a weekly check, a goal or a question.

    Args:
        phone: Whose form it is.
        kind: What it is.
        body: The answers as they travel.
        form_id: Under which the form was drawn. Once it was saved, other answers are one more save.
        day: The day that it is for.
        now: Aware.

    Raises:
        Invalid: An answer cannot be kept, or the day has not come.
    """

    def written(version_id: UUID, said: dict[str, Any]) -> Envelope:
        return write_version(kind, said, version_id=version_id, for_day=day, edited_at=now, zone=phone.zone, app=APP)

    def keep(version: Envelope) -> Verdict:
        return record_answers(phone.patient_id, version, actor=phone.actor, source="form", now=now)

    changes = {"question": str(form_id)} if kind == "question" else {}
    first, another = written(form_id, body), written(uuid4(), changes | body)
    with writing():
        if keep(first) is Verdict.DIFFERS and newest_body(phone.patient_id, kind) not in (first.body, another.body):
            keep(another)


def newest_body(patient_id: UUID, kind: str) -> object:
    """What the patient's newest save of a kind says; a second tap comes later, so its bytes are others."""
    found = db.session.connection().execute(NEWEST, {"patient": patient_id, "kind": kind}).scalar_one_or_none()
    return json.loads(found)["body"] if found else None
