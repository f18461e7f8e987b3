"""Keep what a patient answered to "Before you start"."""

from datetime import datetime

from diary.accounts.domain import SignedInPhone
from diary.audit.actions import record
from diary.db import db, writing
from diary.practice.consent import VERSION
from diary.practice.models import Consent
from diary.practice.reminder_actions import plan_reminders_again


def answer_consent(phone: SignedInPhone, *, wording: str, language: str, agreed: bool, now: datetime) -> None:
    """One answer, with the very words that were shown; a later answer is a new row and the latest counts.

    Args:
        phone: Where it was answered; it knows whose diary it is.
        wording: The lines as the patient read them.
        language: In which language they were.
        agreed: Whether the patient agreed.
        now: Aware.
    """
    with writing():
        db.session.add(
            Consent(
                patient_id=phone.patient_id,
                wording_version=VERSION,
                wording=wording,
                language=language,
                agreed=agreed,
                answered_at=now,
                device_id=phone.device_id,
            )
        )
        plan_reminders_again(phone.patient_id, now=now)
        who = {"practice_id": phone.practice_id, "patient_id": phone.patient_id}
        record(action_of(agreed=agreed), phone.actor, now=now, detail=VERSION, **who)


def action_of(*, agreed: bool) -> str:
    """What the audit says of an answer."""
    return "consent_given" if agreed else "consent_refused"
