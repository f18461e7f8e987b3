"""What the tests of session pages share: a fixed morning and a course with a visit booked for it."""

from uuid import UUID

import pytest
import time_machine

from diary.practice.models import Patient
from tests.sessions.made import NOW, TODAY, a_course, at_toronto


@pytest.fixture
def ten_in_the_morning():
    """It is Friday, November 20, 2026, 10 am in Toronto."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def course_id(alice: Patient) -> UUID:
    """Alice's course, whose next visit is today."""
    return a_course(alice, next_visit_at=at_toronto(TODAY))
