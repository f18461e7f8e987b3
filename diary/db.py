"""The database: naming, types, and how SQLite and PostgreSQL are made to behave the same."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Annotated, Any, cast
from uuid import UUID, uuid4

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import CheckConstraint, Connection, DateTime, Engine, ForeignKey, MetaData, event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from diary.write_lock import BUSY_SECONDS, in_turn

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table's base; gives constraints stable names."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept as naive UTC because SQLite forgets time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime: pass an aware one")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Id = Annotated[UUID, mapped_column(primary_key=True, default=uuid4)]
PatientId = Annotated[UUID, mapped_column(ForeignKey("patient.id"), index=True)]


def whole_number(column: str, least: int, most: int) -> CheckConstraint:
    """The column holds a whole number from least to most; SQLite alone would keep 3.7 or text there."""
    return CheckConstraint(f"{column} BETWEEN {least} AND {most} AND {column} = CAST({column} AS INTEGER)", name=column)


def one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    """The column holds one of these words."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)


def is_twice(error: IntegrityError) -> bool:
    """What may be there once only was added a second time; the other refusals of a database are defects of ours."""
    sqlite = getattr(error.orig, "sqlite_errorname", "")
    return getattr(error.orig, "sqlstate", "") == "23505" or sqlite.endswith(("_UNIQUE", "_PRIMARYKEY", "_ROWID"))


# Reads take a snapshot and never wait; a transaction that may write takes the write lock at once, because a read that
# turns into a write answers "database is locked" when somebody else wrote in between. Requests read unless they say more.
only_reads: ContextVar[bool] = ContextVar("diary_only_reads", default=False)


is_writing: ContextVar[bool] = ContextVar("diary_is_writing", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """One short write transaction of its own, inside a request that otherwise only reads; within another, a part of it."""
    if is_writing.get():
        yield
        return
    if not any((db.session.new, db.session.dirty, db.session.deleted)):
        db.session.rollback()  # what only reads cannot turn into what writes, and what may write holds the lock already
    tokens = (only_reads.set(False), is_writing.set(True))
    try:
        with in_turn(db.engine):
            yield
            db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        only_reads.reset(tokens[0])
        is_writing.reset(tokens[1])


@contextmanager
def writing_alone() -> Iterator[Connection]:
    """The same for who sends statements and changes no objects: the session has no part in it."""
    if db.session.registry.has():
        db.session.rollback()  # nobody waits with the database in hand
    token = only_reads.set(False)
    try:
        with in_turn(db.engine), db.engine.begin() as connection:
            yield connection
    finally:
        only_reads.reset(token)


def engine_options(url: str) -> dict[str, Any]:
    """What create_engine needs for this database; PostgreSQL gives up early rather than hang a request."""
    if url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"timeout": BUSY_SECONDS}}
    limits = "-c statement_timeout=5000 -c lock_timeout=2000 -c timezone=UTC"
    return {"hide_parameters": True, "pool_pre_ping": True, "connect_args": {"options": limits}}


@event.listens_for(Engine, "connect")
def prepare_sqlite(connection: Any, _record: object) -> None:
    """Durable commits, enforced foreign keys, and transactions that we begin ourselves."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if only_reads.get():
        cast(sqlite3.Connection, connection.connection.driver_connection).execute(
            "BEGIN"
        )  # locks nothing, so never fails
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
