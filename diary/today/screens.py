"""What each of the patient's screens shows, ready to be drawn."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID, uuid4

from diary.sessions.values import CourseRecord
from diary.text import Text
from diary.today.domain import count_of_days, days_kept, latest_of, rows_asked, rows_of_events, wording
from diary.today.facts import DayFacts

NUMBERS = ("pain", "pain_2")  # the form's names for the numbers of the areas it asks
STILL = ("still", "second")  # and for how much an effect bothers that it asks after by name


@dataclass(frozen=True, kw_only=True)
class AskedArea:
    """One area that the form asks a number for, and the id under which it will be kept."""

    field: str
    area_id: UUID | None = None
    name: str = ""
    version_id: UUID | None = None
    wording: str = "last_24h"

    @classmethod
    def of(cls, facts: DayFacts, field: str, course: CourseRecord) -> Self:
        return cls(
            field=field,
            area_id=course.area_id,
            name=course.area_name,
            version_id=uuid4(),
            wording=wording(facts.day, latest_of(course, facts.sessions)),
        )

    @property
    def asked(self) -> str:
        return "last_24h" if self.wording == "last_24h" else "since_session"


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """What the check-in shows besides the answers. Without a day it is nobody's: the shell that a phone keeps."""

    day: date | None = None
    zone: str = "UTC"
    says_day: bool = False
    is_past: bool = False
    is_events: bool = False  # asks what happened, and for no number
    areas: tuple[AskedArea, ...] = tuple(AskedArea(field=field) for field in NUMBERS)
    rows: frozenset[str] = frozenset()
    still: tuple[tuple[str, ...], ...] = ((), ())  # effects to ask after, in each area
    second_session: UUID | None = None  # that the second area's are about
    asked_second_id: UUID | None = None  # under which their answers will be kept
    relief_from: date | None = None
    goal: str | None = None
    after_bath: bool = False
    before_first: bool = False
    saved_at: datetime | None = None
    saved_is_own: bool = True  # by whom this phone is for: the patient, or the carer

    @classmethod
    def of(cls, facts: DayFacts, *, events: bool = False) -> Self:
        """What the form of a day shows; with `events` the one that asks for no number."""
        latest = facts.latest
        has_relief = latest is not None and facts.has_relief(latest, facts.day)
        rows = rows_asked(facts.patient.rows, facts.day, latest, facts.goal, has_relief=has_relief)
        areas = zip(NUMBERS, facts.courses, strict=False)
        return cls(
            is_events=events,
            day=facts.day,
            zone=facts.zone,
            says_day=facts.says_day,
            is_past=facts.day < facts.today,
            areas=tuple(AskedArea.of(facts, field, course) for field, course in areas),
            rows=rows_of_events(rows) if events else rows,
            still=facts.still_open,
            second_session=facts.second_session.id if facts.second_session else None,
            asked_second_id=uuid4(),
            relief_from=latest.day if latest else None,
            goal=facts.goal,
            after_bath=latest is not None and latest.is_bath_only,
            before_first=latest is None,
            saved_at=facts.saved_at,
            saved_is_own=facts.saved_is_own,
        )

    @property
    def asks_after_any(self) -> bool:
        return any(self.still)

    @property
    def asked_second(self) -> tuple[str, ...]:
        """The effects to ask after in the second area."""
        return self.still[1] if len(self.still) > 1 else ()

    @property
    def asks_after(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """For each area the form's name, the area's where two are treated, and its effects to ask after."""
        names = [area.name if len(self.areas) > 1 else "" for area in self.areas]
        return list(zip(STILL, names, self.still, strict=False))

    @property
    def relief_is_recent(self) -> bool:
        """A weekday alone says which one: it was less than a week ago."""
        return self.day is not None and self.relief_from is not None and self.day - self.relief_from < timedelta(days=7)

    @property
    def is_shell(self) -> bool:
        return self.day is None


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What the patient reads after a save."""

    day: date | None = None
    pain: int | None = None
    count: Text | None = None
    worst_is_lower: bool = False
    open_yesterday: date | None = None

    @classmethod
    def of(cls, facts: DayFacts) -> Self:
        pain, worst = (facts.entry.pain, facts.entry.worst) if facts.entry else (None, None)
        kept, of = days_kept(facts.entries, facts.start, facts.day), (facts.day - facts.start).days + 1
        return cls(
            day=facts.day,
            pain=pain,
            count=count_of_days(kept, of, facts.latest),
            worst_is_lower=pain is not None and worst is not None and worst < pain,
            open_yesterday=facts.open_yesterday if facts.day == facts.today else None,
        )


@dataclass(frozen=True, kw_only=True)
class Home:
    """What stands where no question is open."""

    today: date | None = None
    other_day: date | None = None  # that was asked for and takes no number
    line: str | None = None
    may_check_in: bool = False
    saved_at: datetime | None = None
    saved_is_own: bool = True
    zone: str = "UTC"
    open_yesterday: date | None = None

    @classmethod
    def of(cls, facts: DayFacts) -> Self:
        return cls(
            today=facts.today,
            zone=facts.zone,
            other_day=facts.day if facts.courses and not facts.takes_number else None,
            line=facts.line,
            may_check_in=bool(facts.courses),
            saved_at=None if facts.line else facts.saved_at,
            saved_is_own=facts.saved_is_own,
            open_yesterday=facts.open_yesterday,
        )
