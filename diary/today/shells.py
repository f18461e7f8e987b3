"""Which of the patient's screens a phone keeps."""

from diary.effects.relief import ENDS
from diary.today import after_words, words
from diary.today.after_facts import AfterScreen
from diary.today.after_forms import AfterForm, ReliefForm
from diary.today.forms import CheckInForm
from diary.today.help import OF_NOBODY
from diary.today.screens import CheckIn, Home, Saved
from diary.today.settings_form import SettingsForm
from diary.web.shells import Shell

SHELLS = (
    Shell(
        "home",
        "today/home.html",
        ("/?closed*",),
        lambda: {
            "home": Home(),
            "home_lines": words.HOME_LINES,
            "unsaved": None,
            "relief": None,
            "after": None,
            "offers_check": False,
        },
    ),
    Shell(
        "check-in",
        "today/check_in.html",
        ("/", "/check-in/*"),
        lambda: {"check_in": CheckIn(), "form": CheckInForm(), "words": words},
    ),
    Shell("saved", "today/saved.html", ("/saved/*",), lambda: {"saved": Saved()}, answers="always"),
    Shell(
        "settings",
        "settings/page.html",
        ("/settings",),
        lambda: {"form": SettingsForm(), "words": words, "saved": False, "phones": (), "own": None, "zone": "UTC"},
    ),
    Shell("more", "today/more.html", ("/more",)),
    Shell(
        "after",
        "after/page.html",
        ("/after", "/after/*"),
        lambda: {"screen": AfterScreen(), "form": AfterForm(), "words": after_words, "emergency": None},
    ),
    Shell(
        "after-saved",
        "after/saved.html",
        ("/after/saved/*",),
        lambda: {"bothers_a_lot": False, "practice": None, "next_session": None},
        answers="always",
    ),
    Shell(
        "relief",
        "after/relief.html",
        ("/after/relief/*",),
        lambda: {"session": None, "area": "", "form": ReliefForm(), "ends": ENDS, "words": after_words},
    ),
    Shell("help", "today/help.html", ("/help",), lambda: OF_NOBODY),
)
