"""The reminders screen as a phone keeps it."""

from datetime import date

from diary.reminders import words
from diary.reminders.forms import ReminderForm
from diary.reminders.screens import Reminders
from diary.web.shells import Shell

SHELLS = (
    Shell(
        "reminders",
        "reminders/page.html",
        ("/reminders",),
        lambda: {"form": ReminderForm.of(None, date.min), "reminders": Reminders(), "words": words, "saved": False},
    ),
)
