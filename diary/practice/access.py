"""The one door to a patient: staff reach those of their own practice, a phone reaches its own."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Table, bindparam, select

from diary.accounts.domain import SignedInPhone, SignedInStaff
from diary.db import db
from diary.errors import NotFound
from diary.practice.domain import ROWS, Look, PatientRecord, PracticeCard, SignedOff
from diary.practice.models import Patient, Practice

PATIENT, PRACTICE = (cast(Table, model.__table__) for model in (Patient, Practice))
SIGNED = "red_flags_signed_"
SIGN_OFF = (f"{SIGNED}version", f"{SIGNED}by", f"{SIGNED}at")
SAID = ("id", "name", "phone", "emergency_number", "zone", "is_demo", "hours", "out_of_hours", "crisis_line")
# Built once, and without the ORM: every page of a patient begins with it.
THE_PATIENT = select(
    *(PATIENT.c[name] for name in ("id", "name", "year_of_birth", "language", "enrolled_on", "archived_at")),
    *(PATIENT.c[name] for name in ("sharing_stopped_at", "look", "bigger_buttons", "hides_trend", "deletion_asked_at")),
    *(PATIENT.c[f"asks_{row}"] for row in ROWS),
    *(PRACTICE.c[name].label(f"practice_{name}") for name in (*SAID, *SIGN_OFF)),
).join(PRACTICE, PRACTICE.c.id == PATIENT.c.practice_id)
IN_PRACTICE = THE_PATIENT.where(PATIENT.c.id == bindparam("patient"), PATIENT.c.practice_id == bindparam("practice"))


def patient_for(patient_id: UUID, staff: SignedInStaff) -> PatientRecord:
    """One patient of the practice where this member of staff works.

    Raises:
        NotFound: There is no such patient, or they belong to another practice; nobody can tell which,
            because both take the same one query and give the same answer.
    """
    return found(IN_PRACTICE, {"patient": patient_id, "practice": staff.practice_id})


def patient_of_phone(phone: SignedInPhone) -> PatientRecord:
    """The patient whose diary this paired phone keeps."""
    return found(IN_PRACTICE, {"patient": phone.patient_id, "practice": phone.practice_id})


def the_patient(*which: ColumnElement[bool]) -> PatientRecord:
    return found(THE_PATIENT.where(*which))


def found(statement: Select[Any], values: Mapping[str, UUID] | None = None) -> PatientRecord:
    row = db.session.connection().execute(statement, values).one_or_none()
    if row is None:
        raise NotFound
    return record_of(row)


def record_of(row: Row[Any]) -> PatientRecord:
    return PatientRecord(
        id=row.id,
        practice=card_of(row, "practice_"),
        name=row.name,
        year_of_birth=row.year_of_birth,
        language=row.language,
        enrolled_on=row.enrolled_on,
        archived_at=row.archived_at,
        shared_until=row.sharing_stopped_at,
        rows=frozenset(name for name in ROWS if getattr(row, f"asks_{name}")),
        look=Look(theme=row.look, bigger_buttons=row.bigger_buttons),
        hides_trend=row.hides_trend,
        deletion_asked_at=row.deletion_asked_at,
    )


def card_of(row: Row[Any], prefix: str = "") -> PracticeCard:
    """What every page may say of a clinic, from a row with its columns."""
    signed = SignedOff(**{name.removeprefix(SIGNED): row._mapping[prefix + name] for name in SIGN_OFF})
    said = {name: row._mapping[prefix + name] for name in SAID}
    return PracticeCard(**said, red_flags_signed=signed if signed.version else None)
