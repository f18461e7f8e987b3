"""Many patients who are to be reminded on one evening, made in a few statements."""

import json
from datetime import datetime, time, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert

from diary.accounts.models import Device
from diary.db import db
from diary.entries.models import Version
from diary.practice.models import Area, Patient, Practice
from diary.push.models import PushSubscription
from diary.reminders.models import ReminderPlan
from diary.sessions.models import Course
from tests.push.opening import Phone
from tests.push.service import FCM

A_DAY = timedelta(days=1)
LANGUAGE = "en"


def add_reminded(app: Flask, practice: Practice, many: int, keys: Phone, *, at: time, now: datetime) -> dict[UUID, str]:
    """Patients whose course began yesterday; none is planned yet.

    Args:
        app: Of the diary.
        practice: Where they are treated.
        many: How many.
        keys: Of all their phones.
        at: When they want to be reminded.
        now: Aware.

    Returns:
        Under which path of the push service the phone of each is reached.
    """
    paths = {uuid4(): f"/fcm/send/{number}" for number in range(many)}
    with app.app_context():
        for one, rows in rows_of(practice, paths, keys, at=at, now=now).items():
            db.session.execute(insert(one), rows)
        db.session.commit()
        db.session.remove()
    return paths


def rows_of(practice: Practice, paths: dict[UUID, str], keys: Phone, *, at: time, now: datetime):
    yesterday = now - A_DAY
    rows: dict[type, list[dict[str, object]]] = {
        model: [] for model in (Patient, Area, Course, Device, PushSubscription, Version, ReminderPlan)
    }
    for patient, path in paths.items():
        area, device, version = uuid4(), uuid4(), uuid4()
        own = {"patient_id": patient}
        begun = {"enrolled_on": yesterday.date(), "created_at": yesterday, "reminders_at": now}
        rows[Patient].append({"id": patient, "practice_id": practice.id, "name": path, "year_of_birth": 1961} | begun)
        rows[Area].append({"id": area, "name": "Right knee", "area_group": "joint"} | own)
        rows[Course].append(
            {"id": uuid4(), "area_id": area, "condition": "joint_pain", "planned_sessions": 6, "opened_at": yesterday}
            | own
        )
        seen = {"paired_at": yesterday, "last_seen_at": now, "zone": practice.zone}
        rows[Device].append(
            {"id": device, "practice_id": practice.id, "public_key": "{}", "label": "Phone"} | seen | own
        )
        receiver = keys.receiver(f"https://{FCM}{path}")
        rows[PushSubscription].append(
            {
                "device_id": device,
                "endpoint": receiver.endpoint,
                "endpoint_digest": sha256(receiver.endpoint.encode()).digest(),
                "p256dh": receiver.p256dh,
                "auth": receiver.auth,
                "language": LANGUAGE,
                "subscribed_at": now,
                "seen_at": now,
            }
            | own
        )
        rows[Version].append(version_row(version, patient, practice.zone, now))
        chosen = {"at": at, "is_on": True, "again": False, "corrected_at": now, "version_id": version}
        rows[ReminderPlan].append(chosen | own)
    return rows


def version_row(version: UUID, patient: UUID, zone: str, now: datetime) -> dict[str, object]:
    return {
        "id": version,
        "patient_id": patient,
        "revision": 1,
        "kind": "reminders",
        "for_day": now.date(),
        "edited_at": now,
        "corrected_at": now,
        "zone": zone,
        "offset_min": 0,
        "skew_ms": 0,
        "clock_suspect": False,
        "app": "sweep",
        "body": json.dumps({}),
        "digest": sha256(version.bytes).digest(),
        "author": "patient",
        "source": "phone",
        "received_at": now,
    }
