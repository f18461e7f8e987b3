"""People and things for tests, with defaults: name only what matters to the test."""

from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient

from diary import clock
from diary.accounts.cookies import cookie_name
from diary.accounts.domain import PHONE, STAFF, LoginKind
from diary.accounts.keys import jwk_of, text_of
from diary.accounts.login_actions import start_phone_login, start_staff_login
from diary.accounts.models import Device, Staff
from diary.accounts.passwords import hash_password
from diary.db import Base, db
from diary.practice.models import Area, Patient, Practice

Row = TypeVar("Row", bound=Base)
PASSWORD = "quiet harbour lantern"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def kept(row: Row) -> Row:
    """Put a row into the database; what comes back is readable without touching the database again."""
    db.session.add(row)
    db.session.flush()
    db.session.refresh(row)
    db.session.expunge(row)  # a commit makes the session forget what it read
    db.session.commit()
    return row


def a_practice(**changes: Any) -> Practice:
    facts = {
        "name": "Harbour Lane Clinic",
        "phone": "416 555 0134",
        "emergency_number": "911",
        "hours": "Monday to Friday, 9 am to 5 pm",
        "out_of_hours": "811",
        "crisis_line": "988",
        "zone": "America/Toronto",
    }
    return kept(Practice(**{"id": uuid4(), "created_at": clock.now()} | facts | changes))


def a_patient(practice: Practice, **changes: Any) -> Patient:
    now = clock.now()
    facts = {"name": "Alice Martin", "year_of_birth": 1961, "enrolled_on": now.date(), "created_at": now}
    return kept(Patient(**{"id": uuid4(), "practice_id": practice.id} | facts | changes))


def an_area(patient: Patient, **changes: Any) -> Area:
    facts = {"name": "Low back", "area_group": "low_back"}
    return kept(Area(**{"id": uuid4(), "patient_id": patient.id} | facts | changes))


@cache
def hash_of(password: str) -> str:
    """Hashing is slow on purpose, and the same passwords serve many tests."""
    return hash_password(password)


def a_staff_member(practice: Practice, *roles: str, password: str = PASSWORD, **changes: Any) -> Staff:
    """A person of the staff with these roles (practitioner when none is named) and the second step set up."""
    held = {
        f"is_{role}": role in (roles or ("practitioner",)) for role in ("practitioner", "reception", "administrator")
    }
    now = clock.now()
    facts = {
        "name": "Bob Tremblay",
        "email": f"{uuid4().hex[:12]}@clinic.example",
        "password_hash": hash_of(password),
        "totp_secret": TOTP_SECRET,
        "totp_confirmed_at": now,
        "created_at": now,
    }
    return kept(Staff(**{"id": uuid4(), "practice_id": practice.id} | facts | held | changes))


def a_device(patient: Patient, key: ec.EllipticCurvePrivateKey | None = None, **changes: Any) -> Device:
    """A phone paired with this patient's diary."""
    now = clock.now()
    facts = {"label": "iPhone", "zone": "America/Toronto", "is_carer": False, "paired_at": now, "last_seen_at": now}
    owner = {"id": uuid4(), "practice_id": patient.practice_id, "patient_id": patient.id}
    return kept(Device(**owner | facts | {"public_key": jwk_of(**coordinates(key or a_key()))} | changes))


def a_key() -> ec.EllipticCurvePrivateKey:
    """A fresh key pair, as a phone makes one."""
    return ec.generate_private_key(ec.SECP256R1())


def coordinates(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    """The public half, as a JSON Web Key spells it."""
    point = key.public_key().public_numbers()
    return {"x": text_of(point.x.to_bytes(32)), "y": text_of(point.y.to_bytes(32))}


def signed_in_staff(client: FlaskClient, staff: Staff, now: datetime | None = None) -> FlaskClient:
    """This browser with the staff member signed in, second step included."""
    token = start_staff_login(staff.id, second_step=True, now=now or clock.now())
    return with_cookie(client, STAFF, token)


def signed_in_phone(
    client: FlaskClient, patient: Patient, *, device: Device | None = None, is_carer: bool = False
) -> FlaskClient:
    """This browser as a phone of the patient, or of a carer, signed in."""
    device_id = (device or a_device(patient, is_carer=is_carer)).id
    return with_cookie(client, PHONE, start_phone_login(device_id, now=clock.now()))


def with_cookie(client: FlaskClient, kind: LoginKind, token: str) -> FlaskClient:
    db.session.commit()
    client.set_cookie(cookie_name(kind), token)
    return client
