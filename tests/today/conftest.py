"""Alice on one evening of her course: Tuesday, November 17, 2026, 19:05 in Toronto."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask.testing import FlaskClient

from diary.accounts.models import Device
from diary.practice.models import Area, Consent, Patient
from diary.sessions.models import Course
from tests.factories import an_area, kept
from tests.today.days import a_course

EVENING = datetime(2026, 11, 18, 0, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock_hands() -> Iterator[time_machine.Traveller]:
    """The clock stands still, and a test may turn it."""
    with time_machine.travel(EVENING, tick=False) as hands:
        yield hands


@pytest.fixture
def alice(alice: Patient) -> Patient:
    """Alice agreed, and enrolled a week ago."""
    kept(
        Consent(
            patient_id=alice.id,
            wording_version="2026-11",
            wording="words",
            language="en",
            agreed=True,
            answered_at=EVENING,
        )
    )
    return alice


@pytest.fixture
def knee(alice: Patient) -> Area:
    return an_area(alice, name="Right knee", area_group="joint")


@pytest.fixture
def course(alice: Patient, knee: Area) -> Course:
    """Alice's knee is treated once a week."""
    return a_course(alice, knee)


@pytest.fixture
def at_check_in(alice_browser: FlaskClient, course: Course, phone: Device) -> FlaskClient:
    """Alice's phone while her course runs."""
    return alice_browser
