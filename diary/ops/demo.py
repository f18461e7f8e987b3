"""The demo clinic: people, courses, sessions and six weeks of diary, all relative to today."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from diary.accounts.actions import add_staff
from diary.accounts.domain import SignedInStaff
from diary.audit.actions import record
from diary.audit.domain import Actor
from diary.checks.actions import keep_answers
from diary.days import diary_day
from diary.db import db, writing
from diary.effects.actions import keep_what_followed
from diary.entries.actions import keep_entry
from diary.entries.values import Delivery
from diary.entries.wire import write_version
from diary.ops.demo_data import DemoClinic, DemoPatient, demo_clinic
from diary.ops.demo_diary import Calendar, Save, saves_of
from diary.ops.demo_phone import pair_phone
from diary.ops.machine_zone import machine_zone
from diary.practice.access import patient_for
from diary.practice.actions import add_patient
from diary.practice.domain import ROWS, Intake, PatientFacts, PatientRecord
from diary.practice.models import Practice
from diary.practice.queries import areas_of, refuse_mixed_practices
from diary.sessions.actions import keep_session
from diary.sessions.course_actions import keep_course
from diary.sessions.domain import SOLUTIONS
from diary.sessions.values import CoursePlan, SessionFacts

APP = "1.0.0"
ENROLLED_AT = time(11, 30)  # after the visit at which the diary was agreed on
OPENED_AT = time(8)
WRITTEN_DOWN_AFTER = timedelta(minutes=20)
SENT_AFTER = timedelta(seconds=2)
OFTEN_OFF = frozenset({"worst"})
KEEPERS = {"entry": keep_entry, "flag_log": keep_what_followed}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where and by whom the demo's patients are treated."""

    zone: str
    practitioner: SignedInStaff


def fill_if_empty(now: datetime, *, zone: str | None = None) -> bool:
    """Make the demo clinic in an empty database; with one already there, leave it alone.

    Args:
        now: Aware. Series end on the diary's yesterday, so today is the next visit of every patient.
        zone: Of the clinic; the machine's own when left out.

    Returns:
        Whether it was made now.

    Raises:
        ConfigError: The database holds a real practice.
    """
    refuse_mixed_practices(demo=True)
    with writing():
        if db.session.scalar(select(Practice.id).limit(1)) is not None:
            return False
        make(demo_clinic(), zone or machine_zone(), now)
        return True


def make(clinic: DemoClinic, zone: str, now: datetime) -> None:
    today = diary_day(now, zone)
    longest = max(patient.days for patient in clinic.patients)
    opened = Calendar(today=today, zone=zone, days=longest).moment(0, OPENED_AT)
    place = Place(zone=zone, practitioner=make_practice(clinic, zone, opened))
    for patient in clinic.patients:
        make_patient(patient, place, Calendar(today=today, zone=zone, days=patient.days))


def make_practice(clinic: DemoClinic, zone: str, now: datetime) -> SignedInStaff:
    """The clinic and its people; returns the practitioner, by whom the rest is done."""
    practice = Practice(
        id=uuid4(),
        name=clinic.name,
        phone=clinic.phone,
        emergency_number=clinic.emergency_number,
        hours=clinic.hours,
        out_of_hours=clinic.out_of_hours,
        crisis_line=clinic.crisis_line,
        zone=zone,
        is_demo=True,
        created_at=now,
    )
    db.session.add(practice)
    db.session.flush()
    record("practice_created", Actor.system(), now=now, practice_id=practice.id)
    people = {
        role: add_person(practice.id, clinic, role, now) for role in ("practitioner", "reception", "administrator")
    }
    return people["practitioner"]


def add_person(practice_id: UUID, clinic: DemoClinic, role: str, now: datetime) -> SignedInStaff:
    person = next(one for one in clinic.staff if role in one.roles)
    roles = {f"is_{name}": name == role for name in ("practitioner", "reception", "administrator")}
    staff_id = add_staff(
        practice_id, person.name, person.email, clinic.password, **roles, actor=Actor.system(), now=now
    )
    return SignedInStaff(login_id=uuid4(), practice_id=practice_id, id=staff_id, name=person.name, **roles)


def make_patient(patient: DemoPatient, place: Place, calendar: Calendar) -> None:
    """A patient with a phone, consent, a course, its sessions and everything saved so far."""
    enrolled = calendar.moment(0, ENROLLED_AT)
    facts = PatientFacts(
        name=patient.name,
        year_of_birth=calendar.today.year - patient.age,
        language="en",
        rows=frozenset(ROWS) - OFTEN_OFF,
    )
    patient_id = add_patient(
        facts, (patient.area, patient.group), Intake(blood_thinner=False), place.practitioner, now=enrolled
    )
    kept = patient_for(patient_id, place.practitioner)
    phone = pair_phone(kept, patient.phone, place.practitioner, now=enrolled)
    [area] = areas_of(patient_id)
    keep_treatment(patient, kept, area.id, place, calendar)
    for save in saves_of(patient, calendar):
        keep_save(save, patient_id, area.id, phone.actor, place.zone)


def keep_treatment(patient: DemoPatient, kept: PatientRecord, area_id: UUID, place: Place, calendar: Calendar) -> None:
    """The course and its sessions, each with the visit after it; the last of those is today."""
    visits = [calendar.moment(day, patient.visit) for day in (*patient.sessions, patient.days)]
    plan = CoursePlan(
        condition=patient.condition,
        condition_words=None,
        planned_sessions=patient.planned,
        weekday=calendar.today.weekday(),
        next_visit_at=visits[0],
    )
    actor = place.practitioner.actor
    course_id = keep_course(kept, area_id, plan, actor=actor, now=calendar.moment(0, ENROLLED_AT))
    for number, at in enumerate(visits[:-1]):
        facts = facts_of(patient, number, at, place.zone)
        keep_session(kept, course_id, uuid4(), facts, visits[number + 1], actor=actor, now=at + WRITTEN_DOWN_AFTER)


def facts_of(patient: DemoPatient, number: int, at: datetime, zone: str) -> SessionFacts:
    return SessionFacts(
        at=at,
        day=diary_day(at, zone),
        zone=zone,
        injections="injections" in patient.techniques,
        spg_bath="spg_bath" in patient.techniques,
        areas=patient.area,
        side=None,
        solution=SOLUTIONS[0],
        anaesthetic=patient.anaesthetic,
        volume_ml=patient.volume_ml,
        points=patient.points,
        stinging=2 if number == 0 else 1,
        pain_before=patient.pain_before[number],
        pain_after_15min=patient.pain_after[number],
    )


def keep_save(save: Save, patient_id: UUID, area_id: UUID, actor: Actor, zone: str) -> None:
    """Keep what the phone sent, through the door that every save takes."""
    version = write_version(
        save.kind,
        save.body,
        version_id=uuid4(),
        for_day=save.for_day,
        area=area_id if save.kind == "entry" else None,
        edited_at=save.edited_at,
        zone=zone,
        app=APP,
    )
    KEEPERS.get(save.kind, keep_answers)(
        Delivery(
            patient_id=patient_id, version=version, actor=actor, source="phone", received_at=save.edited_at + SENT_AFTER
        )
    )
