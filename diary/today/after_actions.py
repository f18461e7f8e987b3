"""Keep what was answered after a session: the same form sent twice is one save, a changed one is another."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from uuid import UUID, uuid4

from diary.audit.domain import Actor
from diary.db import writing
from diary.effects.actions import record_what_followed
from diary.effects.queries import after_answers, relief_ends
from diary.effects.values import AfterBody
from diary.entries.values import Envelope, Verdict
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


def save_relief_end(
    patient_id: UUID, form_id: UUID, write: Callable[[UUID], Envelope], *, actor: Actor, now: datetime
) -> None:
    """Keep when relief wore off, written under the form's id, or under a new one when it says something else now."""
    with writing():
        version = write(form_id)
        verdict = record_what_followed(patient_id, version, actor=actor, source="form", now=now)
        if verdict is Verdict.DIFFERS and not is_last_said(patient_id, version):
            record_what_followed(patient_id, write(uuid4()), actor=actor, source="form", now=now)


def is_last_said(patient_id: UUID, version: Envelope) -> bool:
    """These words stand already; the moment that they mean has moved on since."""
    ends = relief_ends(patient_id, date.min, version.for_day).values()
    return (version.session, version.body["said"]) in [(end.session_id, end.said) for end in ends]


def is_said(patient_id: UUID, save: AfterSave) -> bool:
    """This very form was kept already, with these answers; symptoms stand in its version alone."""
    kept = [one for one in after_answers(patient_id, save.day, save.day) if one.version_id == save.id]
    return [said(one) for one in kept] == [said(save.body)]


def said(answers: AfterBody) -> dict[str, object]:
    values = {name: getattr(answers, name) for name in ANSWERS}
    return values | {"effects": frozenset(answers.effects)}
