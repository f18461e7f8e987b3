"""What was treated and how: words without a database."""

TECHNIQUES = ("injections", "spg_bath")
ANAESTHETICS = ("none", "lidocaine", "procaine")
CONDITIONS = (
    "back_pain",
    "neck_pain",
    "sciatica",
    "carpal_tunnel",
    "facet_joint",
    "herniated_disc",
    "post_surgical",
    "scar",
    "crps",
    "fibromyalgia",
    "migraine",
    "headache",
    "joint_pain",
    "tendonitis",
    "plantar_fasciitis",
    "ligament_strain",
    "tendon_strain",
    "nerve_irritation",
    "other",
)
