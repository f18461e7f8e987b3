"""Which screens of the app itself a phone keeps."""

from diary.web.shells import Shell

SHELLS = (
    Shell("install", "pwa/install.html", ("/install",)),
    Shell("no-signal", "pwa/no_signal.html", ("*",), answers="offline"),  # for screens without one
)
