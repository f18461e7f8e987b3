"""The one door to a patient: staff reach those of their own practice, a phone reaches its own."""

from uuid import UUID

from sqlalchemy import ColumnElement

from diary.accounts.domain import SignedInPhone, SignedInStaff
from diary.db import db
from diary.errors import NotFound
from diary.practice.domain import ROWS, Look, PatientRecord, PracticeCard
from diary.practice.models import Patient, Practice


def patient_for(patient_id: UUID, staff: SignedInStaff) -> PatientRecord:
    """One patient of the practice where this member of staff works.

    Raises:
        NotFound: There is no such patient, or they belong to another practice; nobody can tell which,
            because both take the same one query and give the same answer.
    """
    return the_patient(Patient.id == patient_id, Patient.practice_id == staff.practice_id)


def patient_of_phone(phone: SignedInPhone) -> PatientRecord:
    """The patient whose diary this paired phone keeps."""
    return the_patient(Patient.id == phone.patient_id, Patient.practice_id == phone.practice_id)


def the_patient(*which: ColumnElement[bool]) -> PatientRecord:
    query = db.select(Patient, Practice).join(Practice, Practice.id == Patient.practice_id).where(*which)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return record_of(*row)


def record_of(patient: Patient, practice: Practice) -> PatientRecord:
    return PatientRecord(
        id=patient.id,
        practice=card_of(practice),
        name=patient.name,
        year_of_birth=patient.year_of_birth,
        language=patient.language,
        enrolled_on=patient.enrolled_on,
        archived_at=patient.archived_at,
        shared_until=patient.sharing_stopped_at,
        rows=frozenset(row for row in ROWS if getattr(patient, f"asks_{row}")),
        look=Look(theme=patient.look, bigger_buttons=patient.bigger_buttons),
    )


def card_of(practice: Practice) -> PracticeCard:
    return PracticeCard(
        id=practice.id,
        name=practice.name,
        phone=practice.phone,
        emergency_number=practice.emergency_number,
        zone=practice.zone,
        is_demo=practice.is_demo,
    )
