"""The forms of the visit as a browser would send them; what was typed is kept beside what is wrong with it."""

from collections.abc import Iterable, Mapping
from typing import Any, Self
from uuid import uuid4

from wtforms import Field, Form, StringField
from wtforms.validators import StopValidation

from diary.checks.values import AnsweredCheck, AskedQuestion
from diary.checks.wire import CHECK_SENTENCES, GOAL_SENTENCES, MOST_GOAL, MOST_QUESTION, NO_GOAL, NO_QUESTION
from diary.checks.words import CHANGE, PEG
from diary.sessions.fields import an_id, may_be_empty
from diary.text import Text
from diary.web.fields import choice, first_errors, needed, one_of
from diary.web.typed_text import letters_or_less, typed

NUMBERS = tuple(str(n) for n in range(11))
STEPS = tuple(step for step, _words in CHANGE)
ITEMS = (*(item for item, _words in PEG), "change", "goal_difficulty")
QUESTION, GOAL = Text("Question"), Text("Goal")
OWN = "own"


def number(item: str) -> StringField:
    return choice(NUMBERS, CHECK_SENTENCES[item])


def optional(item: str, values: Iterable[str]) -> StringField:
    return StringField(validators=[may_be_empty, one_of(values, CHECK_SENTENCES[item])])


class KeptForm(Form):
    """A form that a phone keeps first; sent without script it carries the id under which it is kept."""

    id = StringField(validators=[an_id])

    @property
    def faults(self) -> dict[str, Text | str]:
        return first_errors(self)


class CheckForm(KeptForm):
    """PEG, of which all three are needed, and what else is asked once a week."""

    peg_pain = number("peg_pain")
    peg_enjoyment = number("peg_enjoyment")
    peg_activity = number("peg_activity")
    change = optional("change", STEPS)
    goal_difficulty = optional("goal_difficulty", NUMBERS)

    @classmethod
    def of(cls, answered: AnsweredCheck | None) -> Self:
        """The form as it was saved, so that any answer can be changed."""
        said = {item: getattr(answered, item, None) for item in ITEMS}
        return cls(data={"id": str(uuid4())} | {item: str(said[item]) for item in ITEMS if said[item] is not None})

    @property
    def local_faults(self) -> dict[str, Text]:
        """What a phone finds wrong by itself; the order is the form's."""
        return {item: CHECK_SENTENCES[item] for item, _words in PEG}

    def body(self) -> dict[str, Any]:
        """The answers as they travel."""
        return {item: int(self[item].data) for item in ITEMS if self[item].data}


class QuestionForm(KeptForm):
    """One thing to ask; `question` names the one that it changes, and `before` is what that one said."""

    question = StringField(validators=[may_be_empty, an_id])
    before = StringField()
    words = StringField(filters=[typed(MOST_QUESTION, name=QUESTION, lines=True)], validators=[needed(NO_QUESTION)])

    @classmethod
    def of(cls, asked: AskedQuestion | None) -> Self:
        said = {"question": str(asked.id), "words": asked.words, "before": asked.words} if asked else {}
        return cls(data={"id": str(uuid4())} | said)

    @classmethod
    def sent(cls, fields: Mapping[str, str]) -> Self:
        """The form as it came; whoever removes a question may have emptied its box first."""
        before = fields.get("before") if "withdrawn" in fields else None
        return cls(data={**fields, "words": before}) if before else cls(fields)

    @property
    def local_faults(self) -> dict[str, Text]:
        return {"words": NO_QUESTION}

    @property
    def too_long(self) -> Text:
        return letters_or_less(QUESTION, MOST_QUESTION)

    def body(self, *, withdrawn: bool) -> dict[str, Any]:
        said: dict[str, Any] = {"words": "\n".join(self.words.data.splitlines())}
        return (
            said
            | ({"question": self.question.data} if self.question.data else {})
            | ({"withdrawn": True} if withdrawn else {})
        )


class GoalForm(KeptForm):
    """What the patient wants to do again: one of the list, or their own words."""

    goal = StringField(filters=[typed(MOST_GOAL, name=GOAL)])
    words = StringField(filters=[typed(MOST_GOAL, name=GOAL)])

    def validate_words(self, _field: Field) -> None:
        if not self.chosen:
            raise StopValidation(NO_GOAL)

    @property
    def chosen(self) -> str:
        return self.words.data or "" if self.goal.data in ("", OWN, None) else self.goal.data

    @property
    def local_faults(self) -> dict[str, Text]:
        return {"words": NO_GOAL}

    @property
    def too_long(self) -> Text:
        return GOAL_SENTENCES["words"]
