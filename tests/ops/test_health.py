"""Alive and ready: what a load balancer is told."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from diary import clock
from diary.db import db
from diary.ops import health
from diary.ops.health import knows_todays_time_zones, queue_of, what_fails
from diary.ops.worker import HEARTBEAT


def worker_was_here(app: Flask, at: datetime) -> None:
    queue_of(app).put(HEARTBEAT, at.isoformat())


def execute(statement: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.fixture
def alter(app: Flask) -> Iterator[Callable[[str, str], None]]:
    """Change the database outside its migrations; the second statement undoes it, for the test that uses it next."""
    undone_by: list[str] = []

    def change(statement: str, undo: str) -> None:
        execute(statement)
        undone_by.append(undo)

    yield change
    for statement in undone_by:
        execute(statement)


def test_a_process_that_answers_is_alive(app):
    response = app.test_client().get("/healthz")

    assert (response.status_code, response.json) == (200, {"state": "alive"})


def test_it_is_ready_when_everything_works(app):
    worker_was_here(app, clock.now())

    response = app.test_client().get("/readyz")

    assert (response.status_code, response.json) == (200, {"state": "ready"})


def test_strangers_do_not_learn_what_is_broken(app):
    response = app.test_client().get("/readyz")

    assert (response.status_code, response.json) == (503, {"state": "not ready"})


def test_a_worker_that_never_started_is_named(app):
    assert what_fails(app, now=clock.now()) == ["worker"]


@pytest.mark.parametrize(("age", "failing"), [(59, []), (60, ["worker"])])
def test_a_worker_is_missed_after_a_minute(app, age, failing):
    now = clock.now()
    worker_was_here(app, now - timedelta(seconds=age))

    assert what_fails(app, now=now) == failing


def test_a_heartbeat_that_somebody_else_wrote_counts_for_nothing(app):
    queue_of(app).storage.put_data(HEARTBEAT, b"2026-11-20T00:00:00+00:00")

    assert what_fails(app, now=clock.now()) == ["worker"]


def test_an_older_database_is_not_ready(app, alter):
    worker_was_here(app, clock.now())
    alter(
        "UPDATE alembic_version SET version_num = '0000'",
        f"UPDATE alembic_version SET version_num = '{query_version()}'",
    )

    assert what_fails(app, now=clock.now()) == ["database"]


def test_a_database_without_tables_is_not_ready(app, alter):
    worker_was_here(app, clock.now())
    alter("ALTER TABLE alembic_version RENAME TO mislaid", "ALTER TABLE mislaid RENAME TO alembic_version")

    assert what_fails(app, now=clock.now()) == ["database"]


def test_asking_leaves_the_database_as_it_was(app):
    before = query_version()

    what_fails(app, now=clock.now())

    assert query_version() == before


def query_version() -> str:
    with db.engine.connect() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()


def test_a_full_disk_is_not_ready(app, monkeypatch):
    worker_was_here(app, clock.now())
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**63)

    assert what_fails(app, now=clock.now()) == ["disk"]


def test_the_disk_of_the_data_folder_is_measured(tmp_path: Path):
    assert health.free_bytes(tmp_path) > 0


def test_the_time_zones_are_todays():
    assert knows_todays_time_zones()
