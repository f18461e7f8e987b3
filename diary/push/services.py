"""How it stands with each push service: whether it is asked now, and what it answered so far."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from diary.push.answers import Answer, Verdict

TROUBLES, REST = 5, timedelta(minutes=2)  # after so many failures in a row a service is left alone for so long
MOST_COMPLAINTS = 20
TROUBLE = (Verdict.LATER, Verdict.DISTRUSTED)


@dataclass(slots=True)
class Service:
    """One push service, as its answers show it."""

    rests_until: datetime | None = None
    troubles: int = 0  # in a row
    answers: Counter[str] = field(default_factory=Counter)
    complaints: set[tuple[int | None, str]] = field(default_factory=set)

    def rest(self, now: datetime) -> timedelta | None:
        """How long to leave it alone; None when it may be asked."""
        return self.rests_until - now if self.rests_until and self.rests_until > now else None

    def is_news(self, status: int | None, reason: str) -> bool:
        """Whether it never gave this answer before: each is written into the log once, and only so many."""
        complaint = (status, reason)
        if complaint in self.complaints or len(self.complaints) == MOST_COMPLAINTS:
            return False
        self.complaints.add(complaint)
        return True

    def hear(self, answer: Answer, now: datetime) -> None:
        """Learn from an answer."""
        self.answers[answer.verdict] += 1
        self.troubles = self.troubles + 1 if answer.verdict in TROUBLE else 0
        rest = REST if self.troubles >= TROUBLES else timedelta(0)  # a service in trouble may ask for too little
        if rest or answer.wait is not None:
            self.rests_until = now + max(rest, answer.wait or rest)
