"""What a tick of the reminders costs where a million patients wait for theirs, on both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID

from flask import Flask

from diary import clock
from diary.db import db
from diary.ops.worker import collect_seldom, rounds_of
from diary.reminders.ledger_actions import claim_due, settle
from diary.reminders.schedule import WINDOW, Slot
from tests.bench.goals import Row, at_least, at_most
from tests.bench.many import A_NEW_ID, LATER, NUMBER, copy_patient, copy_rows, diary, settle_down
from tests.bench.saving import DURABLE
from tests.factories import a_patient, a_practice
from tests.reminders.ledger import add
from tests.tools.with_postgres import own_server

PATIENTS, AT_THE_PEAK, AT_ONCE = 1_000_000, 78_000, 1_000
PEAK = clock.now().replace(microsecond=0) + timedelta(days=2)  # nothing is due yet
MINUTES = f"CASE WHEN {NUMBER} < {AT_THE_PEAK} THEN 0 ELSE 1 + {NUMBER} % 1000 END"  # after the peak, for the others
LEASE = timedelta(minutes=30)  # longer than it takes
TICKS = 200
ALONE, WORKERS = 20, 2  # claims of one worker, before both share the rest


def rows(folder: Path) -> Iterator[Row]:
    """The rows of the table about the ledger."""
    collect_seldom()
    with diary(folder / "sqlite") as app:
        fill()
        yield at_most("tick with nothing due, 1,000,000 patients", tick(app), 1, "ms")
        times, slots = claims(app)
        yield at_most("  claim 1,000", median(times) * 1000, 20, "ms")
        yield at_least("  claim 78,000 due at once", len(slots) / sum(times), 30_000, "/s")
    with own_server(DURABLE) as url, diary(folder / "postgresql", url) as app:
        fill()
        yield at_most("tick with nothing due, PostgreSQL", tick(app), 1, "ms")
        times, slots = claims(app, ALONE)
        yield at_most("  claim 1,000", median(times) * 1000, 20, "ms")
        with ThreadPoolExecutor(WORKERS) as workers:
            both = list(workers.map(claims, [app] * WORKERS))
        taken = [*slots, *both[0][1], *both[1][1]]
        assert len(set(taken)) == AT_THE_PEAK, len(set(taken))
        yield at_most("  slots that two workers at once both took", len(taken) - len(set(taken)), 0, "of 78,000")


def fill() -> None:
    """Each patient with a reminder that waits: 78,000 for the peak, the others for the minutes after it."""
    alice = a_patient(a_practice(), reminders_at=PEAK)
    add(alice.id, PEAK.date(), [Slot(kind="daily", at=PEAK, until=PEAK + WINDOW)])
    copy_patient(PATIENTS - 1)
    dialect = db.engine.dialect.name
    times = {
        name: LATER[dialect].format(moment=f"reminder_slot.{name}", minutes=MINUTES)
        for name in ("due_at", "ends_at", "next_at")
    }
    copy_rows("reminder_slot", id=A_NEW_ID[dialect], patient_id="patient.id", **times)
    settle_down()


def tick(app: Flask) -> float:
    """Milliseconds that a round of the worker takes which has nothing to do, the median of many."""
    rounds, times = rounds_of(app), []
    for _tick in range(TICKS):
        began = perf_counter()
        assert not rounds.go(), "there was something to do"
        times.append(perf_counter() - began)
    return median(times) * 1000


def claims(app: Flask, most: int = AT_THE_PEAK) -> tuple[list[float], list[UUID]]:
    """How long each claim of a worker took, in seconds, and the slots that it got until nothing was left or it had so many claims."""
    times, slots = [], []
    with app.app_context():
        while len(times) < most:
            began = perf_counter()
            claimed = claim_due(PEAK, lease=LEASE, limit=AT_ONCE)
            if not claimed:
                break
            times.append(perf_counter() - began)
            slots += [slot.id for slot in claimed]
            settle([slot.id for slot in claimed], "sent", now=PEAK)  # as a worker does before it takes more
    return times, slots
