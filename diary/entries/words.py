"""What each row of a day lets a patient answer, in the patient's words."""

from diary.text import Text

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
