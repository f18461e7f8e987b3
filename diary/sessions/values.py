"""Courses and treatment sessions as values that never change: what pages and trends may know."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from diary.sessions.domain import may_be_moved


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePlan:
    """What staff decide about a course."""

    condition: str
    condition_words: str | None
    planned_sessions: int
    weekday: int | None  # 0 Monday … 6 Sunday
    next_visit_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRecord(CoursePlan):
    """One series of sessions for one area, with the area's name."""

    id: UUID
    patient_id: UUID
    area_id: UUID
    area_name: str
    area_group: str
    opened_at: datetime
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """What is recorded of one visit's treatment."""

    at: datetime
    day: date  # the diary's day in the practice's zone
    zone: str
    injections: bool
    spg_bath: bool
    areas: str  # one a line
    side: str | None
    solution: str
    anaesthetic: str
    volume_ml: float | None = None
    points: int | None = None
    stinging: int | None = None  # during the injections: 0 none … 3 a lot
    pain_before: int | None = None
    pain_after_15min: int | None = None
    note: str | None = None  # practitioners only

    @property
    def techniques(self) -> tuple[str, ...]:
        done = (("injections", self.injections), ("spg_bath", self.spg_bath))
        return tuple(technique for technique, was_done in done if was_done)

    @property
    def area_names(self) -> list[str]:
        return self.areas.splitlines()

    @property
    def is_bath_only(self) -> bool:
        """Without injections, the check-in asks "since your treatment"."""
        return self.spg_bath and not self.injections

    def is_after(self, now: datetime) -> bool:
        """Its date is still to come on the calendar of the practice; later today is fine."""
        zone = ZoneInfo(self.zone)
        return self.at.astimezone(zone).date() > now.astimezone(zone).date()

    def has_passed(self, now: datetime) -> bool:
        """From its time on, the check-in asks about the time since."""
        return now >= self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedSession(SessionFacts):
    """One treatment session as it stands now, with its place in its course."""

    id: UUID
    patient_id: UUID
    course_id: UUID
    area_id: UUID
    revision: int  # 1 until it is corrected
    created_at: datetime
    recorded_by: UUID | None
    recorded_at: datetime  # of this state
    number: int = 0  # 1 for the first of its course

    def may_be_moved(self, now: datetime) -> bool:
        return may_be_moved(self.created_at, now)

    def with_note(self, note: str | None) -> Self:
        return replace(self, note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierSession(SessionFacts):
    """How a treatment session stood before it was corrected, moved or cancelled."""

    revision: int
    recorded_by: UUID | None
    recorded_at: datetime


FACTS = tuple(SessionFacts.__dataclass_fields__)


def facts_of(kept: SessionFacts) -> dict[str, Any]:
    """Each fact by its name."""
    return {name: getattr(kept, name) for name in FACTS}
