"""What travels between the phone, the tables and the screens: values that never change."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from diary.audit.domain import Actor
from diary.entries.canonical import digest
from diary.entries.domain import SOURCES_OF, clock_is_suspect, stamp_from, wall_clock_once_come
from diary.errors import Forbidden

Body = TypeVar("Body")


class Verdict(StrEnum):
    """What became of one delivered save."""

    STORED = "stored"
    SAME = "same"  # these very bytes were here already
    DIFFERS = "differs"  # the same id with other bytes: refused, and shown
    ERASED = "erased"  # it was here and was erased on purpose; it does not come back


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a phone knows a diary: up to which revision, and the save that stood there, if the phone knows it."""

    revision: int = 0
    mark: UUID | None = None


@dataclass(frozen=True, slots=True)
class History:
    """A patient's revision, and the saves that stand at it (`last`) and at an earlier one (`then`)."""

    revision: int
    then: UUID | None
    last: UUID | None


@dataclass(frozen=True, slots=True)
class Kept:
    """The verdict on a save, and the patient's revision that it is stored under, if it just was."""

    verdict: Verdict
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """One save as it left the phone."""

    id: UUID
    kind: str
    for_day: date
    area: UUID | None
    session: UUID | None
    edited_at: datetime
    zone: str  # one whose clock can be told here; what the phone called it stands in ``canonical``
    offset_min: int
    skew_ms: int
    app: str
    body: dict[str, Any]
    canonical: str  # the whole save as canonical JSON, unknown fields included

    @cached_property
    def corrected_at(self) -> datetime:
        """When it was saved, by the server's idea of time at that moment."""
        return self.edited_at + timedelta(milliseconds=self.skew_ms)

    @property
    def order_key(self) -> tuple[datetime, UUID]:
        """The greater of two saves of one day is the one the day shows."""
        return self.corrected_at, self.id

    @cached_property
    def digest(self) -> bytes:
        return digest(self.canonical)


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One save on its arrival: whose diary, who wrote it, how and when it came.

    Raises:
        Forbidden: A member of staff writing as the patient would, or the other way round.
    """

    patient_id: UUID
    version: Envelope
    actor: Actor
    source: str
    received_at: datetime

    def __post_init__(self) -> None:
        if self.source not in SOURCES_OF.get(self.actor.kind, ()):
            raise Forbidden

    @property
    def clock_suspect(self) -> bool:
        return clock_is_suspect(self.version.skew_ms, self.version.corrected_at, self.received_at)

    def refuse_coming_day(self) -> None:
        """Raise Invalid for a day that has not come yet."""
        wall_clock_once_come(self.version.for_day, self.version.corrected_at, self.version.zone)

    @cached_property
    def stamp(self) -> str:
        """How long after its day it was made; raises Invalid for a day that has not come yet."""
        version = self.version
        return stamp_from(self.source, version.for_day, version.corrected_at, version.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One after-effect and how much it bothers: 0 gone, 1 a little, 2 quite a bit, 3 a lot."""

    effect: str
    severity: int
    words: str | None = None  # the patient's own, for "something else"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryBody:
    """The answers of one check-in; what was not answered is None.

    `symptoms` are those of the red flags that were ticked, or ("none",); they are about the moment of the save, so no day
    shows them later.
    """

    asked: str
    pain: int | None = None
    worst: int | None = None
    sleep: int | None = None
    medicine: int | None = None
    medicine_classes: tuple[str, ...] = ()
    relief: str | None = None
    goal: str | None = None
    bothered: bool | None = None
    effects: tuple[Effect, ...] = ()
    symptoms: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry(EntryBody):
    """What one day of one area shows now."""

    day: date
    stamp: str
    edited: bool
    corrected_at: datetime
    zone: str
    author: str
    source: str

    @property
    def worst_effect(self) -> int:
        """The worst bother of the day, 0 when nothing bothers."""
        return max((effect.severity for effect in self.effects), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSave(Generic[Body]):
    """One save of the history, with what it says."""

    id: UUID
    for_day: date
    stamp: str | None
    corrected_at: datetime
    made_by: datetime
    zone: str
    author: str
    source: str
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierSave:
    """One save in the history of a day."""

    id: UUID
    pain: int | None
    stamp: str
    corrected_at: datetime
    zone: str
    author: str
    source: str
