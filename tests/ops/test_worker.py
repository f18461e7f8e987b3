"""The worker: its clock, its queue on each engine, and its life as a process."""

import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from diary import clock
from diary.accounts.models import SignInTry
from diary.config import Config
from diary.db import db
from diary.ops.worker import HEARTBEAT, Every, Ticks, add_tasks, last_heartbeat, open_queue
from diary.reminders.round_actions import Rounds
from tests.conftest import postgres_url, run_on_postgres, settings
from tests.factories import kept
from tests.ops.conftest import PATIENCE, wait_until

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_a_task_is_due_at_the_first_tick_and_then_once_a_period():
    due = Every(timedelta(minutes=10))

    ticks = [NINE + timedelta(minutes=minute) for minute in (0, 5, 9, 10, 19, 25)]

    assert [due(tick) for tick in ticks] == [True, False, False, True, False, True]


@pytest.fixture(params=["sqlite", "redis", "postgresql"])
def queue_url(request: pytest.FixtureRequest, tmp_path: Path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'queue.sqlite3'}"
    elif request.param == "redis":
        yield request.getfixturevalue("redis_url")
    else:
        name = f"diary_queue_{uuid4().hex[:12]}"
        run_on_postgres(f"CREATE DATABASE {name}")
        yield postgres_url(name).replace("+psycopg", "")
        run_on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


def test_web_and_worker_meet_in_the_same_queue(tmp_path, queue_url):
    config = settings(tmp_path, DIARY_QUEUE_URL=queue_url)
    worker, web = open_queue(config), open_queue(config)

    worker.put(HEARTBEAT, NINE.isoformat())

    assert last_heartbeat(web) == NINE


def test_what_another_secret_signed_is_refused(tmp_path):
    ours: Config = settings(tmp_path)
    theirs: Config = settings(tmp_path, DIARY_SECRET_KEY="another secret of forty characters or so")
    open_queue(theirs).put(HEARTBEAT, NINE.isoformat())

    with pytest.raises(ValueError, match="mismatch"):
        last_heartbeat(open_queue(ours))


def worker_settings(app: Flask, **changes: str) -> dict[str, str]:
    config: Config = app.config["DIARY"]
    return {
        "DIARY_ENV": "development",
        "DIARY_DATA_DIR": str(config.data_dir),
        "DIARY_DATABASE_URL": config.database_url,
        "DIARY_SECRET_KEY": config.secret_key,
        **changes,
    }


def test_the_worker_tidies_and_shows_that_it_lives(app, start):
    old_try = kept(SignInTry(key_digest=bytes(32), at=clock.now() - timedelta(days=2)))
    queue = open_queue(app.config["DIARY"])

    worker = start("flask", "--app", "wsgi", "worker", **worker_settings(app))

    wait_until(lambda: last_heartbeat(queue) is not None, worker)
    wait_until(lambda: is_gone(old_try), worker)


@pytest.mark.parametrize("own_app", ["sqlite"], indirect=True)
def test_the_worker_does_what_lies_in_its_queue(app, start, queue_url):
    old_try = kept(SignInTry(key_digest=bytes(32), at=clock.now() - timedelta(days=2)))

    worker = start("flask", "--app", "wsgi", "worker", **worker_settings(app, DIARY_QUEUE_URL=queue_url))

    wait_until(lambda: is_gone(old_try), worker)


def is_gone(row: SignInTry) -> bool:
    db.session.expire_all()
    found = db.session.get(SignInTry, row.id)
    db.session.rollback()  # else this test has the write lock, which the worker waits for
    return found is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_ends_when_told_to(app, start, number):
    queue = open_queue(app.config["DIARY"])
    worker = start("flask", "--app", "wsgi", "worker", **worker_settings(app))
    wait_until(lambda: last_heartbeat(queue) is not None, worker)

    worker.send_signal(number)

    assert worker.wait(timeout=PATIENCE) == 0


def test_reminders_without_end_leave_the_other_tasks_their_turn(app, monkeypatch):
    """Each round says that there is more to do, and takes so long that one has its turn between two ticks."""
    rounds: list[bool] = []
    monkeypatch.setattr(Rounds, "go", lambda _rounds: rounds.append(True) or True)
    queue = open_queue(app.config["DIARY"])
    add_tasks(app, queue)
    for tick in range(40):
        for task in queue.read_periodic(NINE + tick * Ticks.periodic_task_seconds * timedelta(seconds=1)):
            queue.enqueue(task)
        done = len(rounds)
        while len(rounds) == done:
            queue.execute(queue.dequeue())

    assert len(rounds) == 40
    assert queue.pending_count() < 6
