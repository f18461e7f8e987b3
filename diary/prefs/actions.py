"""Keep what a patient wishes: a save like any other, shown where the clinic's records have it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, bindparam, or_, update

from diary.accounts.domain import SignedInPhone
from diary.days import diary_day
from diary.db import writing
from diary.entries.keeping_actions import Kind, keep_version, on_its_day
from diary.entries.rows import dated
from diary.entries.statements import PATIENT
from diary.entries.values import Delivery
from diary.entries.wire import write_version
from diary.prefs.wire import PrefsBody, read_prefs

WISH_INSTEAD = update(PATIENT).where(
    PATIENT.c.id == bindparam("this_patient"),
    or_(
        PATIENT.c.prefs_corrected_at.is_(None),
        PATIENT.c.prefs_corrected_at < bindparam("at"),
        (PATIENT.c.prefs_corrected_at == bindparam("at")) & (PATIENT.c.prefs_version_id < bindparam("version")),
    ),
)


def show_prefs(connection: Connection, saves: Sequence[tuple[Delivery, PrefsBody]]) -> None:
    """The newest save counts; one that claims to come from the future counts as made when it came."""
    for at, delivery, body in dated(saves):
        version = delivery.version
        wishes = {
            "look": body.theme,
            "bigger_buttons": body.bigger,
            "hides_trend": body.hides_trend,
            "prefs_corrected_at": at,
            "prefs_version_id": version.id,
        }
        order = {"this_patient": delivery.patient_id, "at": at, "version": version.id}
        connection.execute(WISH_INSTEAD.values(**wishes), order)


PREFS_KIND = Kind(read=on_its_day(read_prefs), show=show_prefs)


def keep_prefs(phone: SignedInPhone, wishes: PrefsBody, *, now: datetime) -> None:
    """Keep the wishes of a form without script; they hold on all phones that keep this diary."""
    keep_wishes(phone, "prefs", asdict(wishes), PREFS_KIND, now=now)


def keep_wishes(phone: SignedInPhone, name: str, wishes: dict[str, Any], kind: Kind[Any], *, now: datetime) -> None:
    """Keep a form's wishes of one kind, as a phone would send them."""
    version = write_version(
        name,
        wishes,
        version_id=uuid4(),
        for_day=diary_day(now, phone.zone),
        edited_at=now,
        zone=phone.zone,
        app="form",
    )
    with writing():
        delivery = Delivery(
            patient_id=phone.patient_id, version=version, actor=phone.actor, source="form", received_at=now
        )
        keep_version(delivery, kind)
