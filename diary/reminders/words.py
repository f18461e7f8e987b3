"""What the reminders screen offers, in the order in which it does."""

from diary.text import Text

DAILY = (("on", Text("On")), ("off", Text("Off")))
AGAIN = (("again", Text("Remind me again if I miss it")),)
