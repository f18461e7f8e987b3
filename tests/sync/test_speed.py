"""What a full outbox costs, as a ratio to the same saves sent one by one in the same run."""

from collections.abc import Callable
from datetime import timedelta
from statistics import median
from time import perf_counter, process_time

import pytest

from diary.db import db
from diary.sync.actions import receive
from tests.entries.saves import DAY, EVENING, PHONE, a_message, sent
from tests.factories import a_patient, an_area

OUTBOX, TURNS = 100, 7
BODY = {
    "asked": "last_24h",
    "pain": 6,
    "sleep": 1,
    "medicine": 1,
    "medicine_classes": ["opioid"],
    "effects": [{"effect": "soreness", "severity": 1}],
    "note": "Walked to the lake and back.",
}


def cost(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock on the wall, and seconds of our own computing, which a busy machine does not stretch."""
    start = perf_counter(), process_time()
    work()
    return perf_counter() - start[0], process_time() - start[1]


def an_outbox(practice) -> tuple[object, list[dict[str, object]]]:
    """A patient whose phone was away for long: a day with every row answered for each of a hundred days."""
    patient = a_patient(practice)
    knee = an_area(patient)
    days = [timedelta(days=n) for n in range(OUTBOX)]
    saves = [a_message(knee, body=BODY, for_day=str(DAY - ago), edited_at=sent(EVENING - ago)) for ago in days]
    db.session.rollback()
    return patient.id, saves


def together(practice) -> tuple[float, float]:
    patient, saves = an_outbox(practice)
    return cost(lambda: receive(patient, saves, actor=PHONE, now=EVENING))


def one_by_one(practice) -> tuple[float, float]:
    patient, saves = an_outbox(practice)
    return cost(lambda: [receive(patient, [save], actor=PHONE, now=EVENING) for save in saves])


@pytest.mark.alone
def test_a_full_outbox_costs_a_fraction_of_its_saves_one_by_one(practice):
    turns = [(together(practice), one_by_one(practice)) for _ in range(TURNS)][1:]  # the first compiles the statements

    wall, work = (median(column) for column in zip(*(batch for batch, _singles in turns), strict=True))
    single_wall, single_work = (median(column) for column in zip(*(singles for _batch, singles in turns), strict=True))
    print(
        f"\n{db.engine.dialect.name}: {OUTBOX / wall:.0f} entries/s in one batch, {OUTBOX / single_wall:.0f} one by one;"
        f" {work / single_work:.2f} of the computing"
    )
    assert work < 0.35 * single_work
