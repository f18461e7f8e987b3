"""The form of a day that is too long ago for a number."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from wtforms import StringField

from diary.entries.domain import ASKED
from diary.entries.values import EntryBody
from diary.today.effect_fields import optional
from diary.today.facts import DayFacts
from diary.today.fields import STALE
from diary.today.forms import NO_EVENTS, NUMBERS, CheckInForm
from diary.today.saves import Save
from diary.web.fields import choice


class EventsForm(CheckInForm):
    """A day that is too long ago for a number: what happened on it."""

    pain_asked = choice(ASKED, STALE, default="last_24h")
    pain = optional(NUMBERS)
    events = StringField()  # what is wrong with all of it stands here

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Something has to be said."""
        is_valid = super().validate(extra_validators)
        if is_valid and self.answers() == EntryBody(asked=self.pain_asked.data) and not self.second_effects():
            self.events.errors = [NO_EVENTS]
            return False
        return is_valid

    def answers(self) -> EntryBody:
        return replace(super().answers(), pain=None, worst=None, sleep=None, relief=None, goal=None)

    def second_answers(self) -> None:
        return None

    def saves(self, facts: DayFacts, now: datetime) -> list[Save]:
        """One save, or none when only the second area's effects were answered."""
        found = super().saves(facts, now)
        return [save for save in found if save.body != EntryBody(asked=save.body.asked)]

    def zone_of(self, facts: DayFacts, now: datetime) -> str:
        return facts.zone
