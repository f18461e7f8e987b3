"""The diary's web server as a process of its own, which can be killed and started again on the same data and port."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from diary.ops import bootstrap
from tests.browser.server import ROOT, free_port
from tests.sweeps.moved import VARIABLE, MovedClock

READY_WITHIN = 60


class Server:
    """One web server of the diary, with a clock that can be moved.

    Args:
        folder: Its data; made when missing, kept when there.
        origin: Where browsers find it, when that is not its own port.
        database_url: Another database than the SQLite file of the folder.
        tree: A folder with another version of the program.
    """

    def __init__(
        self, folder: Path, *, origin: str = "", database_url: str = "", tree: Path = ROOT, port: int = 0
    ) -> None:
        self.folder, self.tree, self.port = folder, tree, port or free_port()
        bootstrap.prepare(folder)
        self.clock = MovedClock(folder / "clock")
        if not self.clock.file.exists():
            self.clock.move(0)
        made = {"DIARY_ENV": "development", "DIARY_DEMO": "0", "DIARY_DATA_DIR": str(folder), "PORT": str(self.port)}
        self.env = os.environ | made | {VARIABLE: str(self.clock.file), "DIARY_DATABASE_URL": database_url}
        self.origin_at(origin or self.url)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def origin_at(self, origin: str) -> None:
        self.env["DIARY_BASE_URL"] = origin

    def start(self) -> None:
        words = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"]
        more = ["--blocking-threads", "8", "--log-level", "error", "tests.sweeps.moved:app"]
        command = [sys.executable, "-m", *words, *more]
        self.process = subprocess.Popen(command, cwd=self.tree, env=self.env, process_group=0)
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            assert self.process, "start it first"
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped with code {self.process.returncode}")
            if answers(self.url):
                return
            time.sleep(0.05)
        raise RuntimeError(f"the server at {self.url} was not ready after {READY_WITHIN} s")

    def kill(self) -> None:
        """Stop it as a power cut would: nothing is told, nothing is finished."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def answers(url: str) -> bool:
    """Whether anything is said there, be it that the worker is missing."""
    try:
        urlopen(f"{url}/healthz", timeout=2).close()
    except HTTPError:
        return True
    except (URLError, ConnectionError, TimeoutError):
        return False
    return True
