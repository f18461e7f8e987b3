"""How screens call what was treated and how."""

from diary.text import Text

TECHNIQUES = (("injections", Text("Injections")), ("spg_bath", Text("Bath through the nose, no needle")))
ANAESTHETICS = (("none", Text("None")), ("lidocaine", Text("Lidocaine")), ("procaine", Text("Procaine")))
SIDES = (("left", Text("Left")), ("right", Text("Right")), ("both", Text("Both")), ("middle", Text("Middle")))
STINGING = (("0", Text("None")), ("1", Text("A little")), ("2", Text("Quite a bit")), ("3", Text("A lot")))
WEEKDAYS = (
    ("0", Text("Monday")),
    ("1", Text("Tuesday")),
    ("2", Text("Wednesday")),
    ("3", Text("Thursday")),
    ("4", Text("Friday")),
    ("5", Text("Saturday")),
    ("6", Text("Sunday")),
)
CONDITIONS = (
    ("back_pain", Text("Back pain")),
    ("neck_pain", Text("Neck pain")),
    ("sciatica", Text("Sciatica")),
    ("carpal_tunnel", Text("Carpal tunnel")),
    ("facet_joint", Text("Facet joint syndrome")),
    ("herniated_disc", Text("Herniated disc")),
    ("post_surgical", Text("Pain after surgery")),
    ("scar", Text("Scar pain")),
    ("crps", Text("CRPS")),
    ("fibromyalgia", Text("Fibromyalgia")),
    ("migraine", Text("Migraine")),
    ("headache", Text("Headache")),
    ("joint_pain", Text("Joint pain")),
    ("tendonitis", Text("Tendonitis")),
    ("plantar_fasciitis", Text("Plantar fasciitis")),
    ("ligament_strain", Text("Ligament strain")),
    ("tendon_strain", Text("Tendon strain")),
    ("nerve_irritation", Text("Nerve irritation")),
    ("other", Text("Something else")),
)
