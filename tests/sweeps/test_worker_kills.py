"""Workers die while they plan and send; every patient is reminded all the same, and sees it once."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from http import HTTPStatus
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import func, select

from diary.db import db
from diary.reminders.models import ReminderSlot
from tests.ops.conftest import redis_url  # noqa: F401  # a fixture
from tests.push.opening import Phone, a_phone
from tests.push.service import FCM, PushService, push_service
from tests.rounds import rounds
from tests.sweeps.people import Practice
from tests.sweeps.reminded import add_reminded
from tests.sweeps.server import Server
from tests.sweeps.workers import Workers

WORKERS, KILLS, PATIENTS = rounds(2, 3), rounds(20, 200), rounds(300, 3000)
PLANNING = KILLS // 4  # so many of the kills come while reminders are planned
AT_ONCE = 10
MORNING, EVENING = (datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (8, 20))
MOST_SECONDS, MOST_LATENCY = 0.5, 0.3  # between two kills; of an answer
A_WHILE = timedelta(seconds=20)
BUSY = 0.02  # of the pushes are answered 503
PATIENCE = rounds(60, 600)  # seconds, until the rest is done
KILLED_FOR = timedelta(minutes=75)  # of the two hours in which a reminder may be sent


@dataclass(frozen=True)
class Clinic:
    """A diary with workers, no web server, and a push service."""

    server: Server
    practice: Practice
    workers: Workers
    service: PushService
    paths: dict[UUID, str]
    keys: Phone

    def states(self) -> Counter[str]:
        """What became of the reminders of this evening."""
        with self.practice.app.app_context():
            query = select(ReminderSlot.state, func.count()).where(ReminderSlot.day == EVENING.date())
            found = Counter({row[0]: row[1] for row in db.session.execute(query.group_by(ReminderSlot.state))})
            db.session.remove()
        return found

    def let_pass(self, moment: timedelta) -> None:
        self.server.clock.forward(seconds=moment.total_seconds())


@pytest.fixture(params=["sqlite", "postgresql and redis"])
def clinic(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Clinic]:
    database, queue = "", f"sqlite:///{tmp_path / 'queue.sqlite3'}"
    if request.param != "sqlite":
        database, queue = request.getfixturevalue("postgres_url"), request.getfixturevalue("redis_url")
    server, chance = Server(tmp_path / "data", database_url=database), Random(1)
    server.clock.move_to(MORNING)
    with push_service() as service:
        service.latency = lambda: chance.random() * MOST_LATENCY
        service.is_busy = lambda: chance.random() < BUSY
        server.env |= {"DIARY_QUEUE_URL": queue, "DIARY_PUSH_TEST_MAP": f"{FCM}=127.0.0.1:{service.port}"}
        practice, keys = Practice(server, zone="UTC"), a_phone()
        paths = add_reminded(practice.app, practice.practice, PATIENTS, keys, at=clock_time(20), now=MORNING)
        with started(Workers(server.env, AT_ONCE)) as workers:
            yield Clinic(server, practice, workers, service, paths, keys)
        practice.close()


@contextmanager
def started(workers: Workers) -> Iterator[Workers]:
    try:
        for _worker in range(WORKERS):
            workers.start()
        yield workers
    finally:
        workers.end()


def test_workers_that_are_killed_leave_no_reminder_unsent_and_none_is_seen_twice(clinic: Clinic) -> None:
    chance = Random(0)
    for _kill in range(PLANNING):
        kill_one(clinic, chance)
        clinic.let_pass(timedelta(minutes=90) / PLANNING)
    wait_until(clinic, lambda states: states.total() == PATIENTS)
    clinic.server.clock.move_to(EVENING)
    hits = 0
    for _kill in range(KILLS - PLANNING):
        kill_one(clinic, chance)
        hits += clinic.states()["waiting"] > 0
        clinic.let_pass(KILLED_FOR / KILLS)
    wait_until(clinic, lambda states: not states["waiting"])

    assert clinic.states() == {"sent": PATIENTS}
    collapsed = check_what_phones_saw(clinic)
    assert hits > KILLS / 3, "the kills came too late: nothing was left to send"
    print(
        f"{WORKERS} workers, {KILLS} kills, {hits} of them while reminders waited; {PATIENTS} reminders: none unsent, "
        f"none seen twice, {collapsed} sent once more under the same Topic and tag"
    )


def kill_one(clinic: Clinic, chance: Random) -> None:
    time.sleep(chance.random() * MOST_SECONDS)
    clinic.workers.kill(chance.randrange(WORKERS))
    clinic.workers.start()


def wait_until(clinic: Clinic, done: Callable[[Counter[str]], bool]) -> None:
    """With all workers alive; time passes where nothing moves, until the leases of the dead end."""
    deadline, before = time.monotonic() + PATIENCE, Counter[str]()
    while not done(states := clinic.states()):
        assert time.monotonic() < deadline, states
        if states == before:
            clinic.let_pass(A_WHILE)
        before = states
        time.sleep(0.3)


def check_what_phones_saw(clinic: Clinic) -> int:
    """Each phone was sent one reminder, however often.

    Returns:
        How many pushes were accepted besides the first of each phone.
    """
    taken = [sent for sent in clinic.service.sent if sent.status == HTTPStatus.CREATED]
    assert {sent.path for sent in taken} == set(clinic.paths.values()), "somebody was not reminded"
    seen = {(sent.path, json.loads(clinic.keys.opened(sent.body))["notification"]["tag"]) for sent in taken}
    assert len(seen) == PATIENTS, "somebody saw two"
    assert {(sent.path, sent.headers["topic"]) for sent in taken} == seen
    return len(taken) - PATIENTS
