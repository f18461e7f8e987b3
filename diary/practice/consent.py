"""What a patient agrees to before the first entry, word for word; each wording has a version."""

import hashlib

from diary.practice.domain import ConsentAnswer, PracticeCard
from diary.text import Text

VERSION = "2026-11"
# A new version brings one sentence on what is new, shown first to those who answered an older one.
WHAT_CHANGED: Text | None = None


def consent_lines(practice: PracticeCard) -> tuple[Text, ...]:
    """The five lines of "Before you start" for this clinic."""
    return (
        Text("Your diary is for you and %(clinic)s.", clinic=practice.name),
        Text("Your clinic reads it at your visit. No one watches it day to day."),
        emergency_line(practice),
        Text("You can stop at any time. Your care will not change."),
        Text("You can get a copy of your diary, or delete it."),
    )


def emergency_line(practice: PracticeCard) -> Text:
    """What is true in an emergency; every card about the diary says it."""
    if practice.emergency_number:
        return Text(
            "It is not for emergencies. Call %(emergency)s if you need help now.", emergency=practice.emergency_number
        )
    return Text("It is not for emergencies. Call your emergency number if you need help now.")


def what_changed(answer: ConsentAnswer | None) -> Text | None:
    """What is new since the version that this patient answered; nothing for a first reading."""
    return WHAT_CHANGED if answer is not None and answer.version != VERSION else None


def holds(answer: ConsentAnswer | None) -> bool:
    """Whether the patient agreed to the words that hold now."""
    return answer is not None and answer.agreed and answer.version == VERSION


def mark_of(wording: str) -> str:
    """A short mark of the exact words shown, so that an answer belongs to what was read and to nothing else."""
    return hashlib.sha256(f"{VERSION}\n{wording}".encode()).hexdigest()[:32]
