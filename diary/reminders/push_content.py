"""What a reminder says, where a tap on it leads, and by which name services and phones know it again."""

import hmac
from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from diary.push.payload import DAILY, FOLLOW_UP
from diary.reminders.values import Claimed
from diary.text import Text

TAG_LETTERS = 24
SAID = {"daily": DAILY, "again": DAILY}


def words_of(kind: str) -> Text:
    return SAID.get(kind, FOLLOW_UP)


def path_of(slot: Claimed) -> str:
    """The screen that it is about; no address names a person, a session or an area."""
    yesterday = slot.day - timedelta(days=1)
    paths = {"daily": "/", "again": f"/check-in/{yesterday.isoformat()}", "visit": "/visit"}
    return paths.get(slot.kind, "/after")


def tag_of(slot: UUID, secret: str) -> str:
    """The same for each push of one slot; nobody without the secret can tell whose it is, or make another one.

    Apple's service decodes it, so the number of letters divided by 4 must not leave 1.
    """
    digest = hmac.digest(secret.encode(), b"reminder " + slot.bytes, sha256)
    return urlsafe_b64encode(digest)[:TAG_LETTERS].decode()
