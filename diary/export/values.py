"""What a copy is made of: values that never change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from diary.text import Text

Value = str | int | float | bool | date | datetime | None
Field = tuple[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that the diary holds: a save, a session, a phone."""

    kind: str
    id: str
    fields: Sequence[Field]
    day: date | None = None  # which it is about
    at: datetime | None = None  # when it was saved or done
    zone: str = "UTC"  # by whose clock `at` is written
    about: str | Text = ""  # the part of the body, or the session
    by: str = ""
    source: str = ""
    stamp: str = ""
    is_shown: bool = True  # false for a save that a newer one has replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one person of the clinic did with the record on one day, and how often."""

    day: date
    name: str
    roles: Sequence[str]
    what: Text
    times: int
