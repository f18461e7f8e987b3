"""The code that a phone shows and staff type in: how it reads, and how hard it is to guess."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from diary.accounts.codes import ALPHABET, PHONE_CODE_LETTERS
from diary.accounts.domain import ago
from diary.text import Text

CODE_LIFE = timedelta(minutes=10)
COLLECT_WITHIN = timedelta(minutes=10)  # a phone that slept when staff confirmed may fetch its login a little later
CHALLENGE_LIFE = timedelta(seconds=60)
MOST_LIVE = 1000  # phones showing a code at the same time, over all practices


@dataclass(frozen=True)
class AskedCode:
    """What a phone gets that asks for a code: one part to keep, one to show, and until when both are good."""

    device_code: str
    user_code: str
    expires_at: datetime


@dataclass(frozen=True)
class WaitingPhone:
    """A phone that shows a code, as staff see it before they confirm: "iPhone · Toronto · 2 min ago"."""

    pairing_id: UUID
    label: str
    zone: str
    asked_at: datetime

    @property
    def city(self) -> str:
        """The place that names the phone's time zone."""
        return self.zone.rpartition("/")[2].replace("_", " ")

    def words(self, now: datetime) -> Text:
        return Text("%(label)s · %(city)s · %(age)s", label=self.label, city=self.city, age=ago(self.asked_at, now))


def guessing_chance(tries: int, live_codes: int = 1) -> float:
    """The chance that so many different guesses hit one of the codes shown at that time.

    There is nothing for the public to guess at: only staff who are signed in can type a code, five wrong ones in ten
    minutes each. Somebody who guesses all day and all night against one waiting phone at a time makes 720 tries:
    720 / 31⁶ = 8.1 · 10⁻⁷, under one in a million.
    """
    return tries * live_codes / len(ALPHABET) ** PHONE_CODE_LETTERS
