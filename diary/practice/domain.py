"""Words of the clinic that are not rows: area groups and who may do what."""

AREA_GROUPS = ("chest", "neck_face_scalp", "low_back", "spine", "joint", "limb")
LOOKS = ("phone", "light", "dark")
