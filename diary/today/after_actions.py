"""Keep what was answered after a session: the same form sent twice is one save, a changed one is another."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from diary.audit.domain import Actor
from diary.db import writing
from diary.effects.actions import record_what_followed
from diary.effects.queries import after_answers
from diary.effects.values import AfterBody
from diary.entries.values import Verdict
from diary.today.after_saves import AfterSave

ANSWERS = {field.name for field in fields(AfterBody)} - {"symptoms"}


def save_after(patient_id: UUID, save: AfterSave, *, actor: Actor, now: datetime) -> None:
    """Keep one answer; a form that is sent again with other answers gets a new id, so that nothing is lost."""
    with writing():
        if is_said(patient_id, save):
            return
        verdict = record_what_followed(patient_id, save.version(now), actor=actor, source="form", now=now)
        if verdict is Verdict.DIFFERS:
            version = save.under_a_new_id().version(now)
            record_what_followed(patient_id, version, actor=actor, source="form", now=now)


def is_said(patient_id: UUID, save: AfterSave) -> bool:
    """This very form was kept already, with these answers; symptoms stand in its version alone."""
    kept = [one for one in after_answers(patient_id, save.day, save.day) if one.version_id == save.id]
    return [said(one) for one in kept] == [said(save.body)]


def said(answers: AfterBody) -> dict[str, object]:
    values = {name: getattr(answers, name) for name in ANSWERS}
    return values | {"effects": frozenset(answers.effects)}
