"""`make run` after the install: what it prepares, how it starts, and how it ends."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from diary.ops.run import newcomer_settings
from tests.browser.server import prepared
from tests.ops.conftest import PATIENCE, free_port, starting, status_of, wait_until
from tests.slowness import slowness


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a space in its name, as people have them."""
    return tmp_path / "my data"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def diary(start, folder: Path, port: int) -> subprocess.Popen[str]:
    """The diary, started as `make run` starts it the second time, ready."""
    shutil.copytree(prepared("0").name, folder)
    return ready(start, folder, port)


def ready(start, folder: Path, port: int) -> subprocess.Popen[str]:
    process = start("diary.ops.run", DIARY_DATA_DIR=str(folder), PORT=str(port), DIARY_DEMO="0")
    wait_until(lambda: status_of(port, "/readyz") == 200, process)
    return process


@dataclass(frozen=True)
class FirstStart:
    """A diary that runs in a folder which was not there before, and what it printed."""

    folder: Path
    port: int
    printed: str


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirstStart]:
    """For tests that only look at it."""
    folder, port = tmp_path_factory.mktemp("first") / "my data", free_port()
    with starting() as start:
        process = ready(start, folder, port)
        yield FirstStart(folder, port, "".join(iter(process.stdout.readline, "Stop it with Ctrl-C.\n")))


def pids_of(session: int) -> list[int]:
    alive = ["--runstates", "RSD"]  # a dead process may stay in the list until somebody collects it
    found = subprocess.run(["pgrep", "--session", str(session), *alive], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


def child_of(parent: int, words: str) -> int:
    found = subprocess.run(
        ["pgrep", "--parent", str(parent), "--full", words], capture_output=True, text=True, check=True
    )
    return int(found.stdout.split()[0])


def test_a_newcomer_gets_a_demo():
    settings = newcomer_settings({})

    assert settings == {"DIARY_ENV": "development", "DIARY_DEMO": "1", "DIARY_DATA_DIR": str(Path.cwd() / "instance")}


def test_what_somebody_chose_is_kept():
    chosen = {"DIARY_ENV": "development", "DIARY_DEMO": "0", "DIARY_DATA_DIR": "/srv/diary"}

    assert newcomer_settings(chosen) == chosen


def test_production_is_never_a_demo():
    assert newcomer_settings({"DIARY_ENV": "production"})["DIARY_DEMO"] == "0"


def test_it_prints_where_to_open_it_and_how_to_sign_in(start, folder, port):
    process = start("diary.ops.run", DIARY_DATA_DIR=str(folder), PORT=str(port))

    printed = "".join(iter(process.stdout.readline, "Stop it with Ctrl-C.\n"))

    assert f"http://localhost:{port}\n" in printed
    assert f"http://localhost:{port}/demo/patient " in printed
    for words in ("admin@demo.example", "practitioner@demo.example", "reception@demo.example", "between-sessions"):
        assert words in printed


def test_outside_the_demo_nothing_of_it_is_there(first_start):
    assert status_of(first_start.port, "/demo/patient") == 404
    assert f"http://localhost:{first_start.port}\n" in first_start.printed
    assert "demo" not in first_start.printed


def test_what_it_makes_is_for_the_owner_alone(first_start):
    made = list(first_start.folder.iterdir())

    assert {path.name for path in made} >= {"diary.sqlite3", "queue.sqlite3", "secret-key"}
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_of_it(diary, port, number):
    os.kill(diary.pid, number)

    assert diary.wait(timeout=PATIENCE) == 0
    assert pids_of(diary.pid) == []
    assert status_of(port, "/healthz") is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_whole_group_stops_all_of_it(diary, number):
    os.killpg(diary.pid, number)

    assert diary.wait(timeout=PATIENCE) == 0
    assert pids_of(diary.pid) == []


@pytest.mark.parametrize(("words", "name"), [("granian", "web server"), ("flask", "worker")])
def test_one_that_dies_takes_the_other_down(diary, words, name):
    os.kill(child_of(diary.pid, words), signal.SIGKILL)

    _, complaints = diary.communicate(timeout=PATIENCE)

    assert diary.returncode == 1
    assert f"The {name} stopped by itself" in complaints
    assert pids_of(diary.pid) == []


def test_a_port_in_use_is_a_clear_sentence(first_start, start, folder):
    port = first_start.port
    second = start("diary.ops.run", DIARY_DATA_DIR=str(folder), PORT=str(port))

    _, complaints = second.communicate(timeout=PATIENCE)

    assert second.returncode == 2
    assert complaints == f"Port {port} is in use. Stop what uses it, or take another: make run PORT={port + 1}\n"


def test_a_wrong_setting_is_a_clear_sentence(start, folder):
    process = start("diary.ops.run", DIARY_DATA_DIR=str(folder), PORT="eighty")

    _, complaints = process.communicate(timeout=PATIENCE)

    assert process.returncode == 2
    assert complaints == "PORT must be a whole number from 1 to 65535, not 'eighty'.\n"


def test_a_data_folder_that_cannot_be_is_a_clear_sentence(start, tmp_path):
    (tmp_path / "file").write_text("")

    process = start("diary.ops.run", DIARY_DATA_DIR=str(tmp_path / "file" / "data"))

    _, complaints = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert complaints == f"The data folder {tmp_path}/file/data cannot be used: Not a directory.\n"


@pytest.mark.alone
def test_the_second_start_takes_less_than_five_seconds(start, folder):
    start_and_stop(start, folder)

    assert start_and_stop(start, folder) < 5 * slowness()


def start_and_stop(start, folder: Path) -> float:
    """Seconds until the diary was ready."""
    port, began = free_port(), time.monotonic()
    process = start("diary.ops.run", DIARY_DATA_DIR=str(folder), PORT=str(port))
    wait_until(lambda: status_of(port, "/readyz") == 200, process)
    seconds = time.monotonic() - began
    process.terminate()
    process.communicate(timeout=PATIENCE)
    return seconds
