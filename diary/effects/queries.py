"""What followed the sessions, as it stands now."""

from collections import defaultdict
from collections.abc import Container
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select

from diary.db import db
from diary.effects.statements import AFTER, AFTER_EFFECT, FLAG, RELIEF_END
from diary.effects.values import AnsweredAfter, SaidReliefEnd, ShownFlag
from diary.effects.wire import read_flag
from diary.entries.history_queries import saves_until
from diary.entries.values import Effect

ANSWERS = (
    select(AFTER)
    .where(AFTER.c.patient_id == bindparam("patient"), AFTER.c.for_day.between(bindparam("first"), bindparam("last")))
    .order_by(AFTER.c.corrected_at, AFTER.c.version_id)
)
EFFECTS = (
    select(AFTER_EFFECT)
    .join(AFTER, AFTER.c.version_id == AFTER_EFFECT.c.version_id)
    .where(AFTER.c.patient_id == bindparam("patient"), AFTER.c.for_day.between(bindparam("first"), bindparam("last")))
    .order_by(AFTER_EFFECT.c.effect)
)
RELIEF_ENDS = (
    select(RELIEF_END)
    .where(
        RELIEF_END.c.patient_id == bindparam("patient"),
        RELIEF_END.c.for_day.between(bindparam("first"), bindparam("last")),
    )
    .order_by(RELIEF_END.c.corrected_at, RELIEF_END.c.version_id)
)
FLAGS = (
    select(FLAG)
    .where(FLAG.c.patient_id == bindparam("patient"), FLAG.c.for_day.between(bindparam("first"), bindparam("last")))
    .order_by(FLAG.c.shown_at, FLAG.c.id)
)


def after_answers(patient_id: UUID, first: date, last: date) -> list[AnsweredAfter]:
    """Every answer after a session saved for the days from first to last, by edit time."""
    wanted = {"patient": patient_id, "first": first, "last": last}
    connection = db.session.connection()
    effects = defaultdict(list)
    for row in connection.execute(EFFECTS, wanted):
        effects[row.version_id].append(Effect(effect=row.effect, severity=row.severity, words=row.words))
    return [after_of(row, tuple(effects[row.version_id])) for row in connection.execute(ANSWERS, wanted)]


def after_of(row: Row[Any], effects: tuple[Effect, ...]) -> AnsweredAfter:
    return AnsweredAfter(
        version_id=row.version_id,
        session_id=row.session_id,
        day=row.for_day,
        corrected_at=row.corrected_at,
        author=row.author,
        prompt=row.prompt,
        ease=row.ease,
        eased=row.eased,
        none_of_these=row.none_of_these,
        effects=effects,
        usual_day=row.usual_day,
    )


def relief_ends(
    patient_id: UUID, first: date, last: date, *, of: Container[UUID] | None = None
) -> dict[UUID, SaidReliefEnd]:
    """What the patient last said of the end of each session's relief, by session; in these saves alone, if any are given."""
    rows = db.session.connection().execute(RELIEF_ENDS, {"patient": patient_id, "first": first, "last": last})
    return {
        row.session_id: SaidReliefEnd(
            session_id=row.session_id,
            day=row.for_day,
            corrected_at=row.corrected_at,
            author=row.author,
            said=row.said,
            ended_at=row.ended_at,
        )
        for row in rows
        if of is None or row.version_id in of
    }


def shown_flags(patient_id: UUID, first: date, last: date) -> list[ShownFlag]:
    """The red-flag cards that were shown on the days from first to last, the oldest first."""
    rows = db.session.connection().execute(FLAGS, {"patient": patient_id, "first": first, "last": last})
    return [
        ShownFlag(
            id=row.id,
            day=row.for_day,
            rule=row.rule,
            level=row.level,
            rules_version=row.rules_version,
            shown_at=row.shown_at,
            dismissed_at=row.dismissed_at,
            called=row.called,
            author=row.author,
        )
        for row in rows
    ]


def flags_until(patient_id: UUID, until: datetime) -> dict[UUID, ShownFlag]:
    """Every red-flag card as it stood at a moment, by its id."""
    cards: dict[UUID, ShownFlag] = {}
    for save in saves_until(patient_id, "flag_log", until, read_flag):
        body, card = save.body, save.body.card or save.id
        cards[card] = ShownFlag(
            id=card,
            day=save.for_day,
            rule=body.rule,
            level=body.level,
            rules_version=body.rules_version,
            shown_at=min(body.shown_at, cards[card].shown_at if card in cards else body.shown_at),
            dismissed_at=body.dismissed_at,
            called=body.called,
            author=save.author,
        )
    return cards
