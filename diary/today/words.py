"""The words of the check-in: questions, and what each row lets a patient answer."""

from diary.entries.domain import BOTHER_WORDS, EFFECT_WORDS
from diary.entries.words import GOAL, MEDICINE, MEDICINE_CLASSES, RELIEF, SLEEP  # noqa: F401  # templates read them here
from diary.text import Text
from diary.today.saves import CLOSED

HOME_LINES = {
    "ended": Text("Your course has ended. You can still see your diary."),
    "not_started": Text("Your clinic has not started your course yet. You can check in when it has."),
    "future": Text("This day has not come yet."),
    "closed": CLOSED,
    "empty": Text("You have not checked in today."),
}
QUESTIONS = (
    ("last_24h", Text("What was your average pain in the last 24 hours?")),
    ("since_injections", Text("What was your average pain since your injections?")),
    ("since_treatment", Text("What was your average pain since your treatment?")),
)
BOTHERED = (("no", Text("No")), ("yes", Text("Yes")))
BOTHERED_BY = {
    False: Text("Are the injections bothering you today?"),
    True: Text("Is the treatment bothering you today?"),
}
BOTHER = tuple((str(level), words) for level, words in BOTHER_WORDS.items())
BUTTONS = (("bigger", Text("Bigger buttons")),)
TREND = (("hidden", Text("Hide my trend")),)
LOOK = (("phone", Text("Same as phone")), ("light", Text("Light")), ("dark", Text("Dark")))

STILL = {
    "soreness": Text("Is the soreness still there?"),
    "stinging": Text("Is the stinging still there?"),
    "bruise": Text("Is the bruise still there?"),
    "redness": Text("Is the redness still there?"),
    "swelling": Text("Is the swelling still there?"),
    "itching": Text("Is the itching still there?"),
    "tingling": Text("Is the tingling still there?"),
    "numbness": Text("Is the numbness still there?"),
    "stiffness": Text("Is the stiffness still there?"),
    "dizziness": Text("Is the dizziness still there?"),
    "headache": Text("Is the headache still there?"),
    "more_pain": Text("Is the extra pain still there?"),
    "tired": Text("Are you still tired?"),
    "nose_burning": Text("Is the burning or runny nose still there?"),
    "bitter_taste": Text("Is the bitter taste or numb throat still there?"),
    "nosebleed": Text("Is the nosebleed still there?"),
    "something_else": Text("Is the other effect still there?"),
}
STILL_BOTHERS = (("0", Text("Gone")), *BOTHER)

OF_A_BATH = ("nose_burning", "bitter_taste", "nosebleed")
EFFECTS = {
    False: tuple(choice for choice in EFFECT_WORDS.items() if choice[0] not in OF_A_BATH),
    True: tuple(EFFECT_WORDS.items()),
}
