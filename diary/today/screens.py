"""What each of the patient's screens shows, ready to be drawn."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from diary.text import Text

NUMBERS = ("pain", "pain_2")  # the form's names for the numbers of the areas it asks


@dataclass(frozen=True, kw_only=True)
class AskedArea:
    """One area that the form asks a number for, and the id under which it will be kept."""

    field: str
    area_id: UUID | None = None
    name: str = ""
    version_id: UUID | None = None
    wording: str = "last_24h"

    @property
    def asked(self) -> str:
        return "last_24h" if self.wording == "last_24h" else "since_session"


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """What the check-in shows besides the answers. Without a day it is nobody's: the shell that a phone keeps."""

    day: date | None = None
    zone: str = "UTC"
    says_day: bool = False
    is_events: bool = False  # asks what happened, and for no number
    areas: tuple[AskedArea, ...] = tuple(AskedArea(field=field) for field in NUMBERS)
    rows: frozenset[str] = frozenset()
    still: tuple[str, ...] = ()  # effects to ask after
    relief_from: date | None = None
    goal: str | None = None
    after_bath: bool = False
    before_first: bool = False
    saved_at: datetime | None = None
    saved_is_own: bool = True  # by whom this phone is for: the patient, or the carer

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


@dataclass(frozen=True, kw_only=True)
class Home:
    """What stands where no question is open."""

    today: date | None = None
    line: str | None = None
    may_check_in: bool = False
    saved_at: datetime | None = None
    saved_is_own: bool = True
    zone: str = "UTC"
    open_yesterday: date | None = None
