"""Every sync of these tests happens on one evening, unless a test moves the clock."""

from collections.abc import Iterator

import pytest
import time_machine

from diary.practice.models import Area, Patient
from tests.entries.saves import EVENING
from tests.factories import an_area


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(EVENING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def knee(alice: Patient) -> Area:
    return an_area(alice, name="Right knee", area_group="joint")
