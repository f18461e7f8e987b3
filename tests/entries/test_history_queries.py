"""What stood at an earlier moment is what the days showed then."""

from datetime import date, timedelta
from typing import Any

import pytest

from diary.entries.history_queries import days_until
from diary.entries.keeping_actions import UNSHOWN, keep_version
from diary.entries.queries import days_of
from diary.entries.values import DayEntry, Delivery
from diary.practice.models import Area, Patient
from tests.entries.saves import DAY, EVENING, PHONE, a_save, record
from tests.factories import a_patient, an_area

EVER = (date(2000, 1, 1), date(2100, 1, 1))
WORN = {"symptoms": ["fever"], "note": " \n", "medicine": 2, "medicine_classes": ["paracetamol", "cortisone"]}
BRUISED = {"effects": [{"effect": "tired", "severity": 1}, {"effect": "something_else", "severity": 3, "words": "Hot"}]}
DAYS_LATER = 3  # too late for a number


@pytest.fixture
def knee(alice: Patient) -> Area:
    return an_area(alice, name="Right knee", area_group="joint")


def saves(area: Area) -> list[Any]:
    """Two days, each changed, one of them from memory at last; in order."""
    yesterday = DAY - timedelta(days=1)
    return [
        a_save(area, pain=7, body=WORN, for_day=yesterday, edited_at=EVENING - timedelta(days=1)),
        a_save(area, pain=6, body=BRUISED),
        a_save(area, pain=5, body={"sleep": 3, "goal": "part"}, edited_at=EVENING + timedelta(minutes=5)),
        a_save(area, pain=2, body=BRUISED, for_day=yesterday, edited_at=EVENING + timedelta(days=DAYS_LATER)),
    ]


def test_each_moment_shows_what_the_days_showed_then(alice, knee):
    then: list[list[DayEntry]] = []
    made = saves(knee)
    for save in made:
        record(alice, save)
        then.append(days_of(alice.id, knee.id, *EVER))

    found = [days_until(alice.id, knee.id, *EVER, save.corrected_at) for save in made]

    assert found == then
    assert [[day.pain for day in days] for days in found] == [[7], [7, 6], [7, 5], [None, 5]]


def test_in_whatever_order_they_came_a_moment_shows_the_same(alice, knee):
    for save in reversed(saves(knee)):
        record(alice, save, now=EVENING + timedelta(days=DAYS_LATER))

    days = days_until(alice.id, knee.id, *EVER, EVENING)

    assert [(day.pain, day.edited) for day in days] == [(7, False), (6, False)]


def test_only_the_days_of_the_span_of_this_area_and_patient_are_there(alice, knee, practice):
    for area, patient in ((knee, alice), (an_area(alice), alice), (an_area(stefan := a_patient(practice)), stefan)):
        for save in saves(area):
            record(patient, save, now=EVENING + timedelta(days=DAYS_LATER))

    days = days_until(alice.id, knee.id, DAY, DAY, EVENING)

    assert [(day.day, day.pain) for day in days] == [(DAY, 6)]


def test_what_cannot_be_read_is_passed_over(alice, knee):
    record(alice, a_save(knee))
    odd = a_save(knee, pain=11, edited_at=EVENING + timedelta(minutes=1))
    keep_version(Delivery(patient_id=alice.id, version=odd, actor=PHONE, source="phone", received_at=EVENING), UNSHOWN)

    assert [day.pain for day in days_until(alice.id, knee.id, *EVER, EVENING + timedelta(days=1))] == [6]
