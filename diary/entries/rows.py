"""A delivered save as rows of the tables."""

from typing import Any

from diary.entries.values import Delivery, EntryBody

RECALL_CANNOT_RATE = dict.fromkeys(("pain", "worst", "sleep"))


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


def save_of(delivery: Delivery) -> dict[str, Any]:
    """Which save it is, of whom, and when it was edited."""
    version = delivery.version
    return {"version_id": version.id, "patient_id": delivery.patient_id, "corrected_at": version.corrected_at}


def entry_row(delivery: Delivery, body: EntryBody) -> dict[str, Any]:
    """What the day shows of it. From memory come events, not ratings: those stay in the history alone.

    Source: recalled ratings are inflated (Broderick et al., Pain 139 (2008) 146-157).
    """
    version, stamp = delivery.version, delivery.stamp
    return (
        day_of(delivery)
        | {
            "version_id": version.id,
            "corrected_at": version.corrected_at,
            "stamp": stamp,
            "asked": body.asked,
            "pain": body.pain,
            "worst": body.worst,
            "sleep": body.sleep,
            "medicine": body.medicine,
            "relief": body.relief,
            "goal": body.goal,
            "bothered": body.bothered,
            "note": body.note if body.note and body.note.strip() else None,
            "author": delivery.actor.kind,
            "source": delivery.source,
        }
        | (RECALL_CANNOT_RATE if stamp == "recalled" else {})
    )


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
