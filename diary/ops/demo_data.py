"""Read the demo clinic's people and series from their one file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("demo_data.toml")
MISSING, BETWEEN_WEEKS = "–", "│"

Series = tuple[str | None, ...]


@dataclass(frozen=True, kw_only=True)
class DemoStaff:
    """Somebody who works at the demo clinic."""

    name: str
    email: str
    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DemoPatient:
    """Somebody who keeps a diary at the demo clinic; every series has one place a day and ends yesterday."""

    name: str
    age: int
    area: str
    group: str
    condition: str
    planned: int
    visit: time
    phone: str
    sessions: tuple[int, ...]
    series: Mapping[str, Series]
    late: tuple[int, ...]
    goal_words: str | None
    peg: tuple[tuple[int, int, int], ...]
    questions: tuple[str, ...]
    after: Mapping[int, tuple[str, ...]]
    cards: Mapping[int, str]
    techniques: tuple[str, ...]
    points: int | None
    volume_ml: float | None
    anaesthetic: str
    pain_before: tuple[int, ...]
    pain_after: tuple[int, ...]

    @property
    def days(self) -> int:
        """How many days the diary has run, up to and including yesterday."""
        return len(self.series["pain"])

    def at(self, name: str, place: int) -> str | None:
        """What one series holds at one place; None for a day without an entry, or without such a series."""
        return self.series[name][place] if name in self.series else None

    def session_before(self, place: int) -> int | None:
        """The number of the session that this day follows, its own day included."""
        done = [number for number, day in enumerate(self.sessions, 1) if day <= place]
        return done[-1] if done else None


@dataclass(frozen=True, kw_only=True)
class DemoClinic:
    """The whole demo clinic."""

    name: str
    phone: str
    emergency_number: str
    hours: str
    out_of_hours: str
    crisis_line: str
    password: str
    staff: tuple[DemoStaff, ...]
    patients: tuple[DemoPatient, ...]


SERIES = ("pain", "medicine", "sleep", "effects", "relief", "goal")


def demo_clinic() -> DemoClinic:
    """The demo clinic as its file has it."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return DemoClinic(
        **raw["clinic"],
        staff=tuple(DemoStaff(name=one["name"], email=one["email"], roles=tuple(one["roles"])) for one in raw["staff"]),
        patients=tuple(patient_of(one) for one in raw["patients"]),
    )


def patient_of(raw: Mapping[str, Any]) -> DemoPatient:
    return DemoPatient(
        name=raw["name"],
        age=raw["age"],
        area=raw["area"],
        group=raw["group"],
        condition=raw["condition"],
        planned=raw["planned"],
        visit=time.fromisoformat(raw["visit"]),
        phone=raw.get("phone", "Phone"),
        sessions=tuple(raw["sessions"]),
        series={name: series_of(raw[name]) for name in SERIES if name in raw},
        late=tuple(raw.get("late", ())),
        goal_words=raw.get("goal_words"),
        peg=tuple((items[0], items[1], items[2]) for items in raw.get("peg", ())),
        questions=tuple(raw.get("questions", ())),
        after={int(session): tuple(effects) for session, effects in raw.get("after", {}).items()},
        cards={int(place): symptom for place, symptom in raw.get("cards", {}).items()},
        techniques=tuple(raw.get("techniques", ("injections",))),
        points=raw.get("points"),
        volume_ml=raw.get("volume_ml"),
        anaesthetic=raw.get("anaesthetic", "none"),
        pain_before=tuple(raw.get("pain_before", ())),
        pain_after=tuple(raw.get("pain_after", ())),
    )


def series_of(written: str) -> Series:
    """One place a day; None where there was no entry."""
    return tuple(None if place == MISSING else place for place in written.replace(BETWEEN_WEEKS, " ").split())
