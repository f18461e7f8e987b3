"""What an entry may say, and how a day is stamped: rules without a database."""

AUTHORS = ("patient", "carer", "staff")
SOURCES = ("phone", "form", "paper", "kiosk", "import")
STAMPS = ("on_time", "late", "recalled")
ASKED = ("last_24h", "since_session")
RELIEFS = ("still", "wearing_off", "gone")
GOALS = ("yes", "part", "no")
MEDICINES = ("paracetamol", "anti_inflammatory", "opioid", "cortisone", "other")
# Effects of the daily entry; ids and words follow the clinic's list of after-effects.
EFFECTS = (
    "soreness",
    "stinging",
    "bruise",
    "redness",
    "swelling",
    "itching",
    "tingling",
    "numbness",
    "stiffness",
    "dizziness",
    "headache",
    "more_pain",
    "tired",
    "nose_burning",
    "bitter_taste",
    "nosebleed",
    "something_else",
)
