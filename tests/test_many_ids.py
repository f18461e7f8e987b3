"""Many ids in one parameter find the rows of just these, on both databases."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from diary.db import db
from diary.many_ids import among
from diary.practice.models import Practice
from tests.factories import a_practice

PRACTICE = Practice.__table__
THESE = select(PRACTICE.c.id).where(among(PRACTICE.c.id, "these"))


@pytest.mark.parametrize("count", [0, 1, 2, 2000])
def test_the_rows_of_these_ids_are_found_and_no_others(app, count):
    a_practice()
    asked = [a_practice().id for _ in range(min(count, 2))] + [uuid4() for _ in range(count - 2)]

    found = db.session.scalars(THESE, {"these": set(asked)}).all()

    assert set(found) == set(asked[:2])


def test_it_stands_beside_other_conditions(app):
    here, there = a_practice(zone="Europe/Zurich").id, a_practice(zone="America/Toronto").id

    found = db.session.scalars(THESE.where(PRACTICE.c.zone == "Europe/Zurich"), {"these": [here, there]}).all()

    assert found == [here]
