"""Codes that people read and type: the phone's, the authenticator app's, and the recovery codes."""

import hmac
import secrets
from datetime import datetime

import pyotp

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O, 1 I L
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
PHONE_CODE_LETTERS = 6
RECOVERY_CODES, RECOVERY_LETTERS = 10, 24  # 24 letters hold 118 bits, so a plain digest keeps them safe
STEP_SECONDS = 30
NEIGHBOURS = (0, -1, 1)  # clocks differ by up to a step


def new_code(letters: int) -> str:
    """Random letters that are hard to mistake for one another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(letters))


def in_groups(code: str, size: int) -> str:
    """KFMR2T as people read it: KFM-R2T."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def as_typed(code: str) -> str:
    """What somebody meant who typed ``kfm r2t`` or ``KFM–R2T``."""
    return "".join(sign for sign in code.upper() if not sign.isspace() and sign not in DASHES)


def new_recovery_codes() -> list[str]:
    return [in_groups(new_code(RECOVERY_LETTERS), RECOVERY_LETTERS // 4) for _ in range(RECOVERY_CODES)]


def new_totp_secret() -> str:
    """A secret for an authenticator app: 160 bits, as RFC 4226, section 4, asks."""
    return pyotp.random_base32()


def totp_address(secret: str, email: str) -> str:
    """What the QR code tells the authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Diary")


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """Which 30-second step a code of the authenticator app belongs to: this one, the last or the next; else none.

    Source: RFC 6238, sections 4 and 5.2.
    """
    totp, step = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    typed = as_typed(code).encode()
    found = [
        step + offset for offset in NEIGHBOURS if hmac.compare_digest(totp.generate_otp(step + offset).encode(), typed)
    ]
    return found[0] if found else None
