"""Read who a cookie belongs to, and which phones a patient has."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, select

from diary.accounts.digests import digest
from diary.accounts.domain import (
    PHONE,
    STAFF,
    LoginKind,
    PasswordOnly,
    Phone,
    SignedIn,
    SignedInPhone,
    SignedInStaff,
    ago,
)
from diary.accounts.models import Device, LoginSession, Staff
from diary.db import db
from diary.prepared_statements import reading
from diary.text import Text


@dataclass(frozen=True)
class Login:
    """A login that is good now, and when it was last seen in use."""

    user: SignedIn
    seen_at: datetime


# Built once, and without the ORM: phones ask with every save.
LOGIN, DEVICE = (cast(Table, model.__table__) for model in (LoginSession, Device))
PHONE_LOGIN = (
    select(
        LOGIN.c.id.label("login_id"),
        LOGIN.c.seen_at,
        LOGIN.c.expires_at,
        DEVICE.c.id.label("device_id"),
        *(DEVICE.c[name] for name in ("practice_id", "patient_id", "is_carer", "zone")),
    )
    .join(DEVICE, DEVICE.c.id == LOGIN.c.device_id)
    .where(LOGIN.c.token_digest == bindparam("token"), LOGIN.c.revoked_at.is_(None), DEVICE.c.signed_out_at.is_(None))
)


def login_of(token: str, kind: LoginKind, *, needs_second_step: bool, now: datetime) -> Login | None:
    """Who holds this cookie, if its login is of that kind, neither revoked nor over, and its owner may sign in."""
    return (
        staff_login(token, needs_second_step=needs_second_step, now=now)
        if kind is STAFF
        else phone_login(token, now=now)
    )


def staff_login(token: str, *, needs_second_step: bool, now: datetime) -> Login | None:
    found = db.session.execute(
        select(LoginSession, Staff)
        .join(Staff, Staff.id == LoginSession.staff_id)
        .where(
            LoginSession.token_digest == digest(token),
            LoginSession.revoked_at.is_(None),
            Staff.deactivated_at.is_(None),
        )
    ).first()
    if found is None or STAFF.is_over(found[0].seen_at, found[0].expires_at, now):
        return None
    login, staff = found
    waits = needs_second_step and login.second_step_at is None
    return Login(password_only(login, staff) if waits else signed_in_staff(login, staff), login.seen_at)


def signed_in_staff(login: LoginSession, staff: Staff) -> SignedInStaff:
    return SignedInStaff(
        login_id=login.id,
        id=staff.id,
        practice_id=staff.practice_id,
        name=staff.name,
        is_practitioner=staff.is_practitioner,
        is_reception=staff.is_reception,
        is_administrator=staff.is_administrator,
    )


def password_only(login: LoginSession, staff: Staff) -> PasswordOnly:
    return PasswordOnly(
        login_id=login.id,
        id=staff.id,
        practice_id=staff.practice_id,
        email=staff.email,
        totp_secret=staff.totp_secret or "",
        has_second_step=staff.totp_confirmed_at is not None,
    )


def phone_login(token: str, *, now: datetime) -> Login | None:
    with reading() as direct:
        [found] = direct.rows(PHONE_LOGIN, {"token": digest(token)}) or [None]
    if found is None or PHONE.is_over(found.seen_at, found.expires_at, now):
        return None
    phone = SignedInPhone(
        login_id=found.login_id,
        practice_id=found.practice_id,
        device_id=found.device_id,
        patient_id=found.patient_id,
        is_carer=found.is_carer,
        zone=found.zone,
    )
    return Login(phone, found.seen_at)


def phones_of(patient_id: UUID) -> list[Phone]:
    """The phones that keep this patient's diary now, newest first; whoever asks has passed the door to the patient."""
    rows = db.session.scalars(
        select(Device)
        .where(Device.patient_id == patient_id, Device.signed_out_at.is_(None))
        .order_by(Device.paired_at.desc())
    )
    return [Phone(row.id, row.label, row.zone, row.is_carer, row.paired_at, row.last_seen_at) for row in rows]


@dataclass(frozen=True)
class OpenLogin:
    """One computer where somebody is signed in."""

    id: UUID
    started: Text
    seen: Text


def logins_of(staff_id: UUID, *, now: datetime) -> list[OpenLogin]:
    """Where a member of the staff is signed in now, last used first."""
    rows = db.session.scalars(
        select(LoginSession)
        .where(LoginSession.staff_id == staff_id, LoginSession.revoked_at.is_(None))
        .order_by(LoginSession.seen_at.desc())
    )
    good = [row for row in rows if not STAFF.is_over(row.seen_at, row.expires_at, now)]
    return [OpenLogin(row.id, ago(row.started_at, now), ago(row.seen_at, now)) for row in good]
