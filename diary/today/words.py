"""The words of the check-in: questions, and what each row lets a patient answer."""

from diary.entries.domain import BOTHER_WORDS, EFFECT_WORDS
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
SLEEP = (("0", Text("Good")), ("1", Text("Fair")), ("2", Text("Poor")), ("3", Text("Very poor")))
MEDICINE = (("0", Text("No")), ("1", Text("Once")), ("2", Text("Twice")), ("3", Text("3+ times")))
MEDICINE_CLASSES = (
    ("paracetamol", Text("Paracetamol or acetaminophen")),
    ("anti_inflammatory", Text("Anti-inflammatory")),
    ("opioid", Text("Opioid")),
    ("cortisone", Text("Cortisone injection")),
    ("other", Text("Other")),
)
RELIEF = (("still", Text("Still there")), ("wearing_off", Text("Wearing off")), ("gone", Text("Gone")))
GOAL = (("yes", Text("Yes")), ("part", Text("Part of it")), ("no", Text("No")))
BOTHERED = (("no", Text("No")), ("yes", Text("Yes")))
BOTHERED_BY = {
    False: Text("Are the injections bothering you today?"),
    True: Text("Is the treatment bothering you today?"),
}
BOTHER = tuple((str(level), words) for level, words in BOTHER_WORDS.items())
BUTTONS = (("bigger", Text("Bigger buttons")),)
LOOK = (("phone", Text("Same as phone")), ("light", Text("Light")), ("dark", Text("Dark")))

OF_A_BATH = ("nose_burning", "bitter_taste", "nosebleed")
EFFECTS = {
    False: tuple(choice for choice in EFFECT_WORDS.items() if choice[0] not in OF_A_BATH),
    True: tuple(EFFECT_WORDS.items()),
}
