"""The shape of what followed a session on its way from the phone."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from diary.effects.domain import EASED_WHEN, EASES, LEVELS, PROMPTS, RELIEF_ENDS, USUAL_DAYS
from diary.effects.values import AfterBody, FlagBody, ReliefEndBody
from diary.entries.domain import EFFECTS
from diary.entries.strict import Instant, Strict, Uuid, Word, Words, among, read_as
from diary.entries.values import Effect
from diary.entries.wire import EffectWire, effects_once
from diary.errors import Invalid
from diary.text import Text

EASE = Text("Choose how your usual pain is now.")
EFFECTS_OR_NONE = Text("Choose any effects you have, or None of these.")
AFTER_SENTENCES = {
    "ease": EASE,
    "eased": Text("Choose when it started to ease."),
    "effects": EFFECTS_OR_NONE,
    "none_of_these": EFFECTS_OR_NONE,
    "usual_day": Text("Choose Yes, Almost or No."),
}
WORE_OFF = Text("Choose when your relief wore off.")
RELIEF_SENTENCES = dict.fromkeys(("said", "ended_at"), WORE_OFF)


class AfterWire(Strict):
    prompt: Annotated[str, among(PROMPTS)] | None = None
    ease: Annotated[str, among(EASES)] | None = None
    eased: Annotated[str, among(EASED_WHEN)] | None = None
    none_of_these: bool = False
    effects: Annotated[list[EffectWire], Field(max_length=len(EFFECTS)), AfterValidator(effects_once)] = []
    symptoms: Words = []
    usual_day: Annotated[str, among(USUAL_DAYS)] | None = None


class ReliefEndWire(Strict):
    said: Annotated[str, among(RELIEF_ENDS)]
    ended_at: Instant | None = None


class FlagWire(Strict):
    rule: Word
    level: Annotated[str, among(LEVELS)]
    rules_version: Annotated[str, Field(pattern=r"\A[0-9A-Za-z.-]{1,20}\z")]
    shown_at: Instant
    card: Uuid | None = None
    symptoms: Words = []
    dismissed_at: Instant | None = None
    called: bool | None = None


def read_after(body: Mapping[str, object]) -> AfterBody:
    """The answers of the screen after a session.

    Raises:
        Invalid: Names every answer that cannot be kept; nothing may be ticked beside "None of these".
    """
    wire = read_as(AfterWire, body, AFTER_SENTENCES)
    effects = tuple(Effect(effect=one.effect, severity=one.severity, words=one.words) for one in wire.effects)
    if wire.none_of_these and any(effect.severity for effect in effects):
        raise Invalid({"effects": EFFECTS_OR_NONE})
    return AfterBody(**vars(wire) | {"effects": effects, "symptoms": tuple(wire.symptoms)})


def after_message(body: AfterBody) -> dict[str, Any]:
    """The answers as they travel: what was not answered is left out."""
    return {
        name: list(value) if name in ("effects", "symptoms") else value for name, value in asdict(body).items() if value
    }


def read_relief_end(body: Mapping[str, object]) -> ReliefEndBody:
    """When relief wore off, as far as the patient can say."""
    return ReliefEndBody(**vars(read_as(ReliefEndWire, body, RELIEF_SENTENCES)))


def read_flag(body: Mapping[str, object]) -> FlagBody:
    """A red-flag card: which rule of which version, when it was shown, and what became of it."""
    wire = read_as(FlagWire, body, {})
    return FlagBody(**vars(wire) | {"symptoms": tuple(wire.symptoms)})
