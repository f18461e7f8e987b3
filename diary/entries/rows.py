"""A delivered save as rows of the tables, and the other way round."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from diary.audit.domain import Actor
from diary.entries.values import Delivery, EntryBody
from diary.entries.wire import read_version

Body = TypeVar("Body")
TICK = timedelta(microseconds=1)  # the least that both databases tell apart


def version_row(delivery: Delivery, revision: int) -> dict[str, Any]:
    """The save itself, exactly as it came."""
    version = delivery.version
    return {
        "id": version.id,
        "patient_id": delivery.patient_id,
        "revision": revision,
        "kind": version.kind,
        "for_day": version.for_day,
        "area_id": version.area,
        "session_id": version.session,
        "edited_at": version.edited_at,
        "corrected_at": version.corrected_at,
        "zone": version.zone,
        "offset_min": version.offset_min,
        "skew_ms": version.skew_ms,
        "clock_suspect": delivery.clock_suspect,
        "app": version.app,
        "body": version.canonical,
        "digest": version.digest,
        "stamp": delivery.stamp if version.kind == "entry" else None,
        "author": delivery.actor.kind,
        "author_id": delivery.actor.id,
        "source": delivery.source,
        "received_at": delivery.received_at,
    }


def delivery_in(row: Any) -> Delivery:
    """A kept save as it was delivered; raises Invalid where this release cannot read what another one took."""
    return Delivery(
        patient_id=row.patient_id,
        version=read_version(json.loads(row.body)),
        actor=Actor(row.author, row.author_id),
        source=row.source,
        received_at=row.received_at,
    )


def save_of(delivery: Delivery) -> dict[str, Any]:
    """Which save it is, of whom, and when it was edited."""
    version = delivery.version
    return {"version_id": version.id, "patient_id": delivery.patient_id, "corrected_at": version.corrected_at}


def dated(saves: Iterable[tuple[Delivery, Body]]) -> Iterator[tuple[datetime, Delivery, Body]]:
    """Each save after the moment at which it was made, as far as anybody can know: a clock may be years ahead, but what came
    was made by then. Those that claim to come from the future and came together keep their order.
    """
    in_order = sorted(saves, key=lambda save: save[0].version.order_key)
    for place, (delivery, body) in enumerate(in_order):
        yield min(delivery.version.corrected_at, delivery.received_at + place * TICK), delivery, body


def entry_row(delivery: Delivery, body: EntryBody) -> dict[str, Any]:
    """What the day shows of it, but for its lists."""
    version, shown = delivery.version, as_shown(body, delivery.stamp)
    return day_of(delivery) | {
        "version_id": version.id,
        "corrected_at": version.corrected_at,
        "stamp": delivery.stamp,
        "asked": shown.asked,
        "pain": shown.pain,
        "worst": shown.worst,
        "sleep": shown.sleep,
        "medicine": shown.medicine,
        "relief": shown.relief,
        "goal": shown.goal,
        "bothered": shown.bothered,
        "note": shown.note,
        "author": delivery.actor.kind,
        "source": delivery.source,
    }


def as_shown(body: EntryBody, stamp: str | None) -> EntryBody:
    """What a day shows of a save. From memory come events, not ratings: those stay in the history alone.

    Source: recalled ratings are inflated (Broderick et al., Pain 139 (2008) 146-157).
    """
    note = body.note if body.note and body.note.strip() else None
    shown = replace(body, note=note, symptoms=())
    return replace(shown, pain=None, worst=None, sleep=None) if stamp == "recalled" else shown


def effect_rows(delivery: Delivery, body: EntryBody) -> list[dict[str, Any]]:
    day = day_of(delivery)
    return [day | {"effect": one.effect, "severity": one.severity, "words": one.words} for one in body.effects]


def medicine_rows(delivery: Delivery, body: EntryBody) -> list[dict[str, Any]]:
    day = day_of(delivery)
    return [day | {"medicine_class": one} for one in body.medicine_classes]


def day_of(delivery: Delivery) -> dict[str, Any]:
    """Whose day of which area it is."""
    version = delivery.version
    return {"patient_id": delivery.patient_id, "area_id": version.area, "for_day": version.for_day}
