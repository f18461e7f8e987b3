"""A clinic with more patients than anybody has, made by the database itself: each is a copy of the first one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection, text

from diary import create_app
from diary.config import Config
from diary.db import Base, db
from diary.ops import bootstrap

NUMBER = "patient.revision"  # which of the copies it is, from 1 on
A_NEW_ID = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}
# Patients come in the order of their ids, which takes half the time; what the rows measure looks for none by its id.
A_PATIENTS_ID = {"sqlite": "printf('%08x%024x', n, n)", "postgresql": "lpad(to_hex(n), 32, '0')::uuid"}
LATER = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', {moment}, ({minutes}) || ' minutes')",
    "postgresql": "{moment} + ({minutes}) * interval '1 minute'",
}


@contextmanager
def diary(folder: Path, database_url: str = "") -> Iterator[Flask]:
    """An app on a database of its own."""
    bootstrap.prepare(folder)
    made = {"DIARY_ENV": "development", "DIARY_DATA_DIR": str(folder), "DIARY_DATABASE_URL": database_url}
    app = create_app(Config.from_env(made))
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def copy_patient(times: int, **changes: str) -> None:
    """As many patients more as the one who is there; the columns that differ, in SQL."""
    changes |= {"id": A_PATIENTS_ID[db.engine.dialect.name], "revision": "n"}
    numbers = f"WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {times})"
    copy("patient", changes, f"{numbers} SELECT", "patient, number")


def copy_rows(table: str, **changes: str) -> None:
    """What the first patient has in a table, for each of the others."""
    copy(table, changes, "SELECT", f"{table}, patient WHERE patient.id <> {table}.patient_id")


def copy(table: str, changes: dict[str, str], select: str, source: str) -> None:
    columns = Base.metadata.tables[table].columns.keys()
    values = ", ".join(changes.get(name, f"{table}.{name}") for name in columns)
    with db.engine.begin() as connection:
        hurry(connection)
        connection.execute(text(f"INSERT INTO {table} ({', '.join(columns)}) {select} {values} FROM {source}"))


def hurry(connection: Connection) -> None:
    """A million rows are no request: they may take their time and memory, and their keys are right."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA cache_size=-800000")  # kB
    else:
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")


def settle_down() -> None:
    """As a database is that grew for years: SQLite has all of it in its file, PostgreSQL knows how much there is."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql("VACUUM ANALYZE")
    db.engine.dispose()
