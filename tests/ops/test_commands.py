"""A command that cannot use the database says why and what to do, without a trace of our code."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from diary import create_app
from diary.db import db
from tests.conftest import postgres_url, run_on_postgres, settings
from tests.test_wsgi import run

CLINIC = {
    "clinic": "North Clinic",
    "phone": "416 555 0100",
    "emergency-number": "911",
    "hours": "Monday to Friday",
    "out-of-hours": "811",
    "zone": "America/Toronto",
    "name": "Ada",
    "email": "ada@north.example",
}
COMMANDS = (
    ("metrics",),
    ("push", "prune"),
    ("push", "test", str(UUID(int=0))),
    ("practice", "create", "--password-stdin", *(f"--{option}={value}" for option, value in CLINIC.items())),
)
each_command = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
NO_TABLES = "Error: The database lacks the tables of this release. Make them first: flask --app wsgi upgrade\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database in which nothing is."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    name = f"diary_empty_{uuid4().hex[:12]}"
    run_on_postgres(f"CREATE DATABASE {name}")
    yield postgres_url(name)
    run_on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., Result]:
    """What a command says of a database."""

    def tell(url: str, *command: str) -> Result:
        app = create_app(settings(tmp_path, DIARY_DATABASE_URL=url))
        with app.app_context():
            done = app.test_cli_runner().invoke(args=command, input="between-sessions\n")
            db.engine.dispose()
        return done

    return tell


@each_command
def test_before_the_tables_are_made_it_says_how_to_make_them(told, empty, command):
    done = told(empty, *command)

    assert (done.exit_code, done.stdout, done.stderr) == (1, "", NO_TABLES)


@pytest.mark.parametrize("command", [*COMMANDS, ("upgrade",)], ids=" ".join)
@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/diary.sqlite3",
        "postgresql://diary:the-password@127.0.0.1:1/diary",
    ],  # a port that nobody takes
    ids=["sqlite", "postgresql"],
)
def test_a_database_that_is_away_is_called_so(told, url, command):
    done = told(url, *command)

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: The database cannot be opened: ")
    assert done.stderr.endswith("DIARY_DATABASE_URL names it.\n")
    assert done.stderr.count("\n") == 1
    assert "the-password" not in done.stderr


def test_the_flask_command_ends_so_too(empty, tmp_path):
    env = {"DIARY_ENV": "development", "DIARY_DATA_DIR": str(tmp_path), "DIARY_SECRET_KEY": "k" * 40}

    done = run("flask", "--app", "wsgi", "metrics", **env, DIARY_DATABASE_URL=empty)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", NO_TABLES)


@pytest.mark.parametrize("failure", ["sql", "file"])
def test_a_defect_of_ours_keeps_its_trace(app: Flask, monkeypatch, failure):
    def fail(_now):
        if failure == "file":
            raise FileNotFoundError
        return db.session.execute(text("SELECT nothing FROM nowhere"))

    monkeypatch.setattr("diary.ops.reminder_cli.metrics", fail)

    done = app.test_cli_runner().invoke(args=["metrics"])

    assert isinstance(done.exception, FileNotFoundError if failure == "file" else DBAPIError)
