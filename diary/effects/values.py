"""What followed a session, as answered: values that never change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from diary.entries.values import Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterBody:
    """The answers of the screen after a session; what was not answered is None.

    `symptoms` are those of the red flags that were ticked, or ("none",); they are about the moment of the save alone.
    """

    prompt: str | None = None
    ease: str | None = None
    eased: str | None = None
    none_of_these: bool = False  # "None of these"
    effects: tuple[Effect, ...] = ()
    symptoms: tuple[str, ...] = ()
    usual_day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredAfter(AfterBody):
    """One such answer as it was saved."""

    version_id: UUID
    session_id: UUID
    day: date
    corrected_at: datetime
    author: str

    @property
    def is_by_name(self) -> bool:
        """Said in a check-in that asked after effects by name: the screen after a session always has an ease."""
        return self.ease is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefEndBody:
    """The patient's word that relief has worn off; without a moment, the day only."""

    said: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidReliefEnd(ReliefEndBody):
    """One such word as it was saved."""

    session_id: UUID
    day: date
    corrected_at: datetime
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagBody:
    """A red-flag card as one save has it."""

    rule: str
    level: str
    rules_version: str
    shown_at: datetime
    card: UUID | None = None  # the save that first told of it; None when this one does
    symptoms: Sequence[str] = ()
    dismissed_at: datetime | None = None
    called: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFlag:
    """A red-flag card that a phone showed, as it stands now."""

    id: UUID
    day: date
    rule: str
    level: str
    rules_version: str
    shown_at: datetime
    dismissed_at: datetime | None
    called: bool | None
    author: str
