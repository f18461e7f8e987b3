"""The screen on which a phone shows its code, kept so that it can say that there is no signal."""

from diary.web.shells import Shell

SHELLS = (Shell("pair", "accounts/pair.html", ("/pair*",), lambda: {"next": "/"}, answers="offline"),)
