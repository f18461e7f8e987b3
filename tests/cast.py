"""The people of the tests: Alice keeps a diary, Bob treats her, Charlie works somewhere else and must learn nothing."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from diary.accounts.models import Device, Staff
from diary.practice.models import Patient, Practice
from tests.factories import a_device, a_patient, a_practice, a_staff_member, signed_in_phone, signed_in_staff


@pytest.fixture
def practice(app: Flask) -> Practice:
    """Where Bob works and Alice is treated."""
    return a_practice()


@pytest.fixture
def alice(practice: Practice) -> Patient:
    return a_patient(practice, name="Alice Martin")


@pytest.fixture
def phone(alice: Patient) -> Device:
    """Alice's own phone."""
    return a_device(alice)


@pytest.fixture
def bob(practice: Practice) -> Staff:
    """Alice's practitioner."""
    return a_staff_member(practice, "practitioner", name="Bob Tremblay", email="bob@harbour.example")


@pytest.fixture
def reception(practice: Practice) -> Staff:
    return a_staff_member(practice, "reception", name="Rosa Klein", email="rosa@harbour.example")


@pytest.fixture
def administrator(practice: Practice) -> Staff:
    """Runs the practice and is no practitioner."""
    return a_staff_member(practice, "administrator", name="Ada Okafor", email="ada@harbour.example")


@pytest.fixture
def charlie(app: Flask) -> Staff:
    """A practitioner of another practice."""
    elsewhere = a_practice(name="Hill Street Clinic", zone="America/Vancouver")
    return a_staff_member(elsewhere, "practitioner", name="Charlie Roy", email="charlie@hill.example")


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    """A browser in which nobody is signed in."""
    return app.test_client()


@pytest.fixture
def alice_browser(app: Flask, alice: Patient, phone: Device) -> FlaskClient:
    """Alice's phone, signed in."""
    return signed_in_phone(app.test_client(), alice, device=phone)


@pytest.fixture
def carer_browser(app: Flask, alice: Patient) -> FlaskClient:
    """The phone of the carer who keeps Alice's diary with her, signed in."""
    return signed_in_phone(app.test_client(), alice, is_carer=True)


@pytest.fixture
def stranger_browser(app: Flask, practice: Practice) -> FlaskClient:
    """The phone of another patient of the same practice, signed in."""
    return signed_in_phone(app.test_client(), a_patient(practice, name="Stefan Ilić"))


@pytest.fixture
def bob_browser(app: Flask, bob: Staff) -> FlaskClient:
    return signed_in_staff(app.test_client(), bob)


@pytest.fixture
def reception_browser(app: Flask, reception: Staff) -> FlaskClient:
    return signed_in_staff(app.test_client(), reception)


@pytest.fixture
def administrator_browser(app: Flask, administrator: Staff) -> FlaskClient:
    return signed_in_staff(app.test_client(), administrator)


@pytest.fixture
def charlie_browser(app: Flask, charlie: Staff) -> FlaskClient:
    return signed_in_staff(app.test_client(), charlie)
