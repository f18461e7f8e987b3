"""What each of the patient's screens shows, ready to be drawn."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from diary.text import Text

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
    still: tuple[tuple[str, ...], ...] = ((), ())  # effects to ask after, in each area
    second_session: UUID | None = None  # that the second area's are about
    asked_second_id: UUID | None = None  # under which their answers will be kept
    relief_from: date | None = None
    goal: str | None = None
    after_bath: bool = False
    before_first: bool = False
    saved_at: datetime | None = None
    saved_is_own: bool = True  # by whom this phone is for: the patient, or the carer

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
