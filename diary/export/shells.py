"""Which of these screens a phone keeps; looking, copying and deciding need the clinic's server."""

from diary.web.shells import Shell

SHELLS = (
    Shell(
        "data",
        "export/data.html",
        ("/data",),
        lambda: {"patient": None, "is_carer": False, "has_carer": False},
        answers="offline",
    ),
)
