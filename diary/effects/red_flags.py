"""Red flags: which symptoms to ask, and which fixed text to show, by one versioned file that phones evaluate too.

The same rules stand in static/js/core/red-flags.js; a test holds both to the same answers. Nothing here diagnoses: fixed
rules choose fixed texts. Source of levels, triggers and words: clinical.md 3.3.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from diary.effects.domain import LEVELS

FILE = Path(__file__).with_name("red_flags.json")
NO_SYMPTOM = "none"  # "None of these", beside the symptoms of the file
SLACK = 1e-9
NOT_AGAIN_FOR = timedelta(hours=12)
Condition = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PainDay:
    """One day's numbers, and how many days after the session it was; None before any."""

    pain: int | None
    worst: int | None
    since: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagFacts:
    """All that the rules may look at: what one day says, and the session that it follows.

    `days` are consecutive days that end on this one, the newest first; `level` is the pain just before the session.
    """

    symptoms: Collection[str] = ()
    effects: Mapping[str, int] = field(default_factory=dict)
    hours_since: float | None = None
    area_group: str | None = None
    techniques: Collection[str] = ()
    anaesthetic: bool = False
    blood_thinner: bool = False
    level: float | None = None
    days: Sequence[PainDay] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A fixed text for what a patient ticked; one id may stand at several levels."""

    id: str
    level: str
    when: Condition
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """One thing that a patient may be asked about, in plain words."""

    id: str
    text: str
    ask_when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A card that was shown before."""

    rule: str
    level: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlags:
    """One version of the file."""

    version: str
    symptoms: tuple[Symptom, ...]
    rules: tuple[Rule, ...]

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "RedFlags":
        return cls(
            version=written["version"],
            symptoms=tuple(Symptom(id=name, **symptom) for name, symptom in written["symptoms"].items()),
            rules=tuple(Rule(**rule) for rule in written["rules"]),
        )

    @property
    def conditions(self) -> dict[str, Any]:
        """What phones evaluate; the texts they have from the page, in the reader's language."""
        return {
            "version": self.version,
            "symptoms": {symptom.id: {"ask_when": symptom.ask_when} for symptom in self.symptoms},
            "rules": [{"id": rule.id, "level": rule.level, "when": rule.when} for rule in self.rules],
        }

    def asked(self, facts: FlagFacts) -> list[str]:
        """The symptoms to ask about, in the order of the file; what was ticked may ask for more."""
        return [symptom.id for symptom in self.symptoms if holds(symptom.ask_when, facts)]

    def card(self, facts: Sequence[FlagFacts], shown: Sequence[Shown], now: datetime) -> Rule | None:
        """The one card to show: the first of the highest level that applies to any of the areas.

        Nothing, when the patient was shown that rule at that level or a higher one within 12 hours.
        """
        met = [rule for rule in self.rules if any(holds(rule.when, area) for area in facts)]
        highest = [rule for rule in met if rule.level == min((each.level for each in met), key=LEVELS.index)]
        recent = [card for card in shown if now - card.at < NOT_AGAIN_FOR]
        return next((rule for rule in highest if not any(says_as_much(card, rule) for card in recent)), None)


def says_as_much(card: Shown, rule: Rule) -> bool:
    return card.rule == rule.id and LEVELS.index(card.level) <= LEVELS.index(rule.level)


def holds(when: Condition, facts: FlagFacts) -> bool:
    """Whether a condition of the file is met.

    Raises:
        KeyError: The file holds a condition that this version does not know.
    """
    return all(CONDITIONS[name](value, facts, when) for name, value in when.items())


def is_between(bounds: Sequence[float | None], hours: float | None) -> bool:
    low, high = bounds
    return hours is not None and (low is None or low <= hours) and (high is None or hours <= high)


def were_painful(asked: Mapping[str, float], facts: FlagFacts) -> bool:
    """Each of the last so many days was as bad as asked."""
    days = facts.days[: int(asked["days"])]
    return len(days) == asked["days"] and all(was_painful(asked, day, facts.level) for day in days)


def was_painful(asked: Mapping[str, float], day: PainDay, level: float | None) -> bool:
    if "worst" in asked:
        return day.worst is not None and day.worst >= asked["worst"]
    if day.pain is None or level is None or day.since is None or day.since <= asked["after_day"]:
        return False
    return day.pain + SLACK >= level + asked["above_level"]


CONDITIONS: Mapping[str, Callable[[Any, FlagFacts, Condition], bool]] = {
    "all": lambda parts, facts, _: all(holds(part, facts) for part in parts),
    "any": lambda parts, facts, _: any(holds(part, facts) for part in parts),
    "not": lambda part, facts, _: not holds(part, facts),
    "symptom": lambda name, facts, _: name in facts.symptoms,
    "effect": lambda name, facts, when: facts.effects.get(name, 0) >= when["severity"],
    "severity": lambda _severity, _facts, _when: True,  # read with the effect beside it
    "hours_since": lambda bounds, facts, _: is_between(bounds, facts.hours_since),
    "area_group": lambda groups, facts, _: facts.area_group in groups,
    "technique": lambda technique, facts, _: technique in facts.techniques,
    "anaesthetic": lambda wanted, facts, _: facts.anaesthetic == wanted,
    "blood_thinner": lambda wanted, facts, _: facts.blood_thinner == wanted,
    "pain_days": lambda asked, facts, _: were_painful(asked, facts),
}

RED_FLAGS = RedFlags.read(json.loads(FILE.read_text()))
