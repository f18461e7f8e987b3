"""Alice is treated, chose to be reminded at eight, and has a phone that can be reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from diary.accounts.models import Device
from diary.practice.models import Patient, Practice
from diary.push.actions import subscribe
from diary.push.values import Receiver
from diary.push.wire import Subscribe
from diary.reminders.plan_actions import keep_plan
from diary.reminders.schedule import Plan
from diary.sessions.models import Course
from tests.factories import a_device, a_patient, an_area
from tests.practice.logins import login_of
from tests.push.opening import Phone, a_phone
from tests.push.service import FCM, PushService, push_service
from tests.reminders.test_schedule import DAY, at
from tests.today.days import a_course

MORNING = at(9, 30)  # of the day that the tests are about
YESTERDAY = DAY - timedelta(days=1)


@dataclass(frozen=True)
class Reached:
    """A phone that can be reached, with what its browser keeps to itself."""

    device: Device
    keys: Phone
    path: str


def reach(
    device: Device, name: str, *, host: str = FCM, now: datetime = MORNING, endpoint: str | None = None
) -> Reached:
    keys, path = a_phone(), f"/fcm/send/{name}"
    say_again(device, keys.receiver(f"https://{host}{path}" if endpoint is None else endpoint), now=now)
    return Reached(device, keys, path)


def say_again(device: Device, receiver: Receiver, *, now: datetime = MORNING) -> None:
    """As a phone does whenever the diary is opened on it."""
    said = Subscribe.model_construct(endpoint=receiver.endpoint, p256dh=receiver.p256dh, auth=receiver.auth)
    subscribe(login_of(device), said, language="en", now=now)


def choose(device: Device, plan: Plan | None = None, *, now: datetime = MORNING) -> None:
    keep_plan(login_of(device), plan or Plan(), now=now)


def treated(practice: Practice, **changes: Any) -> tuple[Patient, Course]:
    """Somebody whose course began yesterday."""
    yesterday = {"enrolled_on": YESTERDAY, "created_at": at(9, day=YESTERDAY)}
    patient = a_patient(practice, **yesterday | changes)
    return patient, a_course(patient, an_area(patient), opened_at=at(9, day=YESTERDAY))


def reminded_phone(practice: Practice, plan: Plan | None = None) -> Device:
    """The phone of another patient like Alice, which cannot be reached yet."""
    patient, _course = treated(practice)
    device = a_device(patient)
    choose(device, plan)
    return device


@pytest.fixture
def alice(practice: Practice) -> Patient:
    return a_patient(practice, name="Alice Martin", enrolled_on=YESTERDAY)


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as service:
        yield service


@pytest.fixture
def knee(alice: Patient):
    return an_area(alice, name="Right knee", area_group="joint")


@pytest.fixture
def course(alice: Patient, knee):
    return a_course(alice, knee, opened_at=at(9, day=YESTERDAY))


@pytest.fixture
def reminded(course, phone: Device) -> UUID:
    """Alice, who chose eight in the evening and logged nothing today."""
    choose(phone)
    return course.patient_id
