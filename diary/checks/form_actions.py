"""Keep what a form without script sends: the same form sent twice is one save, a changed one is another."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from diary.accounts.domain import SignedInPhone
from diary.checks.actions import record_answers
from diary.db import writing
from diary.entries.values import Verdict
from diary.entries.wire import write_version

APP = "form"


def save_form(
    phone: SignedInPhone, kind: str, body: dict[str, Any], *, form_id: UUID, day: date, now: datetime
) -> None:
    """Keep a weekly check, a goal or a question.

    Args:
        phone: Whose form it is.
        kind: What it is.
        body: The answers as they travel.
        form_id: Under which the form was drawn. Once it was saved, whatever is sent again is one more save.
        day: The day that it is for.
        now: Aware.

    Raises:
        Invalid: An answer cannot be kept, or the day has not come.
    """

    def keep(version_id: UUID, said: dict[str, Any]) -> Verdict:
        version = write_version(kind, said, version_id=version_id, for_day=day, edited_at=now, zone=phone.zone, app=APP)
        return record_answers(phone.patient_id, version, actor=phone.actor, source="form", now=now)

    with writing():
        if keep(form_id, body) is Verdict.DIFFERS:
            keep(uuid4(), ({"question": str(form_id)} if kind == "question" else {}) | body)
