"""What a push says: one of a few fixed sentences, in a message that always has the same length.

The same JSON serves Safari, which shows it by itself (declarative Web Push, WebKit's NotificationJSONParser), and every other
browser, where our worker reads `notification`.
"""

import json
from typing import NamedTuple

from diary.text import Text

TITLE = Text("Diary")
DAILY = Text("Your diary is open. It takes 10 seconds.")
FOLLOW_UP = Text("There is a short question for you.")
TEST = Text("This is a test.")
CHECK_IN = Text("Check in")
IN_AN_HOUR = Text("In 1 hour")
LENGTH = 1024  # bytes; Firefox on Android takes at most 2,744 sealed ones
DECLARATIVE = 8030  # the number by which Safari knows such a message
OPENED = "src=push"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


class Buttons(NamedTuple):
    """What the buttons of a notification say, where a phone shows any; the first does what a tap does."""

    now: str
    later: str


def payload(
    title: str,
    body: str,
    *,
    language: str,
    address: str,
    tag: str,
    buttons: Buttons | None = None,
    mutable: bool = False,
) -> bytes:
    """One push, ready to be sealed.

    Args:
        title: The name of the app.
        body: One of the sentences above, in the reader's language; nothing of the patient's.
        language: Of both, such as "en" or "fr-CA".
        address: Where a tap leads, absolute and without a query: Safari reads it without a page around it. The page finds
            OPENED in it and tells the server.
        buttons: None for a push that cannot be put off.
        mutable: Whether Safari asks our worker first, which tells an open page that the push is there.
        tag: The same for a reminder that is sent twice, so that the second takes the place of the first.

    Returns:
        LENGTH bytes of JSON in UTF-8.

    Raises:
        ValueError: It does not fit.
    """
    notification = {
        "title": title,
        "body": body,
        "lang": language,
        "dir": "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr",
        "navigate": f"{address}?{OPENED}",
        "tag": tag,
        "silent": False,
        "app_badge": "1",
        "mutable": mutable,
    }
    # Beside what Safari reads: it knows no actions in this form, and a version that does might want others.
    actions = [{"action": "", "title": buttons.now}, {"action": "later", "title": buttons.later}] if buttons else []
    said = {"web_push": DECLARATIVE, "notification": notification, "app_badge": 1, "mutable": mutable}
    said |= {"actions": actions, "_": ""}
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    missing = LENGTH - len(written)
    if missing < 0:
        raise ValueError(f"a push of {len(written)} bytes: at most {LENGTH} fit")
    end = b'"}'
    return written.removesuffix(end) + b"." * missing + end
