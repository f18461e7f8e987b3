"""The words of the screen after a session."""

from diary.entries.domain import EFFECT_WORDS
from diary.text import Text
from diary.today.words import BOTHER, OF_A_BATH  # noqa: F401  # templates read them here

TITLES = {
    False: Text("How are things since your injections?"),
    True: Text("How are things since your treatment?"),
}
EASES = (
    ("much_less", Text("Much less")),
    ("a_little_less", Text("A little less")),
    ("same", Text("The same")),
    ("worse", Text("Worse")),
)
EASED = (("right_away", Text("Right away")), ("in_1_hour", Text("In 1 hour")), ("later", Text("Later on")))
USUAL_DAY = (("yes", Text("Yes")), ("almost", Text("Almost")), ("no", Text("No")))
WORE_OFF = (
    ("now", Text("Just now")),
    ("earlier_today", Text("Earlier today")),
    ("last_night", Text("Last night")),
    ("yesterday", Text("Yesterday")),
)
NONE, NONE_OF_THESE = "none", Text("None of these")
# The commonest; the check-in of each day has them all. "Something else" stands last.
COMMON = ("soreness", "bruise", "redness", "swelling", "tingling", "numbness", "dizziness")


def effects(*also: str) -> tuple[tuple[str, Text], ...]:
    """The effects that are offered, and those of a bath too."""
    return (
        *((effect, EFFECT_WORDS[effect]) for effect in COMMON),
        ("more_pain", Text("More pain")),
        *((effect, EFFECT_WORDS[effect]) for effect in (*also, "something_else")),
    )


EFFECTS = {False: effects(), True: effects(*OF_A_BATH)}
