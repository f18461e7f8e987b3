"""Which of the patient's screens a phone keeps."""

from diary.today import words
from diary.today.forms import CheckInForm
from diary.today.screens import CheckIn, Saved
from diary.web.shells import Shell

SHELLS = (
    Shell(
        "check-in",
        "today/check_in.html",
        ("/", "/check-in/*"),
        lambda: {"check_in": CheckIn(), "form": CheckInForm(), "words": words},
    ),
    Shell("saved", "today/saved.html", ("/saved/*",), lambda: {"saved": Saved()}),
)
