"""The form after a session as a browser or a test would send it."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from wtforms import Field, Form
from wtforms.validators import StopValidation

from diary.effects.domain import EASED_WHEN, EASES, PROMPTS, USUAL_DAYS
from diary.effects.followed import LESS
from diary.effects.relief import relief_ended_at
from diary.effects.values import AfterBody
from diary.effects.wire import EASE, EFFECTS_OR_NONE, WORE_OFF
from diary.entries.domain import EFFECTS
from diary.entries.values import Effect, Envelope
from diary.entries.wire import write_version
from diary.sessions.values import RecordedSession
from diary.text import Text
from diary.today.after_saves import AfterSave
from diary.today.after_words import NONE
from diary.today.after_words import WORE_OFF as WORE_OFF_CHOICES
from diary.today.effect_fields import (
    ANSWER,
    BOTHER,
    BOTHERS,
    OTHER,
    OTHER_LETTERS,
    SYMPTOMS,
    needed_when_ticked,
    optional,
)
from diary.today.fields import STALE, hidden, read_id
from diary.today.saves import APP
from diary.web.fields import choice, choices, first_errors, line
from diary.web.typed_text import letters_or_less


class AfterForm(Form):
    """How things are since a session."""

    id = hidden(read_id)
    prompt = choice(PROMPTS, STALE)
    ease = choice(EASES, EASE)
    eased = optional(EASED_WHEN)
    usual_day = optional(USUAL_DAYS)
    effects = choices((NONE, *EFFECTS), ANSWER)
    other = line(OTHER, OTHER_LETTERS)
    symptoms = choices(SYMPTOMS, ANSWER)

    def validate_effects(self, _field: Field) -> None:
        """Some of them or "None of these", never both; without script a severity alone says that one is there."""
        if (NONE in self.effects.data) == bool(self.ticked() or self.effects_answered()):
            raise StopValidation(EFFECTS_OR_NONE)

    @property
    def faults(self) -> dict[str, Text | str]:
        return first_errors(self)

    @property
    def local_faults(self) -> dict[str, Text]:
        """What a phone finds wrong by itself, with nothing sent; the order is the form's."""
        return LOCAL_FAULTS

    def ticked(self) -> list[str]:
        return [effect for effect in self.effects.data if effect != NONE]

    def answers(self) -> AfterBody:
        return AfterBody(
            prompt=self.prompt.data,
            ease=self.ease.data,
            eased=self.eased.data or None if self.ease.data in LESS else None,
            none_of_these=NONE in self.effects.data,
            effects=tuple(self.effects_answered()),
            symptoms=tuple(self.symptoms.data),
            usual_day=self.usual_day.data or None,
        )

    def effects_answered(self) -> list[Effect]:
        rated = ((effect, self[f"bother_{effect}"].data) for effect in EFFECTS)
        return [
            Effect(
                effect=effect,
                severity=int(severity),
                words=self.other.data or None if effect == "something_else" else None,
            )
            for effect, severity in rated
            if severity in BOTHERS
        ]

    def save(self, session: RecordedSession, day: date, zone: str) -> AfterSave:
        drawn = UUID(self.id.data) if self.id.data else uuid4()
        return AfterSave(id=drawn, session=session, day=day, body=self.answers(), zone=zone)


class ReliefForm(Form):
    """When relief has worn off."""

    id = hidden(read_id)
    said = choice([said for said, _words in WORE_OFF_CHOICES], WORE_OFF)

    @property
    def local_faults(self) -> dict[str, Text]:
        return {"said": WORE_OFF}

    @property
    def drawn(self) -> UUID:
        """The id that the form was drawn with."""
        return UUID(self.id.data) if self.id.data else uuid4()

    def version(self, session: RecordedSession, day: date, zone: str, now: datetime, version_id: UUID) -> Envelope:
        """The save as it travels, under an id."""
        ended = relief_ended_at(self.said.data, session.at, now, zone)
        return write_version(
            "relief_end",
            {"said": self.said.data, "ended_at": ended.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"},
            version_id=version_id,
            for_day=day,
            area=session.area_id,
            session=session.id,
            edited_at=now,
            zone=zone,
            app=APP,
        )


for effect in EFFECTS:
    setattr(AfterForm, f"bother_{effect}", optional(BOTHERS, BOTHER[effect], needed_when_ticked(effect)))

LOCAL_FAULTS = {
    "ease": EASE,
    "effects": EFFECTS_OR_NONE,
    "other": letters_or_less(OTHER, OTHER_LETTERS),
} | {f"bother_{effect}": message for effect, message in BOTHER.items()}
