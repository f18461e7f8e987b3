"""Red-flag cards that a patient was shown, as dated marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from diary.days import diary_day
from diary.effects.domain import HELP_RULE
from diary.effects.words import LEVELS, flag_said
from diary.trends.facts import Facts, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagMark:
    """One card: when, whether the patient called, and what it said to do."""

    words: str
    level: str  # empty for a call that no card asked for
    waits: bool  # nobody has said yet to have called


def flag_marks(facts: Facts, words: Words) -> Sequence[FlagMark]:
    """Every card of this course's time, the newest first."""
    zone = facts.patient.practice.zone
    return [
        FlagMark(
            words=words.say(flag_said(card.rule, card.called, words.chart_date(diary_day(card.shown_at, zone)))),
            level="" if card.rule == HELP_RULE else words.say(LEVELS[card.level]),
            waits=not card.called,
        )
        for card in reversed(facts.flags)
    ]
