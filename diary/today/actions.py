"""Keep one check-in: the same form sent twice is one save, a changed one is another."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from uuid import UUID, uuid4

from diary.audit.domain import Actor
from diary.db import writing
from diary.entries.actions import record_entry
from diary.entries.queries import entry_of
from diary.entries.values import EntryBody, Verdict
from diary.today.after_actions import save_after
from diary.today.after_saves import AfterSave
from diary.today.saves import Save

ANSWERS = tuple(field.name for field in fields(EntryBody))


def save_check_in(
    patient_id: UUID, saves: Iterable[Save], after: AfterSave | None = None, *, actor: Actor, now: datetime
) -> None:
    """Keep every number of one check-in, and what it says of effects of the second area, or nothing.

    A form carries the id it was drawn with. Sent again unchanged (a second tap, a reload) it is there already;
    sent again with other answers (the browser's Back) it is a new save and gets a new id, so nothing is lost.
    """
    with writing():
        for save in saves:
            verdict = record_entry(patient_id, save.version(), actor=actor, source="form", now=now)
            if verdict is Verdict.DIFFERS and not is_shown(patient_id, save):
                record_entry(patient_id, replace(save, id=uuid4()).version(), actor=actor, source="form", now=now)
        if after:
            save_after(patient_id, after, actor=actor, now=now)


def is_shown(patient_id: UUID, save: Save) -> bool:
    """The day already says exactly this."""
    shown = entry_of(patient_id, save.area_id, save.day)
    return shown is not None and said(shown) == said(save.body)


def said(answers: EntryBody) -> dict[str, object]:
    """The answers, in an order that does not matter."""
    values = {name: getattr(answers, name) for name in ANSWERS}
    return {name: frozenset(value) if isinstance(value, tuple) else value for name, value in values.items()}
