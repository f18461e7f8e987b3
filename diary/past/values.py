"""What a day that a patient looks back on says: of one area, in the list, and on its own page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal
from uuid import UUID

from diary.entries.values import DayEntry
from diary.trends.facts import before_session


@dataclass(frozen=True, kw_only=True)
class PastSession:
    """One session in the days of its area."""

    number: int
    day: date
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PastArea:
    """One body area with what its days say to a reader, patient or carer; `until` is the day on which its course ended."""

    id: UUID
    name: str
    until: date | None
    reader: str
    sessions: Sequence[PastSession] = ()
    entries: Mapping[date, DayEntry] = field(default_factory=dict)

    @cached_property
    def sessions_at(self) -> dict[date, datetime]:
        return {session.day: session.at for session in self.sessions}

    @cached_property
    def numbers(self) -> dict[date, int]:
        """The number of the session that each session day had."""
        return {session.day: session.number for session in self.sessions}

    def said(self, day: date) -> "Said | None":
        entry = self.entries.get(day)
        return None if entry is None else Said(area=self.name, pain=entry.pain, marks=tuple(self.marks(entry)))

    def marks(self, entry: DayEntry) -> Iterator[str]:
        """What makes an answer differ from one that the patient gave on the day."""
        if entry.stamp == "recalled":
            yield "memory"
        elif entry.source == "paper":
            yield "paper"
        elif entry.stamp == "late":
            yield "late"
        if before_session(entry, self.sessions_at):
            yield "before"
        if entry.author == "carer":
            yield "you" if self.reader == "carer" else "carer"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one day says of one area; from memory it says no number."""

    area: str
    pain: int | None
    marks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DayRow:
    """One day in the list. An empty one that still takes a number leads to its form: today, or yesterday."""

    day: date
    session: int | None
    said: tuple[Said | None, ...]
    fills: Literal["today", "yesterday"] | None

    @property
    def told(self) -> list[Said]:
        return [said for said in self.said if said]


@dataclass(frozen=True, kw_only=True)
class Changed:
    """That a day says something else than at first: the day of the last change, and the first number."""

    on: date
    first: int | None


@dataclass(frozen=True, kw_only=True)
class DayPage:
    """One day in full, with an answer and its change for each area."""

    row: DayRow
    entries: tuple[DayEntry | None, ...]
    changed: tuple[Changed | None, ...]
    line: str | None
    can: str | None
