"""People who sign in: add one, keep their address to themselves, and end it all when they leave."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, true

from diary.accounts.domain import SignedInStaff
from diary.accounts.login_actions import revoke_staff_logins
from diary.accounts.models import Staff
from diary.accounts.passwords import hash_password
from diary.audit.actions import record
from diary.audit.domain import Actor
from diary.db import db
from diary.errors import Invalid, NotFound
from diary.text import Text


def add_staff(
    practice_id: UUID,
    name: str,
    email: str,
    password: str,
    *,
    is_practitioner: bool = False,
    is_reception: bool = False,
    is_administrator: bool = False,
    actor: Actor,
    now: datetime,
) -> UUID:
    """A person who can sign in, with at least one role; in the caller's transaction.

    Raises:
        Invalid: The password is too weak, or the e-mail address signs somebody in already.
    """
    password_hash = hash_password(password)
    staff = Staff(
        id=uuid4(),
        practice_id=practice_id,
        name=name,
        email=free_email(email),
        password_hash=password_hash,
        is_practitioner=is_practitioner,
        is_reception=is_reception,
        is_administrator=is_administrator,
        created_at=now,
    )
    db.session.add(staff)
    record("staff_added", actor, now=now, practice_id=practice_id)
    db.session.flush()
    return staff.id


def free_email(email: str, *, of: UUID | None = None) -> str:
    """An e-mail address as it is kept, when it signs nobody in but the person it is of.

    Raises:
        Invalid: It is somebody else's; the field is ``email``.
    """
    folded = email.strip().casefold()
    if db.session.scalar(select(Staff.id).where(Staff.email == folded, Staff.id != of if of else true())):
        raise Invalid({"email": Text("This e-mail address is in use. Type another one.")})
    return folded


def deactivate_staff(staff_id: UUID, administrator: SignedInStaff, *, now: datetime) -> None:
    """Somebody left: none of their logins works from the next request on; in the caller's transaction.

    Raises:
        NotFound: There is no such person at the administrator's practice.
    """
    staff = db.session.scalar(select(Staff).where(Staff.id == staff_id, Staff.practice_id == administrator.practice_id))
    if staff is None:
        raise NotFound
    staff.deactivated_at = staff.deactivated_at or now
    revoke_staff_logins(staff_id, now=now)
    record(
        "staff_deactivated", administrator.actor, now=now, practice_id=administrator.practice_id, detail=str(staff_id)
    )
