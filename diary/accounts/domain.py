"""Who is signed in, and for how long."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from diary.audit.domain import Actor
from diary.text import Text

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DEVICE_LIFE = timedelta(days=180)  # a phone unseen for that long shows a new code


@dataclass(frozen=True)
class LoginKind:
    """Under which cookie a login travels, and when it ends.

    Source of the figures: OWASP Session Management Cheat Sheet, "Session Expiration"; short on shared
    computers, long on a person's own phone, which renews its login with a key.
    """

    cookie: str
    same_site: str
    idle: timedelta
    life: timedelta
    outlives_browser: bool

    def is_over(self, seen_at: datetime, expires_at: datetime, now: datetime) -> bool:
        """Whether nobody used the login for too long, or its whole life is over."""
        return now >= expires_at or now - seen_at >= self.idle

    def cookie_name(self, *, secure: bool) -> str:
        """The name of the cookie; over https browsers keep other hosts from setting one of this name."""
        return f"__Host-{self.cookie}" if secure else self.cookie


STAFF = LoginKind("staff", "Strict", timedelta(minutes=15), timedelta(hours=12), outlives_browser=False)
PHONE = LoginKind("sid", "Lax", timedelta(hours=48), timedelta(days=7), outlives_browser=True)
PASSWORD_ONLY_LIFE = timedelta(minutes=10)  # between the password and the code of the second step


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """Somebody whose login is good; what Flask-Login asks of a user."""

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False

    login_id: UUID
    practice_id: UUID

    def get_id(self) -> str:
        return str(self.login_id)


@dataclass(frozen=True, kw_only=True)
class SignedInStaff(SignedIn):
    """A staff member who gave the password and, outside the demo, the second step."""

    id: UUID
    name: str
    is_practitioner: bool
    is_reception: bool
    is_administrator: bool

    @property
    def actor(self) -> Actor:
        return Actor.staff(self.id)


@dataclass(frozen=True, kw_only=True)
class PasswordOnly(SignedIn):
    """A staff member between the password and the second step; only the second-step pages know them."""

    is_authenticated: ClassVar[bool] = False

    id: UUID
    email: str
    totp_secret: str = field(repr=False)
    has_second_step: bool


@dataclass(frozen=True, kw_only=True)
class SignedInPhone(SignedIn):
    """A paired phone: the patient's own, or a carer's."""

    device_id: UUID
    patient_id: UUID
    is_carer: bool
    zone: str

    @property
    def actor(self) -> Actor:
        return Actor.phone(self.device_id, is_carer=self.is_carer)

    @property
    def owner(self) -> str:
        return owner_of(self.patient_id, is_carer=self.is_carer)


def owner_of(patient_id: UUID, *, is_carer: bool) -> str:
    """Under which name a phone keeps what it stores, so that two people on one phone never see each other's."""
    return f"{patient_id}.carer" if is_carer else str(patient_id)


@dataclass(frozen=True, kw_only=True)
class PhoneLogin:
    """A login that a phone was just given: which phone it is, whose diary it keeps, and the token for its cookie."""

    device_id: UUID
    owner: str
    token: str = field(repr=False)


@dataclass(frozen=True)
class Phone:
    """One paired phone, as its owner and the practice see it listed."""

    id: UUID
    label: str
    zone: str
    is_carer: bool
    paired_at: datetime
    last_seen_at: datetime


def ago(at: datetime, now: datetime) -> Text:
    """How long ago something was, as people say it: "2 min ago"."""
    passed = now - at
    if passed < MINUTE:
        return Text("just now")
    if passed < HOUR:
        return Text.plural("%(n)s min ago", "%(n)s min ago", passed // MINUTE)
    return Text.plural("%(n)s hour ago", "%(n)s hours ago", passed // HOUR)
