"""How a patient wants the screens drawn."""

from diary.accounts.domain import SignedInPhone
from diary.db import db, writing
from diary.practice.domain import Look
from diary.practice.models import Patient


def keep_look(phone: SignedInPhone, look: Look) -> None:
    """Bigger buttons, light or dark: one choice for all phones that keep this diary."""
    with writing():
        patient = db.session.get_one(Patient, phone.patient_id)
        patient.bigger_buttons = look.bigger_buttons
        patient.look = look.theme
