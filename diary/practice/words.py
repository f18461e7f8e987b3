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
PHONE_OF = (("patient", Text("The patient")), ("carer", Text("Their carer")))
