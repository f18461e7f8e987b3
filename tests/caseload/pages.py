"""What browsers send to the pages of a patient's set-up; name only what matters to the test."""

from typing import Any

from diary.db import db
from diary.practice.models import Area, Patient

RECORD = {"name": "Alice Martin", "year_of_birth": "1961", "language": "en", "rows": ["sleep", "note"]}
INTAKE = {"blood_thinner": "yes", "anaesthetic_allergy": "no", "diabetes": "not_asked", "intake_pain": "7"}
AREA = {"area_name": "Right knee", "area_group": "joint"}


def details_of(patient: Patient) -> str:
    return f"/clinic/patients/{patient.id}/details"


def save(browser: Any, patient: Patient, **changes: Any) -> Any:
    """Save the record as the page would."""
    return browser.send_form(details_of(patient), **(RECORD | INTAKE | changes))


def add(browser: Any, **changes: Any) -> Any:
    """Add a patient as the page would."""
    return browser.send_form("/clinic/patients/new", **(RECORD | INTAKE | AREA | changes))


def again(patient: Patient) -> Patient:
    """The patient's row as it is now."""
    db.session.rollback()
    return db.session.get_one(Patient, patient.id)


def patients() -> list[Patient]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Patient).order_by(Patient.created_at)))


def areas() -> list[Area]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Area).order_by(Area.name)))
