"""What both forms ask of effects, the check-in's and that after a session."""

from collections.abc import Iterable
from typing import Protocol

from wtforms import Field, StringField
from wtforms.validators import StopValidation

from diary.effects.red_flags import NO_SYMPTOM, RED_FLAGS
from diary.entries.domain import BOTHER_WORDS, EFFECT_WORDS
from diary.text import Text
from diary.today.fields import may_be_empty
from diary.web.fields import Check, one_of

OTHER_LETTERS = 60
OTHER = Text("What it is")
ANSWER = Text("Choose one of the answers shown.")
# Of several that nothing was said of, each line of what is wrong names its own.
BOTHER = {
    effect: Text("%(effect)s: choose how much it bothers you.", effect=words) for effect, words in EFFECT_WORDS.items()
}
BOTHERS = tuple(str(level) for level in BOTHER_WORDS)
SYMPTOMS = (NO_SYMPTOM, *(symptom.id for symptom in RED_FLAGS.symptoms))


class Ticked(Protocol):
    """A form with effects to tick."""

    def ticked(self) -> list[str]: ...


def optional(values: Iterable[str], message: Text = ANSWER, *first: Check) -> StringField:
    """A row of answers that may be left alone."""
    return StringField(validators=[*first, may_be_empty, one_of(values, message)])


def needed_when_ticked(effect: str) -> Check:
    """An effect that is ticked needs its severity."""

    def check(form: Ticked, field: Field) -> None:
        if not field.data and effect in form.ticked():
            raise StopValidation(BOTHER[effect])

    return check
