"""Write what staff say about a patient; what a record said before stays readable."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from diary.accounts.domain import SignedInStaff
from diary.audit.actions import record
from diary.days import diary_day
from diary.db import db, writing
from diary.errors import NotFound
from diary.practice.domain import ROWS, Intake, PatientArea, PatientFacts, PatientRecord
from diary.practice.models import Area, EarlierPatientFact, Patient, Practice

AREA_FACTS = {"name": "area_name", "area_group": "area_group"}


def add_patient(
    facts: PatientFacts, area: tuple[str, str], intake: Intake, staff: SignedInStaff, *, now: datetime
) -> UUID:
    """A new patient of the practice where this member of staff works, with a first area.

    Args:
        facts: Who it is and which rows to ask.
        area: The area's name and its group.
        intake: What was asked so far; nothing where reception adds the patient.
        staff: Who adds the patient.
        now: Aware; the day it falls on at the practice is the day of enrolment.
    """
    with writing():
        zone = db.session.scalars(db.select(Practice.zone).where(Practice.id == staff.practice_id)).one()
        patient = Patient(id=uuid4(), practice_id=staff.practice_id, enrolled_on=diary_day(now, zone), created_at=now)
        for column, value in (fact_columns(facts) | intake_columns(intake)).items():
            setattr(patient, column, value)
        db.session.add(patient)
        db.session.flush()
        db.session.add(Area(id=uuid4(), patient_id=patient.id, name=area[0], area_group=area[1]))
        trace("patient_added", patient.id, staff, now)
        return patient.id


def change_patient(
    patient: PatientRecord, facts: PatientFacts, intake: Intake | None, staff: SignedInStaff, *, now: datetime
) -> None:
    """Change what the record says; without intake answers those stay as they are."""
    with writing():
        row = db.session.get_one(Patient, patient.id, with_for_update=True)
        changes = fact_columns(facts) | (intake_columns(intake) if intake else {})
        was = change_columns(row, changes)
        if was:
            keep_earlier(was, patient.id, staff, now)
            trace("patient_changed", patient.id, staff, now, detail=", ".join(was))


def fact_columns(facts: PatientFacts) -> dict[str, object]:
    rows = {f"asks_{row}": row in facts.rows for row in ROWS}
    return {"name": facts.name, "year_of_birth": facts.year_of_birth, "language": facts.language, **rows}


def intake_columns(intake: Intake) -> dict[str, object]:
    return {
        "blood_thinner": intake.blood_thinner,
        "anaesthetic_allergy": intake.anaesthetic_allergy,
        "diabetes": intake.diabetes,
        "intake_pain": intake.pain,
    }


def change_columns(row: Patient | Area, values: Mapping[str, object]) -> dict[str, str]:
    """Set each column that differs; returns what those said before, in words."""
    changed = {column: value for column, value in values.items() if getattr(row, column) != value}
    was = {column: in_words(getattr(row, column)) for column in changed}
    for column, value in changed.items():
        setattr(row, column, value)
    return was


def keep_earlier(facts: Mapping[str, str], patient_id: UUID, staff: SignedInStaff, now: datetime) -> None:
    for fact, was in facts.items():
        db.session.add(
            EarlierPatientFact(patient_id=patient_id, fact=fact, was=was, changed_at=now, changed_by=staff.id)
        )


def in_words(value: object) -> str:
    return (
        {None: "not asked", True: "yes", False: "no"}[value] if value is None or isinstance(value, bool) else str(value)
    )


def add_area(patient: PatientRecord, name: str, group: str, staff: SignedInStaff, *, now: datetime) -> PatientArea:
    """One more area for this patient's diary. Areas are never removed: entries speak of them."""
    with writing():
        area = Area(id=uuid4(), patient_id=patient.id, name=name, area_group=group)
        db.session.add(area)
        trace("area_added", patient.id, staff, now)
        return PatientArea(id=area.id, name=name, group=group)


def change_area(
    patient: PatientRecord, area_id: UUID, name: str, group: str, staff: SignedInStaff, *, now: datetime
) -> None:
    """Call an area by a better name, or say where it belongs; its entries stay with it.

    Raises:
        NotFound: This patient has no such area.
    """
    with writing():
        query = db.select(Area).where(Area.id == area_id, Area.patient_id == patient.id).with_for_update()
        area = db.session.scalars(query).one_or_none()
        if area is None:
            raise NotFound
        was = change_columns(area, {"name": name, "area_group": group})
        if was:
            keep_earlier({AREA_FACTS[column]: words for column, words in was.items()}, patient.id, staff, now)
            trace("area_changed", patient.id, staff, now, detail=str(area_id))


def archive_patient(patient: PatientRecord, staff: SignedInStaff, *, now: datetime) -> None:
    """Take a patient off the list; nothing is lost, and the diary on their phone stays open."""
    set_archived(patient, now, "patient_archived", staff, now)


def unarchive_patient(patient: PatientRecord, staff: SignedInStaff, *, now: datetime) -> None:
    """Put a patient back on the list."""
    set_archived(patient, None, "patient_unarchived", staff, now)


def set_archived(patient: PatientRecord, at: datetime | None, action: str, staff: SignedInStaff, now: datetime) -> None:
    with writing():
        row = db.session.get_one(Patient, patient.id, with_for_update=True)
        if (row.archived_at is None) == (at is None):
            return
        row.archived_at = at
        trace(action, patient.id, staff, now)


def trace(action: str, patient_id: UUID, staff: SignedInStaff, now: datetime, *, detail: str = "") -> None:
    record(action, staff.actor, now=now, practice_id=staff.practice_id, patient_id=patient_id, detail=detail)
