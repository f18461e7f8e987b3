"""Read everything that the diary holds of a patient; whoever asks is that patient's own phone."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select

from diary.accounts.models import Device, Staff
from diary.audit.models import AuditEvent
from diary.db import db
from diary.entries.models import Entry, Version
from diary.export.answers import fields_of
from diary.export.values import Field, Item, Look
from diary.export.words import CLINIC, look_words
from diary.practice.domain import PatientRecord
from diary.practice.models import Area, Consent, Patient
from diary.reminders.other_ways_models import CalendarLink, ReminderMail
from diary.sessions.queries import all_courses, sessions_of
from diary.sessions.values import CourseRecord, RecordedSession
from diary.text import Text
from diary.web.texts import local_date

ROLES = ("practitioner", "reception", "administrator")
OF_THE_PATIENT = ("name", "year_of_birth", "language", "enrolled_on", "sharing_stopped_at", "deletion_asked_at")
INTAKE = ("blood_thinner", "anaesthetic_allergy", "diabetes", "intake_pain")
OF_A_COURSE = ("condition", "condition_words", "planned_sessions", "next_visit_at", "opened_at", "ended_at")
OF_A_SESSION = ("areas", "side", "solution", "anaesthetic", "volume_ml", "points", "stinging", "pain_before")


def looks_of(patient: PatientRecord) -> list[Look]:
    """What the people of the clinic did with this patient's record, newest day first."""
    query = (
        select(AuditEvent.at, AuditEvent.action, Staff)
        .outerjoin(Staff, Staff.id == AuditEvent.actor_id)
        .where(AuditEvent.patient_id == patient.id, AuditEvent.actor_kind == "staff")
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
    )
    times: Counter[tuple[Any, ...]] = Counter()
    for at, action, staff in db.session.execute(query):
        times[local_date(at, patient.practice.zone), staff and staff.id, look_words(action), staff] += 1
    return [
        Look(day=day, name=staff.name if staff else "", roles=roles_of(staff), what=what, times=count)
        for (day, _id, what, staff), count in times.items()
    ]


def roles_of(staff: Staff | None) -> list[str]:
    return [role for role in ROLES if staff is not None and getattr(staff, f"is_{role}")]


def everything(patient: PatientRecord) -> list[Item]:
    """All that the diary holds of a patient but the practitioners' own notes: who and what first, then every save."""
    areas = {row.id: row.name for row in db.session.scalars(select(Area).where(Area.patient_id == patient.id))}
    sessions = sessions_of(patient.id)
    return [
        patient_item(patient),
        *(Item(kind="area", id=str(area), fields=[("name", name)]) for area, name in areas.items()),
        *(course_item(course, patient.practice.zone) for course in all_courses(patient.id)),
        *(session_item(session, areas) for session in sessions),
        *phone_items(patient),
        *consent_items(patient),
        *way_items(patient),
        *save_items(patient, areas, {session.id: session.number for session in sessions}),
    ]


def patient_item(patient: PatientRecord) -> Item:
    row = db.session.get_one(Patient, patient.id)
    asks = [("asks", row) for row in sorted(patient.rows)]
    return Item(
        kind="patient",
        id=str(patient.id),
        zone=patient.practice.zone,
        fields=[("clinic", patient.practice.name), *columns(row, OF_THE_PATIENT + INTAKE), *asks],
    )


def course_item(course: CourseRecord, zone: str) -> Item:
    return Item(
        kind="course",
        id=str(course.id),
        about=course.area_name,
        by=CLINIC,
        at=course.opened_at,
        zone=zone,
        fields=columns(course, OF_A_COURSE),
    )


def session_item(session: RecordedSession, areas: dict[UUID, str]) -> Item:
    done = [("technique", technique) for technique in session.techniques]
    return Item(
        kind="session",
        id=str(session.id),
        day=session.day,
        at=session.at,
        zone=session.zone,
        about=areas.get(session.area_id, ""),
        by=CLINIC,
        fields=[("number", session.number), *done, *columns(session, (*OF_A_SESSION, "pain_after_15min"))],
    )


def phone_items(patient: PatientRecord) -> Iterator[Item]:
    for row in db.session.scalars(select(Device).where(Device.patient_id == patient.id).order_by(Device.paired_at)):
        shown = columns(row, ("label", "zone", "is_carer", "paired_at", "last_seen_at", "signed_out_at"))
        yield Item(kind="phone", id=str(row.id), at=row.paired_at, zone=row.zone, fields=shown)


def consent_items(patient: PatientRecord) -> Iterator[Item]:
    query = select(Consent).where(Consent.patient_id == patient.id, Consent.version_id.is_(None))
    for row in db.session.scalars(query.order_by(Consent.answered_at, Consent.id)):
        shown = columns(row, ("agreed", "wording_version", "language", "wording"))
        yield Item(kind="consent", id=str(row.id), at=row.answered_at, zone=patient.practice.zone, fields=shown)


def way_items(patient: PatientRecord) -> Iterator[Item]:
    """How the patient is reminded beside push; what opens a link is for its holder alone."""
    link = db.session.get(CalendarLink, patient.id)
    if link is not None:
        since: list[Field] = [("calendar_since", link.made_at)]
        yield Item(kind="reminders", id=str(link.id), at=link.made_at, zone=patient.practice.zone, fields=since)
    mail = db.session.get(ReminderMail, patient.id)
    if mail is not None:
        shown = columns(mail, ("address", "confirmed_at", "sent_on"))
        yield Item(kind="reminders", id=str(mail.id), at=mail.asked_at, zone=patient.practice.zone, fields=shown)


def save_items(patient: PatientRecord, areas: dict[UUID, str], numbers: dict[UUID, int]) -> Iterator[Item]:
    """Every save, whatever became of it, in the order in which they were made."""
    shown = set(db.session.scalars(select(Entry.version_id).where(Entry.patient_id == patient.id)))
    query = select(Version).where(Version.patient_id == patient.id).order_by(Version.corrected_at, Version.id)
    for row in db.session.scalars(query):
        number = numbers.get(row.session_id) if row.session_id else None
        yield Item(
            kind=row.kind,
            id=str(row.id),
            day=row.for_day,
            at=row.corrected_at,
            zone=row.zone,
            about=areas.get(row.area_id, "") if row.area_id else Text("Session %(n)s", n=number) if number else "",
            by=row.author,
            source=row.source,
            stamp=row.stamp or "",
            is_shown=row.kind != "entry" or row.id in shown,
            fields=[*fields_of(json.loads(row.body)["body"])],
        )


def columns(row: object, names: tuple[str, ...]) -> list[Field]:
    """What is known of these."""
    values = ((name, getattr(row, name)) for name in names)
    return [(name, value) for name, value in values if value is not None]
