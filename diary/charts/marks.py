"""What a figure is told: plain values with the words already in the reader's language."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DayMark:
    """What one day with an entry shows; a day without an entry has no mark.

    `bother` is 0–3; half a step says "yes" without saying how much. None is a question not answered.
    """

    day: date
    pain: float | None  # None: from memory, so no number is drawn
    late: bool = False
    paper: bool = False
    before_session: bool = False  # made before the session of its day: drawn left of the line
    bother: float | None = None
    medicine: int | None = None
    sleep: int | None = None

    @property
    def counts(self) -> bool:
        return self.pain is not None and not self.before_session


@dataclass(frozen=True, slots=True)
class SessionMark:
    """One session's line: "Session 3" above "Oct 30"; the next one is dashed."""

    day: date
    number: int
    name: str
    date: str
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class ReliefMark:
    """The days below the line after one session, with its length in words of three sizes.

    `run` are the days with an entry from the first low day to the last; the days between them
    without one are drawn pale. `window_end` is the first day that belongs to the next session.
    """

    session: date
    start: date | None  # None: no bar, the words alone
    days: int
    window_end: date
    single: bool
    run: tuple[date, ...]
    words: str
    short: str
    big: str
    small: str

    @property
    def end(self) -> date | None:
        return None if self.start is None else self.start + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class WeekMark:
    """The average printed under some days."""

    first: date
    days: int
    words: str


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal line with a meaning: its height on the scale, its words, and its words where there is little room."""

    pain: float
    words: str
    short: str


@dataclass(frozen=True, slots=True)
class RowWords:
    """What stands beside each row; a strip nobody answered says so instead of looking empty."""

    sessions: str
    average: str
    average_short: str
    relief: str
    effects: str
    medicine: str
    sleep: str
    kept: str
    before: str
    before_short: str
    before_date: str
    not_answered: tuple[str, str, str]  # of effects, medicine and sleep


@dataclass(frozen=True, slots=True)
class CourseMarks:
    """Everything the figure of one course draws, from `first` up to and without `end`."""

    first: date
    end: date
    as_of: date  # days after it are not missing yet
    hidden: tuple[date, date] | None  # first and last day left out of a long course
    days: tuple[DayMark, ...]
    sessions: tuple[SessionMark, ...]
    reliefs: tuple[ReliefMark, ...]
    weeks: tuple[WeekMark, ...]
    worst: Level
    none: Level
    baseline: Level | None
    baseline_recalled: bool  # from intake: dashed
    lower30: Level | None
    lower50: Level | None
    rows: RowWords
