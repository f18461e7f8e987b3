"""Keeping what followed a session: every version for ever, and what the screens show now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection

from diary.audit.domain import Actor
from diary.db import writing
from diary.effects.statements import (
    ADD_AFTER,
    ADD_AFTER_EFFECT,
    ADD_RELIEF_END,
    SHOW_FLAG_INSTEAD,
    show_flag,
)
from diary.effects.values import AfterBody, FlagBody, ReliefEndBody
from diary.effects.wire import read_after, read_flag, read_relief_end
from diary.entries.keeping_actions import Kind, keep_version, on_its_day
from diary.entries.rows import save_of
from diary.entries.values import Delivery, Envelope, Verdict
from diary.errors import Invalid
from diary.text import Text

NOT_OF_A_CARD = ("card", "symptoms", "shown_at")
NO_SESSION = Text("Choose the visit that this is about.")

Body = TypeVar("Body")


def record_what_followed(patient_id: UUID, version: Envelope, *, actor: Actor, source: str, now: datetime) -> Verdict:
    """Keep one answer after a session, word on relief or red-flag card for ever.

    Takes, returns and raises what ``diary.entries.actions.record_entry`` does.
    """
    delivery = Delivery(patient_id=patient_id, version=version, actor=actor, source=source, received_at=now)
    with writing():
        return keep_what_followed(delivery)


def keep_what_followed(delivery: Delivery) -> Verdict:
    """Keep what followed a session by its kind, for a caller that commits."""
    return keep_version(delivery, KINDS[delivery.version.kind])


def of_a_session(read: Callable[[Mapping[str, object]], Body]) -> Callable[[Delivery], Body]:
    """Read the body of a save about a session, whose day has come."""

    def read_body(delivery: Delivery) -> Body:
        if delivery.version.session is None:
            raise Invalid({"session": NO_SESSION})
        return on_its_day(read)(delivery)

    return read_body


def show_after(connection: Connection, saves: Sequence[tuple[Delivery, AfterBody]]) -> None:
    """Every answer stands; readers take the newest of a prompt."""
    connection.execute(ADD_AFTER, [saved(delivery) | after_row(delivery, body) for delivery, body in saves])
    effects = [
        {"version_id": delivery.version.id, **asdict(effect)} for delivery, body in saves for effect in body.effects
    ]
    if effects:
        connection.execute(ADD_AFTER_EFFECT, effects)


def after_row(delivery: Delivery, body: AfterBody) -> dict[str, Any]:
    answers = {name: value for name, value in asdict(body).items() if name not in ("effects", "symptoms")}
    return answers | {"session_id": delivery.version.session}


def show_relief_ends(connection: Connection, saves: Sequence[tuple[Delivery, ReliefEndBody]]) -> None:
    """Every word stands; readers take the newest of a session."""
    connection.execute(
        ADD_RELIEF_END,
        [saved(delivery) | asdict(body) | {"session_id": delivery.version.session} for delivery, body in saves],
    )


def show_flags(connection: Connection, saves: Sequence[tuple[Delivery, FlagBody]]) -> None:
    """A card shows its newest save and when it was first shown, whichever save comes first."""
    for delivery, body in saves:
        card = body.card or delivery.version.id
        said = saved(delivery) | {name: value for name, value in asdict(body).items() if name not in NOT_OF_A_CARD}
        shown = connection.execute(
            show_flag(connection.dialect.name), said | {"id": card, "shown_at": body.shown_at}
        ).one()
        if (shown.corrected_at, shown.version_id) < delivery.version.order_key:
            connection.execute(SHOW_FLAG_INSTEAD, said | {"this_patient": delivery.patient_id, "this_card": card})


def saved(delivery: Delivery) -> dict[str, Any]:
    """Which save it is, of whom and by whom, and for which day."""
    return save_of(delivery) | {"for_day": delivery.version.for_day, "author": delivery.actor.kind}


# Of what was ticked screens show the card that followed; the copy has all of it.
ONLY_KEPT: Kind[None] = Kind(read=lambda _delivery: None, show=lambda _connection, _saves: None)
KINDS: dict[str, Kind[Any]] = {
    "after": Kind(read=of_a_session(read_after), show=show_after),
    "relief_end": Kind(read=of_a_session(read_relief_end), show=show_relief_ends),
    "flag_log": Kind(read=on_its_day(read_flag), show=show_flags),
    "symptoms": ONLY_KEPT,
}
