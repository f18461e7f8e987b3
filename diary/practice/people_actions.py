"""Who works at the practice, what they may do, and that somebody always looks after it."""

from datetime import datetime
from uuid import UUID

from diary.accounts.actions import add_staff, deactivate_staff
from diary.accounts.domain import SignedInStaff
from diary.accounts.login_actions import revoke_staff_logins
from diary.accounts.models import RecoveryCode, Staff
from diary.audit.actions import record
from diary.db import db, writing
from diary.errors import Conflict, NotFound
from diary.practice.domain import Roles
from diary.text import Text

LAST_ADMINISTRATOR = Text("Somebody must look after the practice. Make another person administrator first.")


def add_person(
    name: str, email: str, password: str, roles: Roles, administrator: SignedInStaff, *, now: datetime
) -> UUID:
    """Somebody new at the practice, with a first password; they set up their second step at the first sign-in.

    Raises:
        Invalid: The password is too weak, or the e-mail address signs somebody in already.
    """
    with writing():
        return add_staff(
            administrator.practice_id,
            name,
            email,
            password,
            is_practitioner=roles.practitioner,
            is_reception=roles.reception,
            is_administrator=roles.administrator,
            actor=administrator.actor,
            now=now,
        )


def change_roles(person_id: UUID, roles: Roles, administrator: SignedInStaff, *, now: datetime) -> None:
    """Give a person other roles; they hold from the next click on.

    Raises:
        NotFound: There is no such person at the administrator's practice.
        Conflict: Nobody would be left to look after the practice.
    """
    with writing():
        person = lock_person(person_id, administrator, stays_administrator=roles.administrator)
        person.is_practitioner = roles.practitioner
        person.is_reception = roles.reception
        person.is_administrator = roles.administrator
        trace("staff_roles_changed", person_id, administrator, now, ", ".join(roles.names))


def deactivate_person(person_id: UUID, administrator: SignedInStaff, *, now: datetime) -> None:
    """Somebody left: every login of theirs ends at once, and what they wrote stays.

    Raises:
        NotFound: There is no such person at the administrator's practice.
        Conflict: Nobody would be left to look after the practice.
    """
    with writing():
        lock_person(person_id, administrator, stays_administrator=False)
        deactivate_staff(person_id, administrator, now=now)


def reset_second_step(person_id: UUID, administrator: SignedInStaff, *, now: datetime) -> None:
    """Somebody lost their phone: their logins end, and the next sign-in sets the second step up anew.

    Raises:
        NotFound: There is no such person at the administrator's practice.
    """
    with writing():
        person = lock_person(person_id, administrator, stays_administrator=True)
        person.totp_secret = person.totp_confirmed_at = person.totp_last_step = None
        db.session.execute(db.delete(RecoveryCode).where(RecoveryCode.staff_id == person_id))
        revoke_staff_logins(person_id, now=now)
        trace("second_step_reset", person_id, administrator, now)


def lock_person(person_id: UUID, administrator: SignedInStaff, *, stays_administrator: bool) -> Staff:
    """The person's row; everybody who is active is locked, so that two administrators cannot remove each other at once."""
    active = db.select(Staff).where(Staff.practice_id == administrator.practice_id, Staff.deactivated_at.is_(None))
    people = {person.id: person for person in db.session.scalars(active.order_by(Staff.id).with_for_update())}
    if person_id not in people:
        raise NotFound
    others = [person for person in people.values() if person.is_administrator and person.id != person_id]
    if people[person_id].is_administrator and not stays_administrator and not others:
        raise Conflict(LAST_ADMINISTRATOR)
    return people[person_id]


def trace(action: str, person_id: UUID, administrator: SignedInStaff, now: datetime, words: str = "") -> None:
    detail = f"{person_id}: {words}" if words else str(person_id)
    record(action, administrator.actor, now=now, practice_id=administrator.practice_id, detail=detail)
