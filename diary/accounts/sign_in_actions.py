"""Sign staff in: the password first, then the second step."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from diary.accounts.codes import as_typed, matching_step, new_recovery_codes, new_totp_secret
from diary.accounts.digests import digest
from diary.accounts.domain import PasswordOnly, SignedInStaff
from diary.accounts.guarded_update import changed_one
from diary.accounts.login_actions import (
    revoke_login,
    revoke_login_row,
    revoke_staff_logins,
    start_password_login,
    start_staff_login,
)
from diary.accounts.models import RecoveryCode, Staff
from diary.accounts.passwords import hash_password, matches
from diary.accounts.throttle import ACCOUNT, NETWORK
from diary.accounts.throttle_actions import count_try, forgive
from diary.audit.actions import record
from diary.audit.domain import Actor
from diary.db import db, writing
from diary.errors import Invalid
from diary.text import Text


@dataclass(frozen=True)
class Door:
    """What a right password led to: the token of the new login, and whether the second step comes next."""

    token: str
    second_step: bool


def check_password(
    email: str, password: str, *, network: str, old_token: str | None, needs_second_step: bool, now: datetime
) -> Door | None:
    """Check a password. A wrong one and an unknown address look alike, and take the same time.

    Args:
        email: As typed.
        password: As typed.
        network: Where the try came from.
        old_token: The login cookie this browser held before; it ends, so that a planted one is worth nothing.
        needs_second_step: False in the demo only.
        now: Aware.

    Raises:
        TooMany: The account or the network has to wait.
    """
    folded = email.strip().casefold()
    tries = count_try(("sign-in", folded, ACCOUNT), ("sign-in network", network, NETWORK), now=now)
    staff = db.session.scalar(select(Staff).where(Staff.email == folded, Staff.deactivated_at.is_(None)))
    kept = staff.password_hash if staff else None
    db.session.rollback()  # hashing takes its time; nobody should wait for it with the database
    if not matches(password, kept):
        return None
    with writing():
        forgive(tries)
        revoke_login(old_token, now=now)
        return open_door(folded, needs_second_step=needs_second_step, now=now)


def open_door(email: str, *, needs_second_step: bool, now: datetime) -> Door:
    staff = db.session.scalars(select(Staff).where(Staff.email == email)).one()
    if not needs_second_step:
        record("staff_signed_in", Actor.staff(staff.id), now=now, practice_id=staff.practice_id)
        return Door(start_staff_login(staff.id, second_step=False, now=now), second_step=False)
    if staff.totp_confirmed_at is None:
        staff.totp_secret = new_totp_secret()
    return Door(start_password_login(staff.id, now=now), second_step=True)


def give_code(user: PasswordOnly, code: str, *, now: datetime) -> str | None:
    """The second step at a sign-in: a code of the app, or a recovery code; each works once.

    Returns:
        The token of the new login; none when the code is wrong or was used.

    Raises:
        TooMany: This account has to wait.
    """
    tries = count_try(("second step", str(user.id), ACCOUNT), now=now)
    with writing():
        if not (user.has_second_step and (use_step(user, code, now) or use_recovery_code(user, code, now))):
            return None
        return finish(user, tries, now)


def set_up_second_step(user: PasswordOnly, code: str, *, now: datetime) -> tuple[str, list[str]] | None:
    """The second step at the very first sign-in: the app's first code proves that it works.

    Returns:
        The token of the new login and ten recovery codes, shown once; none when the code is wrong.

    Raises:
        TooMany: This account has to wait.
    """
    tries = count_try(("second step", str(user.id), ACCOUNT), now=now)
    with writing():
        if user.has_second_step or not use_step(user, code, now):
            return None
        db.session.execute(update(Staff).where(Staff.id == user.id).values(totp_confirmed_at=now))
        codes = new_recovery_codes()
        db.session.add_all(RecoveryCode(staff_id=user.id, code_digest=digest(as_typed(one))) for one in codes)
        record("second_step_set_up", Actor.staff(user.id), now=now, practice_id=user.practice_id)
        return finish(user, tries, now), codes


def finish(user: PasswordOnly, tries: list[UUID], now: datetime) -> str:
    """A new login in place of the one that knew the password only."""
    forgive(tries)
    revoke_login_row(user.login_id, now=now)
    record("staff_signed_in", Actor.staff(user.id), now=now, practice_id=user.practice_id)
    return start_staff_login(user.id, second_step=True, now=now)


def sign_out_here(user: SignedInStaff | PasswordOnly, *, now: datetime) -> None:
    """End this login."""
    with writing():
        revoke_login_row(user.login_id, now=now)
        record("staff_signed_out", Actor.staff(user.id), now=now, practice_id=user.practice_id)


def sign_out_everywhere(staff: SignedInStaff, *, now: datetime) -> None:
    """End every login of this person, this one included."""
    with writing():
        revoke_staff_logins(staff.id, now=now)
        record("staff_signed_out_everywhere", staff.actor, now=now, practice_id=staff.practice_id)


def change_password(staff: SignedInStaff, current: str, password: str, *, now: datetime) -> None:
    """A new password; wherever else this person is signed in, they are signed out.

    Raises:
        Invalid: The current password is wrong (field ``current``), or the new one too weak (field ``password``).
        TooMany: Too many wrong tries; wait.
    """
    password_hash = hash_password(password)
    tries = count_try(("password change", str(staff.id), ACCOUNT), now=now)
    kept = db.session.scalar(select(Staff.password_hash).where(Staff.id == staff.id))
    db.session.rollback()
    if not matches(current, kept):
        raise Invalid({"current": Text("That is not the password you have now.")})
    with writing():
        forgive(tries)
        db.session.execute(update(Staff).where(Staff.id == staff.id).values(password_hash=password_hash))
        revoke_staff_logins(staff.id, now=now, but=staff.login_id)
        record("password_changed", staff.actor, now=now, practice_id=staff.practice_id)


def use_step(user: PasswordOnly, code: str, now: datetime) -> bool:
    """Whether the app showed this code just now, and neither it nor a later one was used before."""
    step = matching_step(user.totp_secret, code, now)
    if step is None:
        return False
    unused = (
        Staff.id == user.id,
        Staff.totp_secret == user.totp_secret,
        (Staff.totp_last_step < step) | Staff.totp_last_step.is_(None),
    )
    return changed_one(update(Staff).where(*unused).values(totp_last_step=step))


def use_recovery_code(user: PasswordOnly, code: str, now: datetime) -> bool:
    unused = (
        RecoveryCode.staff_id == user.id,
        RecoveryCode.code_digest == digest(as_typed(code)),
        RecoveryCode.used_at.is_(None),
    )
    used = changed_one(update(RecoveryCode).where(*unused).values(used_at=now))
    if used:
        record("recovery_code_used", Actor.staff(user.id), now=now, practice_id=user.practice_id)
    return used
