"""Saves for tests: what a phone would send, changed only where the test cares."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from diary.audit.domain import Actor
from diary.db import db
from diary.entries.actions import record_entry
from diary.entries.models import Entry, Version
from diary.entries.values import Envelope, Verdict
from diary.entries.wire import read_version
from diary.practice.models import Area, Patient

DAY = date(2026, 11, 17)
EVENING = datetime(2026, 11, 18, 0, 5, tzinfo=UTC)  # 19:05 on that day in Toronto
PHONE = Actor.phone(uuid4(), is_carer=False)


def a_message(area: Area | None = None, *, body: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """One check-in as JSON."""
    return {
        "id": str(uuid4()),
        "kind": "entry",
        "for_day": DAY.isoformat(),
        "area": str(area.id) if area else str(uuid4()),
        "session": None,
        "edited_at": sent(EVENING),
        "zone": "America/Toronto",
        "offset_min": -300,
        "skew_ms": 0,
        "app": "1.4.0",
        "body": {"asked": "last_24h", "pain": 6} if body is None else body,
    } | changes


def a_save(area: Area, *, pain: int | None = 6, body: dict[str, Any] | None = None, **changes: Any) -> Envelope:
    """One check-in, ready to be recorded; moments and days may be given as such."""
    plain = {name: sent(value) for name, value in changes.items()}
    answers = {"asked": "last_24h"} | ({} if pain is None else {"pain": pain}) | (body or {})
    return read_version(a_message(area, body=answers, **plain))


def sent(value: Any) -> Any:
    """A value as JSON spells it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    return str(value) if isinstance(value, UUID | date) else value


def record(patient: Patient, version: Envelope, **changes: Any) -> Verdict:
    """Keep a check-in that just came from the patient's phone."""
    how = {"actor": PHONE, "source": "phone", "now": max(EVENING, version.corrected_at)} | changes
    return record_entry(patient.id, version, **how)


def stored_versions() -> list[Version]:
    return list(db.session.scalars(select(Version).order_by(Version.revision)))


def shown_days() -> list[Entry]:
    return list(db.session.scalars(select(Entry).order_by(Entry.for_day)))
