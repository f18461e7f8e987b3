"""The diary as a process of its own, for a browser to open."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
# Where it is midday now, so that no test depends on the hour at which it runs.
NOON = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
DATABASE = "diary.sqlite3"


@dataclass(frozen=True)
class Site:
    """A running diary and where it is."""

    url: str
    data_dir: Path
    env: dict[str, str]

    def __truediv__(self, path: str) -> str:
        return f"{self.url}/{path}"

    def run(self, *command: str, typed: str = "", ends_with: int = 0) -> str:
        """What a command of this diary says, given what is typed."""
        words = [sys.executable, "-m", "flask", "--app", "wsgi", *command]
        done = subprocess.run(words, cwd=ROOT, env=self.env, input=typed, capture_output=True, text=True, check=False)
        assert done.returncode == ends_with, done.stderr
        return done.stdout


class Server:
    """The diary's web server in a zone where it is midday; it can be killed and started again.

    `make run` starts a worker beside it, for which no page waits; tests/ops starts both.
    """

    def __init__(self, data_dir: Path, tree: Path = ROOT, **settings: str) -> None:
        self.tree = tree  # whose program it runs
        port = free_port()
        made = {"DIARY_ENV": "development", "DIARY_DATA_DIR": str(data_dir), "PORT": str(port), "TZ": NOON}
        self.site = Site(f"http://localhost:{port}", data_dir, os.environ | made | settings)
        if "DIARY_DATABASE_URL" in settings:
            prepare(self.site.env)
        else:
            shutil.copytree(prepared(settings["DIARY_DEMO"]).name, data_dir, dirs_exist_ok=True)
        self.start()

    def start(self) -> None:
        self.process = serve("wsgi:app", self.tree, self.site.env)

    def kill(self) -> None:
        end(self.process)


def serve(app: str, tree: Path, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A web server as `make run` starts it, on the port that its settings name; it answers."""
    words = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", env["PORT"], "--workers", "1"]
    command = [sys.executable, "-m", *words, "--blocking-threads", "8", "--log-level", "error", app]
    process = subprocess.Popen(command, cwd=tree, env=env, process_group=0)
    wait_until_ready(f"http://localhost:{env['PORT']}", process)
    return process


def end(server: subprocess.Popen[bytes]) -> None:
    """The power is off: nothing is told, nothing is finished."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait(timeout=20)


@cache
def prepared(demo: str) -> TemporaryDirectory[str]:
    """A data folder as `make run` leaves it before it starts anything: made once, then copied."""
    folder = TemporaryDirectory(prefix="diary-")
    made = {"DIARY_ENV": "development", "DIARY_DATA_DIR": folder.name, "PORT": str(free_port()), "TZ": NOON}
    prepare(os.environ | made | {"DIARY_DEMO": demo})  # a port of its own: two workers may look at the same moment
    return folder


def start_over(site: Site) -> None:
    """As its server found its database when it started, without the seconds that a start takes."""
    kept = Path(prepared(site.env["DIARY_DEMO"]).name) / DATABASE
    with closing(sqlite3.connect(kept)) as before, closing(sqlite3.connect(site.data_dir / DATABASE)) as now:
        before.backup(now)


def prepare(env: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-c", "from diary.ops.run import prepare; prepare()"], cwd=ROOT, env=env, check=True
    )


@contextmanager
def running(data_dir: Path, **settings: str) -> Iterator[Site]:
    """A diary of its own, which ends with the block."""
    server = Server(data_dir, **settings)
    try:
        yield server.site
    finally:
        server.kill()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_ready(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with code {process.returncode} before it was ready")
        try:
            with urlopen(f"{url}/healthz", timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"the server at {url} was not ready after {seconds} s")
