"""What the weekly check, the goal and the questions say: values that never change."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from diary.checks.domain import peg_score


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswers:
    """The answers of one weekly check; what was not answered is None."""

    peg_pain: int | None = None
    peg_enjoyment: int | None = None
    peg_activity: int | None = None
    change: int | None = None  # 1 very much better … 4 the same … 7 very much worse
    goal_difficulty: int | None = None

    @property
    def peg(self) -> float | None:
        return peg_score(self.peg_pain, self.peg_enjoyment, self.peg_activity)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredCheck(CheckAnswers):
    """One weekly check as it was saved."""

    day: date
    corrected_at: datetime
    version_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBody:
    """One thing to ask at the visit, as one save has it."""

    words: str
    question: UUID | None = None  # the save that first asked it; None when this one does
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSet:
    """What the patient wants to do again from a day on; without words, the goal was put away."""

    words: str | None
    set_on: date
    corrected_at: datetime
    version_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """One thing that the patient wants to ask, or asked."""

    id: UUID
    words: str
    asked_on: date
    talked_about_on: date | None
    corrected_at: datetime
