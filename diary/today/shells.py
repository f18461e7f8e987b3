"""Which of the patient's screens a phone keeps."""

from diary.today import words
from diary.today.forms import CheckInForm
from diary.today.help import NO_NUMBERS
from diary.today.screens import CheckIn, Home, Saved
from diary.web.shells import Shell

SHELLS = (
    Shell(
        "home",
        "today/home.html",
        ("/?closed*",),
        lambda: {"home": Home(), "home_lines": words.HOME_LINES, "unsaved": None},
    ),
    Shell(
        "check-in",
        "today/check_in.html",
        ("/", "/check-in/*"),
        lambda: {"check_in": CheckIn(), "form": CheckInForm(), "words": words},
    ),
    Shell("saved", "today/saved.html", ("/saved/*",), lambda: {"saved": Saved()}, answers="always"),
    Shell("help", "today/help.html", ("/help",), lambda: {"blocks": NO_NUMBERS}),
)
