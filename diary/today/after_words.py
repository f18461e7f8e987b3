"""The words of the screen after a session."""

from diary.text import Text
from diary.today.words import BOTHER, EFFECTS, OF_A_BATH  # noqa: F401  # templates read them here

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
