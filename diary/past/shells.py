"""Which screens that look back a phone keeps."""

from diary.past import words
from diary.past.domain import WEEKDAYS
from diary.web.shells import Shell

SHELLS = (
    Shell("days", "past/days.html", ("/days",), lambda: {"past": None, "weekdays": WEEKDAYS, "words": words}),
    Shell(
        "trend",
        "past/trend.html",
        ("/trend",),
        lambda: {"today": None, "trends": (None, None), "line": None, "practice": None, "words": words},
    ),
    Shell("day", "past/day.html", ("/days/*",), lambda: {"past": None, "page": None, "words": words}),
)
