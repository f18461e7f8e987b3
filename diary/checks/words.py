"""The words of the weekly check: its questions, and the ends of their scales."""

from diary.text import Text

# Word for word as published, for the words are part of what was validated: Krebs et al., J. Gen. Intern. Med. 24 (2009)
# 733-738.
PEG = (
    ("peg_pain", Text("What number best describes your pain on average in the past week?")),
    (
        "peg_enjoyment",
        Text("What number best describes how, during the past week, pain has interfered with your enjoyment of life?"),
    ),
    (
        "peg_activity",
        Text("What number best describes how, during the past week, pain has interfered with your general activity?"),
    ),
)
PAIN_ENDS = (Text("No pain"), Text("Pain as bad as you can imagine"))
ENDS = {
    "peg_pain": PAIN_ENDS,
    "peg_enjoyment": (Text("Does not interfere"), Text("Completely interferes")),
    "peg_activity": (Text("Does not interfere"), Text("Completely interferes")),
    "goal_difficulty": (Text("Not hard at all"), Text("I cannot do it")),
}
CHANGE = (
    ("1", Text("Very much better")),
    ("2", Text("Much better")),
    ("3", Text("A little better")),
    ("4", Text("The same")),
    ("5", Text("A little worse")),
    ("6", Text("Much worse")),
    ("7", Text("Very much worse")),
)
GOALS = (
    Text("Walk 20 minutes"),
    Text("Sleep through the night"),
    Text("Climb the stairs"),
    Text("Drive for 1 hour"),
    Text("Lift a shopping bag"),
)
GOAL_DAYS = {"yes": Text("met"), "part": Text("partly"), "no": Text("not met"), "": Text("no answer")}
