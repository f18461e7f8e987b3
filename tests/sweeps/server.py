"""The diary's web server as a process of its own, which can be killed and started again on the same data and port."""

import os
import subprocess
from pathlib import Path

from diary.ops import bootstrap
from tests.browser.server import ROOT, end, free_port, serve
from tests.sweeps.moved import VARIABLE, MovedClock


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
        self.process = serve("tests.sweeps.moved:app", self.tree, self.env)

    def kill(self) -> None:
        """Stop it as a power cut would."""
        if self.process:
            end(self.process)
            self.process = None
