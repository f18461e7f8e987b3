"""Which addresses a phone may name as its push service: those of the browsers' makers, and nothing beside them.

An address comes from a phone, so it may be anybody's. It is asked for when a subscription is kept, and again before each
push, because a row of the database may be older than this list.
"""

import re

from diary.errors import Invalid
from diary.text import Text

MOST_LETTERS = 1024
# Chrome and its kin, Firefox, Chromium as Debian and others build it, Android's first service.
KNOWN = frozenset(
    {
        "fcm.googleapis.com",
        "updates.push.services.mozilla.com",
        "jmt17.google.com",
        "android.googleapis.com",
    }
)
FAMILIES = (".push.apple.com", ".notify.windows.com", ".push.services.mozilla.com")
# One form alone, in which no reader can find another host: no user, no other port, no escape before the path.
ADDRESS = re.compile(r"https://((?:[a-z0-9-]{1,63}\.)+[a-z]+)(?::443)?/[!-\[\]-~]+", re.ASCII)
UNKNOWN = Text("This is no push service that we know. Update your browser, then try again.")


def host_of(endpoint: str) -> str:
    """The host of a push service, such as fcm.googleapis.com.

    Raises:
        Invalid: It is not one of the browsers' makers, or the address could be read in another way.
    """
    found = ADDRESS.fullmatch(endpoint) if len(endpoint) <= MOST_LETTERS and "#" not in endpoint else None
    if found is None or not (found[1] in KNOWN or found[1].endswith(FAMILIES)):
        raise Invalid({"endpoint": UNKNOWN})
    return found[1]


def service_at(host: str) -> str:
    """The push service that a host belongs to: anybody can name hosts without end, but services are few."""
    return next((family.removeprefix(".") for family in FAMILIES if host.endswith(family)), host)
