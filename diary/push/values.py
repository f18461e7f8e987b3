"""What the parts of a push hand to each other."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from diary.push.answers import Answer, Verdict

COLD_AFTER = timedelta(days=60)  # without the diary being opened with it: its address may be dead, and nobody says so
# What was answered for good is kept behind the topic of its push; no topic has these letters.
MARKS = {Verdict.ACCEPTED: " ", Verdict.REFUSED: "!"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """One phone's push service: its address and the keys that only the phone can open a push with (RFC 8291)."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """A phone that can be reached, and in which language."""

    device_id: UUID
    patient_id: UUID
    receiver: Receiver
    language: str
    topics: str = ""  # of the last pushes, each with its mark

    def said_to(self, topic: str) -> Verdict | None:
        """What its service answered for good to a push, if it did: then it is not asked again."""
        return next((verdict for verdict, mark in MARKS.items() if topic + mark in self.topics), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What became of the pushes to one phone; the columns of its row say what each moment means."""

    seen_at: datetime
    accepted_at: datetime | None
    opened_at: datetime | None
    refused_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a push service said to one push."""

    phone: Reachable
    topic: str
    answer: Answer
