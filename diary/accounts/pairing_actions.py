"""A phone shows a code, staff type it in, the phone fetches its login; later it renews that login with its key."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update

from diary.accounts.codes import PHONE_CODE_LETTERS, in_groups, new_code
from diary.accounts.digests import digest, keyed_digest, new_token
from diary.accounts.domain import DEVICE_LIFE, PhoneLogin, owner_of
from diary.accounts.guarded_update import changed_one
from diary.accounts.keys import is_signed, renewal_message
from diary.accounts.login_actions import revoke_login, revoke_phone_logins, start_phone_login
from diary.accounts.models import Device, Pairing, RenewalChallenge
from diary.accounts.pairing import CHALLENGE_LIFE, CODE_LIFE, COLLECT_WITHIN, MOST_LIVE, AskedCode
from diary.accounts.throttle import ASKED_CODES, CHALLENGES
from diary.accounts.throttle_actions import count_try
from diary.db import db, writing
from diary.errors import Gone, SignedOut, TooMany
from diary.text import Text

FULL = Text("Too many phones are waiting right now. Try again in 10 minutes.")


def code_digest(code: str) -> bytes:
    """What is kept of the code that a phone shows."""
    return keyed_digest("phone code", code)


def ask_code(public_key: str, label: str, zone: str, *, network: str, now: datetime) -> AskedCode:
    """A code for a phone to show for ten minutes, unlike any other shown at that time.

    Raises:
        TooMany: This network asked too often, or too many phones are waiting.
    """
    count_try(("ask code", network, ASKED_CODES), now=now)
    with writing():
        end_old_codes(now)
        if (db.session.scalar(select(func.count()).where(Pairing.live)) or 0) >= MOST_LIVE:
            raise TooMany(FULL)
        user_code, device_code = unused_code(), new_token()
        waiting = Pairing(
            device_code_digest=digest(device_code),
            user_code_digest=code_digest(user_code),
            public_key=public_key,
            label=label,
            zone=zone,
            asked_at=now,
            expires_at=now + CODE_LIFE,
        )
        db.session.add(waiting)
    return AskedCode(device_code, in_groups(user_code, 3), now + CODE_LIFE)


def end_old_codes(now: datetime) -> None:
    """Codes that ran out may be given to other phones."""
    db.session.execute(update(Pairing).where(Pairing.live, Pairing.expires_at <= now).values(live=False))


def unused_code() -> str:
    """A code no waiting phone shows; the index on living codes is the last word, should two pick one at the same moment."""
    code = new_code(PHONE_CODE_LETTERS)
    while db.session.scalar(select(Pairing.id).where(Pairing.live, Pairing.user_code_digest == code_digest(code))):
        code = new_code(PHONE_CODE_LETTERS)
    return code


def collect_login(device_code: str, *, now: datetime) -> PhoneLogin | None:
    """Whether staff typed the code yet.

    Returns:
        None while staff have not typed the code, then the phone's first login. The answer may be lost on its way, so the
        phone may ask again until its time is up; it gets another login, and the one before ends.

    Raises:
        Gone: The code ran out, or its phone was signed out.
    """
    waiting = db.session.scalar(select(Pairing).where(Pairing.device_code_digest == digest(device_code)))
    if waiting is None or now >= waiting.expires_at + COLLECT_WITHIN:
        raise Gone
    if waiting.device_id is None:
        if now >= waiting.expires_at:
            raise Gone
        return None
    return first_login(waiting.id, waiting.device_id, now)


def first_login(pairing_id: UUID, device_id: UUID, now: datetime) -> PhoneLogin:
    with writing():
        device = db.session.scalar(select(Device).where(Device.id == device_id, Device.signed_out_at.is_(None)))
        if device is None:
            raise Gone
        # Two answers at once queue up at this row, so that the second ends the login of the first.
        db.session.execute(update(Pairing).where(Pairing.id == pairing_id).values(collected_at=now))
        revoke_phone_logins([device_id], now=now)
        return login_for(device, now)


def login_for(device: Device, now: datetime) -> PhoneLogin:
    return PhoneLogin(
        device_id=device.id,
        owner=owner_of(device.patient_id, is_carer=device.is_carer),
        token=start_phone_login(device.id, now=now),
    )


def challenge(device_id: UUID, *, now: datetime) -> str:
    """A number for a phone to sign: good once, for a minute.

    Raises:
        SignedOut: There is no such phone, or it was signed out, or nobody used it for half a year.
        TooMany: This phone asked too often.
    """
    if living_device(device_id, now) is None:
        raise SignedOut
    count_try(("challenge", str(device_id), CHALLENGES), now=now)
    nonce = new_token()
    with writing():
        db.session.add(
            RenewalChallenge(device_id=device_id, nonce_digest=digest(nonce), expires_at=now + CHALLENGE_LIFE)
        )
    return nonce


def renew_login(device_id: UUID, nonce: str, signature: str, *, old_token: str | None, now: datetime) -> PhoneLogin:
    """A new login for a phone that signed the number with its key.

    Raises:
        SignedOut: The phone is not known any more, the number was used or ran out, or the signature is another key's.
    """
    device = living_device(device_id, now)
    if device is None:
        raise SignedOut
    with writing():
        if not use_nonce(device_id, nonce, now):
            raise SignedOut
    if not is_signed(device.public_key, renewal_message(nonce, device_id), signature):
        raise SignedOut
    with writing():
        db.session.execute(update(Device).where(Device.id == device_id).values(last_seen_at=now))
        revoke_login(old_token, now=now)
        return login_for(device, now)


def living_device(device_id: UUID, now: datetime) -> Device | None:
    return db.session.scalar(
        select(Device).where(
            Device.id == device_id, Device.signed_out_at.is_(None), Device.last_seen_at > now - DEVICE_LIFE
        )
    )


def use_nonce(device_id: UUID, nonce: str, now: datetime) -> bool:
    unused = (
        RenewalChallenge.device_id == device_id,
        RenewalChallenge.nonce_digest == digest(nonce),
        RenewalChallenge.used_at.is_(None),
        RenewalChallenge.expires_at > now,
    )
    return changed_one(update(RenewalChallenge).where(*unused).values(used_at=now))
