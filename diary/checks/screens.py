"""What the screens of the visit and the goal show, ready to be drawn. Without a moment they are nobody's: what a phone keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from diary.checks.domain import A_DAY, TALKED_SHOWN_FOR, first_check_day
from diary.checks.values import AnsweredCheck, AskedQuestion, GoalSet
from diary.days import diary_day
from diary.practice.domain import PracticeCard
from diary.text import Text


@dataclass(frozen=True, kw_only=True)
class Visit:
    """The next visit and all that is for it; days are those of the practice."""

    now: datetime | None = None
    zone: str = "UTC"
    has_ended: bool = False
    practice: PracticeCard | None = None
    at: datetime | None = None
    check_is_open: bool = False
    answered: AnsweredCheck | None = None  # the check of this visit, as it was saved last
    asks_change: bool = False
    goal: str | None = None  # whose difficulty the check asks about
    questions: Sequence[AskedQuestion] = ()

    @property
    def line(self) -> str | None:
        """What is to be said of the visit beside its date."""
        if self.at is None or self.now is None:
            return "ended" if self.has_ended else "call" if self.practice and self.practice.phone else "none"
        days = diary_day(self.at, self.zone) - diary_day(self.now, self.zone)
        return {timedelta(0): "today", A_DAY: "tomorrow"}.get(days)

    @property
    def is_over(self) -> bool:
        """Nothing is asked for a visit: there will be none."""
        return self.line == "ended"

    @property
    def check_from(self) -> date | None:
        """The first day that a check of this visit may be for."""
        return first_check_day(self.at, self.zone) if self.at else None

    @property
    def offers_check(self) -> bool:
        return self.check_is_open and self.answered is None

    @property
    def open_questions(self) -> list[AskedQuestion]:
        return [question for question in self.questions if question.talked_about_on is None]

    @property
    def talked_about(self) -> list[tuple[AskedQuestion, date]]:
        """What was talked about in the last weeks, each with its day."""
        if self.now is None:
            return []
        first = diary_day(self.now, self.zone) - TALKED_SHOWN_FOR
        return [(one, on) for one in self.questions if (on := one.talked_about_on) and on >= first]


@dataclass(frozen=True, kw_only=True)
class GoalWeek:
    """What the patient wants to do again, and the seven days up to yesterday of it. Without days it is nobody's."""

    goal: GoalSet | None = None
    is_asked: bool = False  # the clinic chose the row for this patient, whose course runs
    is_over: bool = False  # the course has ended, and no other one runs
    days: Sequence[tuple[date, str | None]] = ()  # each with its answer
    earlier: Sequence[GoalSet] = ()  # goals of before, the newest first

    @property
    def of(self) -> int:
        """Days with an answer."""
        return sum(answer is not None for _day, answer in self.days)

    @property
    def done(self) -> int:
        """Days on which the goal was met: only a plain yes says so."""
        return sum(answer == "yes" for _day, answer in self.days)

    @property
    def count(self) -> Text:
        if not self.of:
            return Text("No answers this week")
        return Text.plural(
            "%(done)s of %(n)s day this week", "%(done)s of %(n)s days this week", self.of, done=self.done
        )
