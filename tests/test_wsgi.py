"""A missing or wrong setting ends the start with one line, not with a trace of our code."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ops.conftest import environment, free_port

ROOT = Path(__file__).parents[1]
PATIENCE = 60  # seconds
MISSING = {"DIARY_SECRET_KEY": "s" * 32}
WRONG = MISSING | {"DIARY_BASE_URL": "http://diary.example"}
COMPLETE = MISSING | {"DIARY_BASE_URL": "https://diary.example"}


def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A Python module that starts the diary, to its end."""
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@pytest.mark.parametrize(
    ("command", "settings"),
    [("upgrade", MISSING), ("upgrade", WRONG), ("worker", WRONG)],
    ids=["missing", "wrong", "worker"],
)
def test_a_command_prints_one_line_that_names_the_setting(command, settings):
    done = run("flask", "--app", "wsgi", command, **settings)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("DIARY_BASE_URL ")
    assert done.stderr.count("\n") == 1


def test_the_web_server_stops_with_that_line():
    place = ["--interface", "wsgi", "--port", str(free_port()), "--log-level", "error"]
    done = run("granian", *place, "wsgi:app", **WRONG)

    assert done.returncode == 1
    assert done.stderr.startswith("DIARY_BASE_URL ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == "[ERROR] Unexpected exit from worker-1\n"


@pytest.mark.parametrize("part", ["web", "worker"])
def test_neither_web_nor_worker_starts_with_a_wrong_key(tmp_path, part):
    key = tmp_path / "elsewhere.pem"
    key.write_text("no key")

    web = ("granian", "--interface", "wsgi", "--port", str(free_port()), "--log-level", "error", "wsgi:app")
    words = web if part == "web" else ("flask", "--app", "wsgi", "worker")
    done = run(*words, **COMPLETE, DIARY_DATA_DIR=str(tmp_path), DIARY_VAPID_KEY_FILE=str(key))

    assert done.returncode == 1
    assert done.stderr == f"DIARY_VAPID_KEY_FILE must be a private key on P-256 in PEM: {key} holds none.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), ("db", "metrics", "practice", "push", "trends", "upgrade", "worker")),
        (("push",), ("prune", "test")),
        (("push", "test"), ("WHOM",)),
        (("worker",), ("Usage: ",)),
        (("db", "revision"), ("--autogenerate",)),
    ],
    ids=["all", "group", "command", "worker", "migrations"],
)
def test_help_asks_for_no_setting(words, told):
    done = run("flask", "--app", "wsgi", *words, "--help")

    assert (done.returncode, done.stderr) == (0, "")
    assert [word for word in told if word not in done.stdout] == []


def test_the_web_does_not_load_what_the_worker_alone_needs(tmp_path):
    settings = environment(**COMPLETE, DIARY_DATA_DIR=str(tmp_path))
    loaded = "import sys, wsgi; print(*({'aiohttp', 'huey', 'redis'} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, env=settings, capture_output=True, check=True)

    assert done.stdout == b"\n"
