"""The clinic and its patients as values: what a page may know, without a database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Self
from uuid import UUID

from diary.days import zones as every_zone

AREA_GROUPS = ("chest", "neck_face_scalp", "low_back", "spine", "joint", "limb")
LOOKS = ("phone", "light", "dark")
ROLES = ("practitioner", "reception", "administrator")
ROWS = ("sleep", "medicine", "relief", "goal", "effects", "worst", "note")
LANGUAGES = ("en",)
FIRST_YEAR = 1900
MOST_NAME = 120
MOST_AREA = 80
MOST_PHONE = 40
MOST_EMERGENCY = 20
MOST_HOURS = 200
MOST_EMAIL = 254
MOST_ZONE = 64


def is_email(typed: str) -> bool:
    """Whether this looks like an e-mail address; only a letter that arrives could tell more."""
    return len(typed) <= MOST_EMAIL and re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", typed) is not None


def is_phone_number(typed: str) -> bool:
    """Whether a phone can dial this."""
    return re.fullmatch(r"[0-9+(][0-9 ().+-]*", typed) is not None and sum(sign.isdigit() for sign in typed) >= 2


@cache
def zones() -> frozenset[str]:
    """Names of the world's time zones, such as America/Toronto."""
    return frozenset(name for name in every_zone() if "/" in name or name == "UTC")


@dataclass(frozen=True, kw_only=True)
class PracticeCard:
    """What every page may say of the clinic."""

    id: UUID
    name: str
    phone: str | None
    emergency_number: str | None
    zone: str
    is_demo: bool
    hours: str | None = None  # when it is open, as patients read it
    out_of_hours: str | None = None  # whom to call when it is closed
    crisis_line: str | None = None
    red_flags_signed: "SignedOff | None" = None

    @property
    def can_be_called(self) -> bool:
        """All that a red-flag card and Get help may need to say is known; no course starts before."""
        return all((self.phone, self.emergency_number, self.hours, self.out_of_hours))


@dataclass(frozen=True, kw_only=True)
class SignedOff:
    """Which version of the red flags a clinician of the practice took responsibility for."""

    version: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PracticeSettings:
    """What an administrator may change of the clinic."""

    name: str
    phone: str
    emergency_number: str
    zone: str
    hours: str | None = None
    out_of_hours: str | None = None
    crisis_line: str | None = None


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a patient wants the screens drawn."""

    theme: str
    bigger_buttons: bool


@dataclass(frozen=True, kw_only=True)
class PatientRecord:
    """One patient, as the one door hands them out: to staff of their practice, or to their own phone.

    `shared_until` is when the patient stopped sharing: staff see what was saved up to then, nothing later.
    """

    id: UUID
    practice: PracticeCard
    name: str
    year_of_birth: int
    language: str
    enrolled_on: date
    archived_at: datetime | None
    shared_until: datetime | None
    rows: frozenset[str]
    look: Look
    hides_trend: bool = False
    deletion_asked_at: datetime | None = None

    @property
    def is_shared(self) -> bool:
        """Whether staff see what the patient saves now."""
        return self.shared_until is None

    def age(self, on: date) -> int:
        """Years, as close as a year of birth can tell."""
        return on.year - self.year_of_birth


@dataclass(frozen=True, kw_only=True)
class PatientFacts:
    """What reception and practitioners may change of a patient."""

    name: str
    year_of_birth: int
    language: str
    rows: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class PatientArea:
    """One part of the body that a diary follows."""

    id: UUID
    name: str
    group: str


@dataclass(frozen=True, kw_only=True)
class Intake:
    """What was asked before the first session; None where it was not. For practitioners only."""

    blood_thinner: bool | None = None
    anaesthetic_allergy: bool | None = None
    diabetes: bool | None = None
    pain: int | None = None


@dataclass(frozen=True, kw_only=True)
class ConsentAnswer:
    """What a patient answered last to "Before you start"."""

    agreed: bool
    version: str
    answered_at: datetime


@dataclass(frozen=True, kw_only=True)
class EarlierFact:
    """What one column of a patient's record said before it was changed, in words."""

    fact: str
    was: str
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Roles:
    """What a person of the staff may do; one person may hold several."""

    practitioner: bool = False
    reception: bool = False
    administrator: bool = False

    @classmethod
    def of(cls, names: Iterable[str]) -> Self:
        held = frozenset(names)
        return cls(**{role: role in held for role in ROLES})

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(role for role in ROLES if getattr(self, role))


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person of the staff, as administrators see them listed."""

    id: UUID
    name: str
    email: str
    roles: Roles
    has_second_step: bool
    left_at: datetime | None
