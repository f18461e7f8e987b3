"""What a patient's phone saved, for tests that need the id of something of every kind."""

from uuid import UUID

from diary import clock
from diary.practice.models import Patient
from diary.sync.actions import receive
from tests.entries.saves import PHONE, a_message, sent

CARD = {
    "rule": "RF06",
    "level": "C",
    "rules_version": "1",
    "shown_at": "2026-11-18T00:05:00.000Z",
    "symptoms": ["weakness"],
}


def a_question(patient: Patient) -> UUID:
    """Something that the patient wants to ask."""
    return saved(patient, "question", {"words": "May I swim?"})


def a_flag_card(patient: Patient) -> UUID:
    """A red-flag card that the patient was shown."""
    return saved(patient, "flag_log", CARD)


def saved(patient: Patient, kind: str, body: dict[str, object]) -> UUID:
    message = a_message(kind=kind, body=body, edited_at=sent(clock.now())) | {"area": None}
    [result] = receive(patient.id, [message], actor=PHONE, now=clock.now())
    assert result.verdict == "stored", result.errors
    return UUID(result.id)
