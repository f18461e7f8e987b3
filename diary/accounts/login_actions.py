"""Start, keep alive and end logins. A login is a row; its cookie alone is worth nothing."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, true, update

from diary.accounts.digests import digest, new_token
from diary.accounts.domain import PASSWORD_ONLY_LIFE, PHONE, STAFF, SignedIn, SignedInPhone
from diary.accounts.guarded_update import changed_one
from diary.accounts.models import Device, LoginSession
from diary.db import db, writing

SEEN_AGAIN_AFTER = timedelta(minutes=1)


def start_staff_login(staff_id: UUID, *, second_step: bool, now: datetime) -> str:
    """A new login for a staff member, in the caller's transaction; returns the token for the cookie.

    Args:
        staff_id: Whose.
        second_step: Whether the second step was given. Without it the login opens the diary in the demo only.
        now: Aware.
    """
    return add_login(now, STAFF.life, staff_id=staff_id, second_step_at=now if second_step else None)


def start_password_login(staff_id: UUID, *, now: datetime) -> str:
    """A login that opens nothing but the second step, for ten minutes; returns the token for the cookie."""
    return add_login(now, PASSWORD_ONLY_LIFE, staff_id=staff_id)


def start_phone_login(device_id: UUID, *, now: datetime) -> str:
    """A new login for a paired phone, in the caller's transaction; returns the token for the cookie."""
    return add_login(now, PHONE.life, device_id=device_id)


def add_login(now: datetime, life: timedelta, **owner: Any) -> str:
    token = new_token()
    db.session.add(
        LoginSession(token_digest=digest(token), started_at=now, seen_at=now, expires_at=now + life, **owner)
    )
    return token


def revoke_login(token: str | None, *, now: datetime) -> None:
    """End the login of this cookie, if it is one, in the caller's transaction."""
    if token:
        revoke(LoginSession.token_digest == digest(token), now)


def revoke_login_row(login_id: UUID, *, now: datetime) -> None:
    """End one login by its row."""
    revoke(LoginSession.id == login_id, now)


def revoke_staff_logins(staff_id: UUID, *, now: datetime, but: UUID | None = None) -> None:
    """End every login of a staff member, on whatever computer, but one they may keep."""
    others = LoginSession.id != but if but else true()
    revoke(and_(LoginSession.staff_id == staff_id, others), now)


def revoke_phone_logins(device_ids: Collection[UUID], *, now: datetime) -> None:
    """End every login of these phones."""
    revoke(LoginSession.device_id.in_(device_ids), now)


def revoke(which: ColumnElement[bool], now: datetime) -> None:
    db.session.execute(update(LoginSession).where(which, LoginSession.revoked_at.is_(None)).values(revoked_at=now))


def keep_alive(user: SignedIn, seen_at: datetime, *, now: datetime) -> None:
    """Note that a login is in use, at most once a minute, in a short transaction of its own.

    Only ever an update of a living row: a login revoked while a request was under way stays revoked.
    """
    if now - seen_at < SEEN_AGAIN_AFTER:
        return
    with writing():
        alive = (LoginSession.id == user.login_id, LoginSession.revoked_at.is_(None))
        touched = changed_one(update(LoginSession).where(*alive).values(seen_at=now))
        if touched and isinstance(user, SignedInPhone):
            db.session.execute(update(Device).where(Device.id == user.device_id).values(last_seen_at=now))
