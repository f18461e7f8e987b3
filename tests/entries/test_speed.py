"""What keeping a save costs, as a ratio to a floor measured in the same run."""

from collections.abc import Callable
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest

from diary.db import db
from tests.entries.saves import EVENING, a_save, record
from tests.factories import an_area

SAVES = 200


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def bare_commit() -> None:
    """The floor: a durable transaction that writes one row."""
    db.session.connection().exec_driver_sql("UPDATE practice SET phone = '416 555 0134'")
    db.session.commit()


@pytest.fixture
def queued(alice):
    """A phone that was offline for long: days, edits and effects."""
    knee = an_area(alice)
    body = {"sleep": 1, "medicine": 1, "medicine_classes": ["opioid"], "effects": [{"effect": "soreness", "severity": 1}]}
    days = [EVENING.date() - timedelta(days=1 + n // 2) for n in range(SAVES)]
    return [a_save(knee, body=body, for_day=day, edited_at=EVENING - timedelta(days=n // 2)) for n, day in enumerate(days)]


def test_keeping_a_save_costs_little_more_than_the_disk(alice, queued):
    record(alice, queued[0])  # statements are compiled once

    pairs = [(seconds(bare_commit), seconds(lambda version=version: record(alice, version))) for version in queued[1:]]
    floor, spent = (median(times) for times in zip(*pairs, strict=True))

    print(f"\n{db.engine.dialect.name}: {1 / spent:.0f} saves/s, {spent / floor:.1f} × a bare commit")
    assert spent < 25 * floor
