"""Which screens of the visit and the goal a phone keeps."""

from diary.checks import words
from diary.checks.forms import CheckForm, GoalForm, QuestionForm
from diary.checks.screens import GoalWeek, Visit
from diary.web.shells import Shell

SHELLS = (
    Shell("visit", "checks/visit.html", ("/visit",), lambda: {"visit": Visit(), "words": words}),
    Shell(
        "weekly-check",
        "checks/check.html",
        ("/visit/check",),
        lambda: {"visit": Visit(), "form": CheckForm(), "words": words},
    ),
    Shell("question", "checks/question.html", ("/visit/question",), lambda: {"form": QuestionForm(), "words": words}),
    Shell("goal", "checks/goal.html", ("/goal",), lambda: {"week": GoalWeek(), "words": words}),
    Shell(
        "change-goal",
        "checks/change_goal.html",
        ("/goal/change",),
        lambda: {"form": GoalForm(), "goal": None, "words": words},
    ),
)
