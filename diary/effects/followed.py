"""A session as its prompts see it, from what was answered after it."""

from collections.abc import Sequence
from datetime import datetime

from diary.effects.domain import EffectAnswer, open_effects
from diary.effects.schedule import Followed
from diary.effects.values import AnsweredAfter

LESS = ("much_less", "a_little_less")


def followed(at: datetime, own: Sequence[AnsweredAfter], *, has_ended: bool) -> Followed:
    """What asks after a session, and what is open of it.

    Args:
        at: When it was.
        own: The answers after it, by edit time.
        has_ended: The patient said in any way that its relief has worn off.
    """
    return Followed(
        at=at,
        answered=[answer.corrected_at for answer in own if not answer.is_by_name],
        is_open=bool(open_effects(map(effect_answer, own))) or (has_eased(own) and not has_ended),
    )


def has_eased(own: Sequence[AnsweredAfter]) -> bool:
    """The patient said that it eased, last of all."""
    eases = [answer.ease for answer in own if answer.ease]
    return bool(eases) and eases[-1] in LESS


def effect_answer(answer: AnsweredAfter) -> EffectAnswer:
    """What an answer says of effects, whichever session it follows."""
    return EffectAnswer(
        day=answer.day,
        at=answer.corrected_at,
        session=0,
        severities={effect.effect: effect.severity for effect in answer.effects},
        none=answer.none_of_these,
    )
