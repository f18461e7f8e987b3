"""Phones of patients, as other features ask for them: pair one whose code is typed, follow it, sign it out."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update

from diary.accounts.codes import as_typed
from diary.accounts.domain import SignedInPhone, SignedInStaff
from diary.accounts.guarded_update import changed_one
from diary.accounts.login_actions import revoke_phone_logins
from diary.accounts.models import Device, Pairing
from diary.accounts.pairing import WaitingPhone
from diary.accounts.pairing_actions import code_digest
from diary.accounts.throttle import TYPED_CODES
from diary.accounts.throttle_actions import count_try, forgive
from diary.audit.actions import record
from diary.audit.domain import Actor
from diary.days import zones
from diary.db import db, writing
from diary.errors import Gone, NotFound
from diary.text import Text

OLD_CODE = Text("That code has run out. Ask for a new one.")


def add_device(
    practice_id: UUID,
    patient_id: UUID,
    *,
    public_key: str,
    label: str,
    zone: str,
    is_carer: bool,
    paired_by: UUID | None,
    now: datetime,
) -> UUID:
    """A phone that from now on may keep this patient's diary; in the caller's transaction."""
    device = Device(
        id=uuid4(),
        practice_id=practice_id,
        patient_id=patient_id,
        public_key=public_key,
        label=label,
        zone=zone,
        is_carer=is_carer,
        paired_at=now,
        paired_by=paired_by,
        last_seen_at=now,
    )
    db.session.add(device)
    db.session.flush()
    return device.id


def sign_out_phone(patient_id: UUID, device_id: UUID, actor: Actor, *, now: datetime) -> None:
    """End a phone's logins for good: its key renews nothing any more, only a new code does.

    Args:
        patient_id: Whose phone; taken from the login or from the one door to a patient, never from a form.
        device_id: Which of that patient's phones.
        actor: The patient, the carer, or a staff member who may pair.
        now: Aware.

    Raises:
        NotFound: This patient has no such phone.
    """
    with writing():
        device = db.session.scalar(select(Device).where(Device.id == device_id, Device.patient_id == patient_id))
        if device is None:
            raise NotFound
        device.signed_out_at = device.signed_out_at or now
        revoke_phone_logins([device.id], now=now)
        record(
            "phone_signed_out",
            actor,
            now=now,
            practice_id=device.practice_id,
            patient_id=patient_id,
            detail=device.label,
        )


def note_zone(phone: SignedInPhone, zone: str | None) -> bool:
    """Follow a phone that travels: from here on its pages show the day of where it is. Zones unknown here are passed over.

    Returns:
        Whether it came from another one; in the caller's transaction, if there is one.
    """
    if zone == phone.zone or zone not in zones():
        return False
    with writing():
        db.session.execute(update(Device).where(Device.id == phone.device_id).values(zone=zone))
    return True


def find_pairing(code: str, staff: SignedInStaff, *, now: datetime) -> WaitingPhone | None:
    """The phone that shows this code right now, whichever way it was typed; none when no phone does.

    Raises:
        TooMany: Five wrong codes in ten minutes; wait.
    """
    tries = count_try(("typed code", str(staff.id), TYPED_CODES), now=now)
    with writing():
        shown = (Pairing.live, Pairing.user_code_digest == code_digest(as_typed(code)), Pairing.expires_at > now)
        waiting = db.session.scalar(select(Pairing).where(*shown))
        if waiting is None:
            record("phone_code_refused", staff.actor, now=now, practice_id=staff.practice_id)
            return None
        forgive(tries)
        return WaitingPhone(waiting.id, waiting.label, waiting.zone, waiting.asked_at)


def confirm_pairing(
    patient_id: UUID, practice_id: UUID, code: str, staff: SignedInStaff, *, is_carer: bool, now: datetime
) -> UUID:
    """Give the phone that shows this code to a patient's diary; it fetches its login by itself.

    Args:
        patient_id: Whose diary; the caller has passed the one door to a patient.
        practice_id: Where that patient is treated.
        code: As typed.
        staff: Who saw the phone or heard the code.
        is_carer: Whether the phone is the carer's, not the patient's own.
        now: Aware.

    Returns:
        The id of the paired phone.

    Raises:
        Gone: The code ran out, or somebody else confirmed it a moment ago.
        NotFound: The patient belongs to another practice.
        TooMany: Five wrong codes in ten minutes; wait.
    """
    if practice_id != staff.practice_id:
        raise NotFound
    phone = find_pairing(code, staff, now=now)
    if phone is None:
        raise Gone(OLD_CODE)
    with writing():
        waiting = db.session.scalars(select(Pairing).where(Pairing.id == phone.pairing_id)).one()
        device_id = add_device(
            practice_id,
            patient_id,
            public_key=waiting.public_key,
            label=waiting.label,
            zone=waiting.zone,
            is_carer=is_carer,
            paired_by=staff.id,
            now=now,
        )
        if not changed_one(
            update(Pairing).where(Pairing.id == waiting.id, Pairing.live).values(live=False, device_id=device_id)
        ):
            raise Gone(OLD_CODE)
        record("phone_paired", staff.actor, now=now, practice_id=practice_id, patient_id=patient_id, detail=phone.label)
    return device_id
