"""What every test may ask for: an app on each database, signed-in browsers, and the cast."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import settings as hypothesis_settings
from itsdangerous import URLSafeTimedSerializer
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Playwright, sync_playwright
from sqlalchemy import Engine, create_engine, event, text
from werkzeug.test import TestResponse

from diary import create_app
from diary.config import Config
from diary.db import Base, db
from tests.rounds import is_long, rounds

COMPILED_TEMPLATES = FileSystemBytecodeCache(mkdtemp(prefix="diary-templates-"))  # compiled once, not once a test
pytest_plugins = ["tests.cast"]

hypothesis_settings.register_profile(
    "diary",
    deadline=None,  # a busy machine is no defect
    derandomize=not is_long(),  # the same code gets the same answer twice; make test-long goes on looking
    max_examples=rounds(100, 400),
)
hypothesis_settings.load_profile("diary")

POSTGRES = os.environ.get("DIARY_TEST_POSTGRES_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")


@event.listens_for(Engine, "connect")
def never_wait_for_the_disk(connection: Any, _record: object) -> None:
    """No test switches the power off, so none waits until its data is on the disk; see tests/tools/with_postgres.py."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


def settings(tmp_path: Path, **changes: str) -> Config:
    """The settings of a machine made for one test."""
    env = {"DIARY_ENV": "development", "DIARY_DATA_DIR": str(tmp_path), "DIARY_SECRET_KEY": "k" * 40}
    return Config.from_env(env | changes)


def sqlite_app(folder: Path, template: Path) -> Flask:
    """An app on a fresh copy of the migrated template database."""
    (folder / "diary.sqlite3").write_bytes(template.read_bytes())
    return create_app(settings(folder))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite file that tests copy."""
    folder = tmp_path_factory.mktemp("template")
    app = create_app(settings(folder))
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return folder / "diary.sqlite3"


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """An empty, migrated PostgreSQL database that tests copy."""
    name = f"diary_template_{uuid4().hex[:12]}"
    run_on_postgres(f"CREATE DATABASE {name}")
    app = create_app(settings(Path("/nonexistent"), DIARY_DATABASE_URL=postgres_url(name)))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    yield name
    run_on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


def postgres_url(name: str) -> str:
    return POSTGRES.rsplit("/", 1)[0] + "/" + name


def run_on_postgres(statement: str) -> None:
    engine = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The diary on an empty database, once on SQLite and once on PostgreSQL."""
    yield from request.getfixturevalue(f"{request.param}_diary").used()


@pytest.fixture(params=["sqlite", "postgresql"])
def own_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The same for a test that adds pages to it or looks into its data folder: nobody else uses this app."""
    if request.param == "sqlite":
        yield from opened(sqlite_app(tmp_path, request.getfixturevalue("sqlite_template")))
        return
    diary: PostgresDiary = request.getfixturevalue("postgresql_diary")
    diary.empty()
    yield from opened(create_app(settings(tmp_path, DIARY_DATABASE_URL=postgres_url(diary.name))))


class SharedDiary:
    """An app that one test after the other uses: making one costs far more than emptying its database."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            self.engine = db.engine

    def empty(self) -> None:
        """As if nobody had ever been there."""
        raise NotImplementedError

    def used(self) -> Iterator[Flask]:
        """The app, empty, for one test."""
        self.empty()
        with self.app.app_context():
            db.engines[None] = self.engine.execution_options()  # what a test lets listen to it is gone with the test
        yield from opened(self.app)


class SqliteDiary(SharedDiary):
    def __init__(self, folder: Path, template: Path) -> None:
        super().__init__(sqlite_app(folder, template))
        self.folder, self.template = folder, template

    def empty(self) -> None:
        self.engine.dispose()  # a connection that stays open goes on reading the file that is gone
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        shutil.copy(self.template, self.folder / "diary.sqlite3")


class PostgresDiary(SharedDiary):
    def __init__(self, folder: Path, template: str) -> None:
        self.name, self.template = f"diary_{uuid4().hex[:12]}", template
        self.create()
        super().__init__(create_app(settings(folder, DIARY_DATABASE_URL=postgres_url(self.name))))

    def create(self) -> None:
        run_on_postgres(f"CREATE DATABASE {self.name} TEMPLATE {self.template}")
        engine = create_engine(postgres_url(self.name), isolation_level="AUTOCOMMIT")
        self.connection = engine.connect()

    def drop(self) -> None:
        self.connection.close()
        self.connection.engine.dispose()
        run_on_postgres(f"DROP DATABASE {self.name} WITH (FORCE)")

    def empty(self) -> None:
        """Row by row, past triggers and keys: tests leave few rows, and TRUNCATE makes new files for every table."""
        tables = set(self.connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")))
        if tables != {*Base.metadata.tables, "alembic_version"}:  # the test before changed them
            self.drop()
            self.create()
            return
        deletes = "; ".join(f"DELETE FROM {table}" for table in Base.metadata.tables)
        numbers = "SELECT setval('audit_event_id_seq', 1, false)"
        self.connection.exec_driver_sql(f"SET session_replication_role = replica; {deletes}; {numbers}")


@pytest.fixture(scope="session")
def sqlite_diary(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> SqliteDiary:
    return SqliteDiary(tmp_path_factory.mktemp("sqlite"), sqlite_template)


@pytest.fixture(scope="session")
def postgresql_diary(tmp_path_factory: pytest.TempPathFactory, postgres_template: str) -> Iterator[PostgresDiary]:
    diary = PostgresDiary(tmp_path_factory.mktemp("postgresql"), postgres_template)
    yield diary
    diary.drop()


@pytest.fixture(autouse=True)
def no_loop_of_the_browsers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Their driver leaves its event loop running in this thread, where a test without a browser may need one of its own."""
    running = None if "playwright" in request.fixturenames else asyncio._get_running_loop()
    if running:
        asyncio._set_running_loop(None)
    yield
    if running:
        asyncio._set_running_loop(running)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives real browsers; a process can have one of it."""
    with sync_playwright() as started:
        yield started


class Browser(FlaskClient):
    """A browser on our own pages: it says so in its headers and sends forms with their token."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        db.session.rollback()  # the test's own transaction must neither block the request nor hide what it wrote
        headers = {"Sec-Fetch-Site": "same-origin"} | dict(kwargs.pop("headers", None) or {})
        with self.application.app_context():  # its own, as in life: one request must not remember another's login
            return super().open(*args, headers=headers, **kwargs)

    def send_form(self, path: str, **fields: object) -> TestResponse:
        """Post a form as the page would, token included."""
        raw = "0" * 40
        with self.session_transaction() as session:
            session["csrf_token"] = raw
        token = URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token").dumps(raw)
        return self.post(path, data={"csrf_token": token} | fields)


def opened(app: Flask) -> Iterator[Flask]:
    app.testing = True
    app.test_client_class = Browser
    app.jinja_env.bytecode_cache = COMPILED_TEMPLATES
    app.config["PROPAGATE_EXCEPTIONS"] = False  # a crash shows its page, as in life; tests assert there is none
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
