"""Help one person of the staff: a forgotten password, a wrong name, somebody who comes back."""

from datetime import datetime
from uuid import UUID

from diary.accounts.actions import free_email
from diary.accounts.domain import SignedInStaff
from diary.accounts.login_actions import revoke_staff_logins
from diary.accounts.models import Staff
from diary.accounts.passwords import hash_password
from diary.db import db, writing
from diary.errors import Conflict, NotFound
from diary.practice.people_actions import lock_person, trace
from diary.text import Text

OWN_PASSWORD = Text("Change your own password on the page of your account.")


def set_password(person_id: UUID, password: str, administrator: SignedInStaff, *, now: datetime) -> None:
    """Somebody forgot their password: their logins end, the new one signs them in, and their second step stays.

    Raises:
        Conflict: It is the administrator's own, which only the password they have now may change.
        Invalid: The password is too weak; the field is ``password``.
        NotFound: Nobody with this id works at the administrator's practice now.
    """
    if person_id == administrator.id:
        raise Conflict(OWN_PASSWORD)
    password_hash = hash_password(password)
    with writing():
        person = lock_person(person_id, administrator, stays_administrator=True)
        person.password_hash = password_hash
        revoke_staff_logins(person_id, now=now)
        trace("staff_password_set", person_id, administrator, now)


def correct_person(person_id: UUID, name: str, email: str, administrator: SignedInStaff, *, now: datetime) -> None:
    """Put a person's name or e-mail address right; the new address signs them in from now on.

    Raises:
        Invalid: The e-mail address signs somebody else in; the field is ``email``.
        NotFound: Nobody with this id works at the administrator's practice now.
    """
    with writing():
        person = lock_person(person_id, administrator, stays_administrator=True)
        facts = {"name": name, "email": free_email(email, of=person_id)}
        changed = [fact for fact, value in facts.items() if getattr(person, fact) != value]
        for fact in changed:
            setattr(person, fact, facts[fact])
        if changed:
            trace("staff_corrected", person_id, administrator, now, ", ".join(changed))


def let_back(person_id: UUID, administrator: SignedInStaff, *, now: datetime) -> None:
    """Somebody who left works here again: they sign in as before, with the roles they had.

    Raises:
        NotFound: Nobody with this id works or worked at the administrator's practice.
    """
    with writing():
        here = (Staff.id == person_id, Staff.practice_id == administrator.practice_id)
        person = db.session.scalars(db.select(Staff).where(*here).with_for_update()).one_or_none()
        if person is None:
            raise NotFound
        if person.deactivated_at is not None:
            person.deactivated_at = None
            trace("staff_let_back", person_id, administrator, now)
