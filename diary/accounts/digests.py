"""Random secrets, and what is kept of them: a copy of the database lets nobody in."""

import hashlib
import hmac
import secrets

from flask import current_app

TOKEN_BYTES = 32  # 256 bits


def new_token() -> str:
    """A secret of 256 random bits that fits a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(secret: str) -> bytes:
    """What is kept of a long random secret."""
    return hashlib.sha256(secret.encode()).digest()


def keyed_digest(purpose: str, value: str) -> bytes:
    """What is kept of a short or guessable value: useless without this server's key."""
    key = current_app.config["DIARY"].secret_key.encode()
    return hmac.digest(key, f"{purpose}:{value}".encode(), "sha256")
