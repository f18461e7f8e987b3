"""What goes back and forth in a sync: values that never change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.practice.domain import PatientArea, PatientRecord
from diary.sessions.values import RecordedSession
from diary.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one item that a phone sent."""

    id: str | None  # None when the item had none that could be read
    verdict: str
    errors: Mapping[str, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVersion:
    """One save of the diary, on its way to a phone."""

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
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneFacts:
    """What a phone needs beside the saves to ask and to show the same as the diary's own pages."""

    patient: PatientRecord
    agreed: bool
    goal: str | None
    had_course: bool
    areas: Sequence[PatientArea]  # those of the open courses, in the order of the form
    sessions: Sequence[RecordedSession]  # of these areas
