"""What goes back and forth in a sync: values that never change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diary.checks.values import AskedQuestion, GoalSet
from diary.practice.domain import ConsentAnswer, PatientArea, PatientRecord
from diary.reminders.schedule import Plan
from diary.sessions.values import CourseRecord, RecordedSession
from diary.text import Text
from diary.trends.own import OwnTrend


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one item that a phone sent."""

    id: str | None  # None when the item had none that could be read
    verdict: str
    errors: Mapping[str, Text]
    revision: int | None = None  # the patient's, when it was stored just now


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVersion:
    """One save of the diary, on its way to a phone."""

    id: UUID
    revision: int
    canonical: str  # the whole save as its phone wrote it
    author: str
    source: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What came into a diary after a revision, oldest first, and up to which revision that is all there is."""

    versions: Sequence[KeptVersion]
    cursor: int
    mark: UUID | None  # the save that stands at the cursor; None when it was erased, or in an empty diary
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneFacts:
    """What a phone needs beside the saves to ask and to show the same as the diary's own pages."""

    patient: PatientRecord
    consent: ConsentAnswer | None  # the last one
    goals: Sequence[GoalSet]  # the newest first
    questions: Sequence[AskedQuestion]  # open ones, and those talked about
    had_course: bool
    areas: Sequence[PatientArea]  # those of the open courses, in the order of the form
    sessions: Sequence[RecordedSession]  # of these areas
    visits: Mapping[UUID, datetime]  # the next one of each area that has one booked
    levels: Mapping[UUID, float | None]  # pain just before the last session of each area, where it can be told
    blood_thinner: bool | None
    plan: Plan | None  # of reminders, once the patient chose one
    is_carer: bool  # whose phone asks: the carer's, or the patient's own


@dataclass(frozen=True, slots=True, kw_only=True)
class PastFacts:
    """What a phone needs beside the saves to look back on them."""

    zone: str  # of the practice
    courses: Sequence[CourseRecord]
    sessions: Sequence[RecordedSession]  # of the areas of these courses
    trends: Sequence[OwnTrend]  # of these courses
