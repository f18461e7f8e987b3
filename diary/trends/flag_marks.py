"""Red-flag cards that a patient was shown, as dated marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from diary.days import diary_day
from diary.effects.domain import HELP_RULE
from diary.effects.values import ShownFlag
from diary.effects.words import LEVELS, flag_said
from diary.practice.domain import PatientRecord
from diary.trends.facts import Facts, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagMark:
    """One card: when, whether the patient called, and what it said to do."""

    words: str
    level: str  # empty for a call that no card asked for
    waits: bool  # no call is known


def flag_marks(facts: Facts, words: Words) -> Sequence[FlagMark]:
    """Every card of this course's time, the newest first."""
    return [flag_mark(card, facts.patient, words) for card in reversed(facts.flags)]


def flag_mark(card: ShownFlag, patient: PatientRecord, words: Words) -> FlagMark:
    day = words.chart_date(diary_day(card.shown_at, patient.practice.zone))
    return FlagMark(
        words=words.say(flag_said(card.rule, card.called, day, shared=patient.is_shared)),
        level="" if card.rule == HELP_RULE else words.say(LEVELS[card.level]),
        waits=not card.called,
    )
