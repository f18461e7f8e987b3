"""The secret part of a link that opens something without a login."""

from base64 import urlsafe_b64encode
from uuid import UUID

from diary.accounts.digests import keyed_digest

CALENDAR, MAIL = "calendar", "reminder-mail"


def token_of(purpose: str, link: UUID) -> str:
    """256 bits that nobody works out without this server's secret, in letters that fit an address."""
    return urlsafe_b64encode(keyed_digest(purpose, str(link))).rstrip(b"=").decode()
