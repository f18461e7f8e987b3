"""How the clinic's screens call things."""

from diary.text import Text

GROUPS = (
    ("chest", Text("Chest")),
    ("neck_face_scalp", Text("Neck, face or scalp")),
    ("low_back", Text("Low back")),
    ("spine", Text("Spine")),
    ("joint", Text("Joint")),
    ("limb", Text("Arm or leg")),
)
ROWS = (
    ("sleep", Text("Sleep")),
    ("medicine", Text("Extra medicine")),
    ("relief", Text("Relief still there")),
    ("goal", Text("Goal")),
    ("effects", Text("Effects of the injections")),
    ("worst", Text("Worst pain")),
    ("note", Text("Note")),
)
LANGUAGES = (("en", Text("English")),)
ANSWERS = (("yes", Text("Yes")), ("no", Text("No")), ("not_asked", Text("Not asked")))
WHOSE = (("patient", Text("The patient's")), ("carer", Text("Their carer's")))
ROLES = (
    ("practitioner", Text("Practitioner")),
    ("reception", Text("Reception")),
    ("administrator", Text("Administrator")),
)
FACTS = {
    "name": Text("Name"),
    "year_of_birth": Text("Year of birth"),
    "language": Text("Language"),
    "asks_sleep": Text("Asks: sleep"),
    "asks_medicine": Text("Asks: extra medicine"),
    "asks_relief": Text("Asks: relief still there"),
    "asks_goal": Text("Asks: goal"),
    "asks_effects": Text("Asks: effects of the injections"),
    "asks_worst": Text("Asks: worst pain"),
    "asks_note": Text("Asks: note"),
    "blood_thinner": Text("Blood thinner"),
    "anaesthetic_allergy": Text("Allergy to local anaesthetic"),
    "diabetes": Text("Diabetes"),
    "intake_pain": Text("Average pain at intake"),
    "area_name": Text("Area"),
    "area_group": Text("Place of an area"),
}
EARLIER = {**dict(GROUPS), **dict(LANGUAGES), "yes": Text("yes"), "no": Text("no"), "not asked": Text("not asked")}
DONE = {
    "saved": Text("Saved."),
    "added": Text("Added."),
    "booked": Text("The next visit is saved."),
    "paired": Text("The phone is paired."),
    "signed_out": Text("The phone is signed out."),
    "archived": Text("Archived. The patient is off the list; nothing is lost."),
    "unarchived": Text("Back on the list."),
    "left": Text("Their logins have ended. What they wrote stays."),
    "back": Text("They are back. They sign in as before."),
    "password": Text("Their new password is set. Tell it to them in person."),
    "reset": Text("Their second step is reset. They set it up again when they sign in."),
}


def done(word: str | None) -> Text | None:
    """What the last click did, for the page it led to."""
    return DONE.get(word or "")


def earlier_words(was: str) -> Text | str:
    """What a record said before, as people say it."""
    return EARLIER.get(was, was)
