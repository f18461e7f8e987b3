"""Who can do something that the audit keeps."""

ACTORS = ("staff", "patient", "carer", "system")
