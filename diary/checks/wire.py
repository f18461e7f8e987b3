"""The shape of weekly checks, goals and questions on their way from the phone."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from diary.checks.values import CheckAnswers, QuestionBody
from diary.entries.strict import Score, Strict, Uuid, read_as
from diary.errors import Invalid
from diary.text import Text

MOST_GOAL = 60
MOST_QUESTION = 140
CHECK_SENTENCES = {
    "peg_pain": Text("Average pain: choose a number from 0 to 10."),
    "peg_enjoyment": Text("Enjoyment of life: choose a number from 0 to 10."),
    "peg_activity": Text("General activity: choose a number from 0 to 10."),
    "goal_difficulty": Text("Your goal: choose a number from 0 to 10."),
    "change": Text("Choose how things are since your first session."),
}
GOAL_SENTENCES = {"words": Text("Goal must be 60 letters or less.")}
NO_GOAL = Text("Enter your goal, or pick one from the list.")
QUESTION_SENTENCES = {"words": Text("Question must be 140 letters or less.")}
NO_QUESTION = Text("Type your question.")


class WeeklyCheckWire(Strict):
    peg_pain: Score | None = None
    peg_enjoyment: Score | None = None
    peg_activity: Score | None = None
    change: Annotated[int, Field(ge=1, le=7)] | None = None
    goal_difficulty: Score | None = None


class GoalWire(Strict):
    words: Annotated[str, Field(max_length=MOST_GOAL)] | None


class QuestionWire(Strict):
    words: Annotated[str, Field(max_length=MOST_QUESTION)]
    question: Uuid | None = None
    withdrawn: bool = False


def read_check(body: Mapping[str, object]) -> CheckAnswers:
    """The answers of a weekly check; at least one is needed (Invalid names what is wrong)."""
    answers = CheckAnswers(**dict(read_as(WeeklyCheckWire, body, CHECK_SENTENCES)))
    if answers == CheckAnswers():
        raise Invalid({"peg_pain": CHECK_SENTENCES["peg_pain"]})
    return answers


def read_goal(body: Mapping[str, object]) -> str | None:
    """The patient's goal in their own words; None puts it away."""
    words = read_as(GoalWire, body, GOAL_SENTENCES).words
    return None if words is None else visible(words, NO_GOAL)


def read_question(body: Mapping[str, object]) -> QuestionBody:
    """What the patient wants to ask, or no longer wants to ask."""
    wire = read_as(QuestionWire, body, QUESTION_SENTENCES)
    return QuestionBody(words=visible(wire.words, NO_QUESTION), question=wire.question, withdrawn=wire.withdrawn)


def visible(words: str, otherwise: Text) -> str:
    """The words without blanks around them; there must be some."""
    kept = words.strip()
    if not kept:
        raise Invalid({"words": otherwise})
    return kept
