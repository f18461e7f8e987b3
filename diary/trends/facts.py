"""What the one-pager is made of: everything known of one course, as values."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from diary.checks.domain import CompleteCheck
from diary.checks.values import AskedQuestion
from diary.days import diary_day
from diary.effects.values import AnsweredAfter, ShownFlag
from diary.entries.values import DayEntry
from diary.practice.domain import PatientRecord
from diary.sessions.values import CourseRecord, RecordedSession
from diary.text import Text


@dataclass(frozen=True, kw_only=True)
class Words:
    """How sentences and days are said in the reader's language."""

    say: Callable[[Text | str], str]
    chart_date: Callable[[date], str]
    table_date: Callable[[date], str]
    medium_date: Callable[[date], str]
    full_date: Callable[[date], str]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One patient, one course and its diary, on one day."""

    patient: PatientRecord
    today: date
    intake_pain: int | None
    courses: tuple[CourseRecord, ...]
    course: CourseRecord | None
    sessions: tuple[RecordedSession, ...]
    entries: tuple[DayEntry, ...] = ()
    flags: tuple[ShownFlag, ...] = ()  # red-flag cards that were shown, the oldest first
    after: tuple[AnsweredAfter, ...] = ()  # of these sessions
    relief_lasted: Mapping[int, timedelta] = field(default_factory=dict)  # by session, as the patient said it wore off
    checks: tuple[CompleteCheck, ...] = ()
    goal: str | None = None
    goal_since: date | None = None
    questions: tuple[AskedQuestion, ...] = ()  # open ones, and those talked about today

    @cached_property
    def closed_on(self) -> date | None:
        """The day on which the course or the sharing ended, whichever came first: what came later is not known here."""
        ends = (self.course and self.course.ended_at, self.patient.shared_until)
        return min((diary_day(at, self.patient.practice.zone) for at in ends if at), default=None)

    @cached_property
    def as_of(self) -> date:
        """The last day that counts: yesterday, or the day on which everything ended."""
        yesterday = self.today - timedelta(days=1)
        return min(yesterday, self.closed_on or yesterday)

    @cached_property
    def session_days(self) -> tuple[date, ...]:
        return tuple(session.day for session in self.sessions)

    @cached_property
    def sessions_at(self) -> dict[date, datetime]:
        return {session.day: session.at for session in self.sessions}

    @cached_property
    def numbers(self) -> dict[UUID, int]:
        """The number of each session."""
        return {session.id: session.number for session in self.sessions}

    @property
    def next_session(self) -> date | None:
        """The day of the next visit; None once its session is recorded, or when none is booked."""
        if self.course is None or self.course.next_visit_at is None:
            return None
        day = diary_day(self.course.next_visit_at, self.patient.practice.zone)
        return None if day < self.today or day in self.session_days else day

    def before_session(self, entry: DayEntry) -> bool:
        """Made before the session of its day: it speaks of the day before and counts nowhere."""
        return before_session(entry, self.sessions_at)

    def counted(self) -> list[DayEntry]:
        """The entries that enter numbers: not those from memory, not those made before the session of their day."""
        return counted(self.entries, self.sessions_at)

    def scores(self) -> dict[date, float]:
        """The scores that count, by day."""
        return scores_of(self.counted())

    def session_before(self, entry: DayEntry) -> int:
        """The number of the latest session before an entry was made; 0 before the first."""
        last = entry.day - timedelta(days=1) if self.before_session(entry) else entry.day
        return bisect_right(self.session_days, last)


def before_session(entry: DayEntry, sessions_at: Mapping[date, datetime]) -> bool:
    """Made before the session of its day, given when each day's session was."""
    at = sessions_at.get(entry.day)
    return at is not None and entry.asked == "last_24h" and entry.corrected_at < at


def counted(entries: Iterable[DayEntry], sessions_at: Mapping[date, datetime]) -> list[DayEntry]:
    return [entry for entry in entries if entry.stamp != "recalled" and not before_session(entry, sessions_at)]


def scores_of(entries: Iterable[DayEntry]) -> dict[date, float]:
    """Each day's average pain, where it was given."""
    return {entry.day: float(entry.pain) for entry in entries if entry.pain is not None}
