"""What keeping a save costs, as a ratio to a floor measured in the same run."""

from collections.abc import Callable
from datetime import timedelta
from statistics import median
from time import perf_counter, process_time

import pytest

from diary.db import db
from tests.entries.saves import EVENING, a_save, record
from tests.factories import an_area

SAVES = 200


def cost(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock on the wall, and seconds of our own computing, which a busy machine does not stretch."""
    start = perf_counter(), process_time()
    work()
    return perf_counter() - start[0], process_time() - start[1]


def bare_commit() -> None:
    """The floor: a durable transaction that writes one row."""
    db.session.connection().exec_driver_sql("UPDATE practice SET phone = '416 555 0134'")
    db.session.commit()


@pytest.fixture
def queued(alice):
    """A phone that was offline for long: days, edits and effects."""
    knee = an_area(alice)
    body = {
        "sleep": 1,
        "medicine": 1,
        "medicine_classes": ["opioid"],
        "effects": [{"effect": "soreness", "severity": 1}],
    }
    days = [EVENING.date() - timedelta(days=1 + n // 2) for n in range(SAVES)]
    return [
        a_save(knee, body=body, for_day=day, edited_at=EVENING - timedelta(days=n // 2)) for n, day in enumerate(days)
    ]


@pytest.mark.alone
def test_keeping_a_save_stays_within_reach_of_a_bare_commit(alice, queued):
    record(alice, queued[0])  # statements are compiled once

    bare = [cost(bare_commit) for _ in queued]
    saves = [cost(lambda version=version: record(alice, version)) for version in queued[1:]]

    (bare_wall, bare_work), (wall, work) = (
        [median(column) for column in zip(*costs, strict=True)] for costs in (bare, saves)
    )
    print(
        f"\n{db.engine.dialect.name}: {1 / wall:.0f} saves/s, {wall / bare_wall:.1f} × a bare commit; {work / bare_work:.1f} × its computing"
    )
    assert work < 20 * bare_work
