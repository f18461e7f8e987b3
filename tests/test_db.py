"""The database behaves the same on SQLite and on PostgreSQL."""

import os
import re
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from fcntl import LOCK_EX, flock
from pathlib import Path
from threading import Event
from time import monotonic
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask_migrate import downgrade
from sqlalchemy import CheckConstraint, Table, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError, StatementError

from diary.audit.models import AuditEvent
from diary.db import Base, db, only_reads, prepare_sqlite, writing
from diary.practice.models import Practice
from tests.conftest import opened, sqlite_app
from tests.threads import at_once

FULL = 2  # of PRAGMA synchronous


def a_practice(created_at: datetime) -> Practice:
    return Practice(id=uuid4(), name="Harbour Lane Clinic", zone="America/Toronto", created_at=created_at)


def an_event() -> AuditEvent:
    return AuditEvent(at=datetime(2026, 11, 20, tzinfo=UTC), actor_kind="system", action="made")


def test_a_moment_comes_back_aware_and_equal(app):
    toronto = datetime(2026, 11, 20, 9, 20, tzinfo=timezone(timedelta(hours=-5)))
    db.session.add(a_practice(toronto))
    db.session.commit()

    [moment] = db.session.scalars(db.select(Practice.created_at))

    assert moment == toronto
    assert moment.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(app):
    db.session.add(a_practice(datetime(2026, 11, 20, 9, 20)))

    with pytest.raises(StatementError, match="naive"):
        db.session.commit()


def test_a_write_within_a_write_is_kept_or_lost_with_it(app):
    with pytest.raises(RuntimeError), writing():
        with writing():
            db.session.add(a_practice(datetime(2026, 11, 20, tzinfo=UTC)))
        raise RuntimeError

    assert db.session.scalars(db.select(Practice)).all() == []


def test_a_write_after_a_failed_one_stands_alone(app):
    with pytest.raises(RuntimeError), writing():
        raise RuntimeError

    with writing():
        db.session.add(a_practice(datetime(2026, 11, 20, tzinfo=UTC)))
    db.session.rollback()

    assert len(db.session.scalars(db.select(Practice)).all()) == 1


HOLD_THE_TURN = """
import fcntl, sys, time
turn = open(sys.argv[1], "wb")
fcntl.flock(turn, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def on_sqlite(tmp_path, sqlite_template):
    """The diary on SQLite, where one writes at a time."""
    yield from opened(sqlite_app(tmp_path, sqlite_template))


def test_who_writes_waits_for_another_process_and_not_for_a_dead_one(on_sqlite, tmp_path):
    holder = [sys.executable, "-c", HOLD_THE_TURN, str(tmp_path / "diary.sqlite3-turn")]
    written = threading.Event()

    def write():
        with on_sqlite.app_context():
            write_a_practice()
        written.set()

    with subprocess.Popen(holder, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        threading.Thread(target=write).start()
        waits = not written.wait(timeout=0.5)
        other.kill()

    assert waits
    assert written.wait(timeout=20)


@pytest.fixture
def little_patience(monkeypatch):
    monkeypatch.setattr("diary.write_lock.BUSY_SECONDS", 0.5)


def write():
    with writing():
        db.session.execute(text("UPDATE practice SET name = name"))


def write_as_a_request():
    only_reads.set(True)
    write()


def test_all_who_wait_for_a_turn_that_never_comes_are_told_together(on_sqlite, little_patience):
    with Path(f"{db.engine.url.database}-turn").open("wb") as turn:
        flock(turn, LOCK_EX)
        began = monotonic()
        answers = at_once(on_sqlite, [write_as_a_request] * 4)

    assert {type(answer) for answer in answers} == {OperationalError}
    assert monotonic() - began < 3


def test_who_read_before_it_writes_does_not_hold_up_the_one_whose_turn_it_is(on_sqlite):
    has_read, has_turn = Event(), Event()

    def command():
        db.session.execute(text("SELECT 1 FROM practice")).all()
        has_read.set()
        has_turn.wait()
        write()

    def request():
        only_reads.set(True)
        has_read.wait()
        with writing():
            has_turn.set()
            db.session.execute(text("UPDATE practice SET name = name"))

    began = monotonic()

    assert at_once(on_sqlite, [command, request]) == [None, None]
    assert monotonic() - began < 5


def test_a_turn_that_root_takes_shuts_out_nobody_whose_database_it_is(on_sqlite):
    database = Path(db.engine.url.database)
    if os.geteuid() == 0:  # anybody else can only make files of their own
        os.chown(database, 65534, 65534)

    write()

    turn = Path(f"{database}-turn").stat()
    assert (turn.st_uid, turn.st_gid) == (database.stat().st_uid, database.stat().st_gid)


def test_a_request_that_only_read_so_far_may_write(app):
    """On SQLite a transaction that began by reading cannot write once another one has written."""
    reads = only_reads.set(True)
    db.session.scalars(db.select(Practice)).all()

    def write():
        with app.app_context():
            write_a_practice()

    other = threading.Thread(target=write)
    other.start()
    other.join()

    write_a_practice()

    only_reads.reset(reads)
    db.session.rollback()
    assert len(db.session.scalars(db.select(Practice)).all()) == 2


def write_a_practice():
    with writing():
        db.session.add(a_practice(datetime(2026, 11, 20, tzinfo=UTC)))


def test_the_migrations_make_exactly_the_tables_of_the_models(app):
    names = set(inspect(db.engine).get_table_names()) - {"alembic_version"}

    assert names == set(Base.metadata.tables)


def test_the_migrations_make_every_column_as_the_models_have_it(app):
    with db.engine.connect() as connection:
        minds_lengths = connection.dialect.name == "postgresql"
        context = MigrationContext.configure(connection, opts={"compare_type": minds_lengths})

        assert compare_metadata(context, Base.metadata) == []


def test_every_word_that_a_column_may_hold_fits_into_it(app):
    """SQLite would take it at any length, and PostgreSQL refuse it."""
    allowed = [
        (table.name, column, word, table.c[column].type.length)
        for table in Base.metadata.tables.values()
        for column, word in allowed_words(table)
    ]

    assert len(allowed) > 100
    assert [each for each in allowed if len(each[2]) > each[3]] == []


def allowed_words(table: Table) -> list[tuple[str, str]]:
    """What `one_of` allows, each with its column."""
    checks = [str(check.sqltext) for check in table.constraints if isinstance(check, CheckConstraint)]
    lists = [found.groups() for check in checks if (found := re.fullmatch(r"(\w+) IN \((.+)\)", check))]
    return [(column, word) for column, words in lists for word in re.findall("'(.+?)'", words)]


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
def test_an_audit_row_cannot_be_changed_or_removed(app, statement):
    db.session.add(an_event())
    db.session.commit()

    with pytest.raises(DBAPIError, match="only ever added"):
        db.session.execute(text(statement))


def test_going_down_leaves_nothing_behind(app):
    downgrade(revision="base")

    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}


def test_a_commit_on_sqlite_is_on_the_disk_before_it_is_answered():
    connection = sqlite3.connect(":memory:")

    prepare_sqlite(connection, None)

    assert connection.execute("PRAGMA synchronous").fetchone() == (FULL,)
