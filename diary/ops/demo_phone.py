"""Phones of the demo: paired and agreed, so that nobody has to type a code to look around."""

from datetime import datetime
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from sqlalchemy import select

from diary.accounts.domain import SignedInPhone, SignedInStaff
from diary.accounts.keys import jwk_of, text_of
from diary.accounts.login_actions import start_phone_login
from diary.accounts.models import Device
from diary.accounts.phone_actions import add_device
from diary.db import db, writing
from diary.errors import NotFound
from diary.practice.consent import consent_lines
from diary.practice.consent_actions import answer_consent
from diary.practice.domain import PatientRecord
from diary.practice.models import Practice

DEMO_PHONE = "Demo phone"
NUMBER_BYTES = 32


def pair_phone(patient: PatientRecord, label: str, staff: SignedInStaff, *, now: datetime) -> SignedInPhone:
    """A phone that the staff paired with this patient's diary, and on which the patient agreed; in the caller's transaction."""
    zone = patient.practice.zone
    device_id = add_device(
        patient.practice.id,
        patient.id,
        public_key=a_key_nobody_holds(),
        label=label,
        zone=zone,
        is_carer=False,
        paired_by=staff.id,
        now=now,
    )
    phone = SignedInPhone(
        login_id=uuid4(),
        practice_id=patient.practice.id,
        device_id=device_id,
        patient_id=patient.id,
        is_carer=False,
        zone=zone,
    )
    words = "\n".join(str(line) for line in consent_lines(patient.practice))
    answer_consent(phone, wording=words, language="en", agreed=True, now=now)
    return phone


def a_key_nobody_holds() -> str:
    """A public key whose private half is thrown away: such a phone cannot renew its login."""
    point = generate_private_key(SECP256R1()).public_key().public_numbers()
    return jwk_of(*(text_of(half.to_bytes(NUMBER_BYTES)) for half in (point.x, point.y)))


def sign_in_demo_phone(*, now: datetime) -> str:
    """Start a login of the demo patient's phone; returns the token for the cookie.

    A phone that somebody signed out while trying things is paired anew.

    Raises:
        NotFound: There is no demo clinic.
    """
    with writing():
        demo = (
            select(Device)
            .join(Practice, Practice.id == Device.practice_id)
            .where(Practice.is_demo, Device.label == DEMO_PHONE)
        )
        devices = db.session.scalars(demo.order_by(Device.paired_at.desc())).all()
        if not devices:
            raise NotFound
        paired = next((device for device in devices if device.signed_out_at is None), None)
        if paired is None:
            return start_phone_login(another(devices[0], now), now=now)
        paired.last_seen_at = now
        return start_phone_login(paired.id, now=now)


def another(signed_out: Device, now: datetime) -> UUID:
    return add_device(
        signed_out.practice_id,
        signed_out.patient_id,
        public_key=a_key_nobody_holds(),
        label=DEMO_PHONE,
        zone=signed_out.zone,
        is_carer=False,
        paired_by=signed_out.paired_by,
        now=now,
    )
