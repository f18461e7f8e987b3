"""The screens of the app itself."""

from diary.web.shells import Shell

SHELLS = (Shell("no-signal", "pwa/no_signal.html", ("*",)),)  # for every screen that has none of its own
