"""Workers of the diary as processes of their own, to be killed by the dozen: each is a copy of one that has loaded the diary."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress

from tests.browser.server import ROOT


class Workers:
    """Starts workers and kills them.

    Args:
        env: The settings of each; the clock is that of `tests.sweeps.moved`.
        at_once: How many reminders a worker takes at a time.
    """

    def __init__(self, env: Mapping[str, str], at_once: int) -> None:
        command = [sys.executable, "-m", "tests.sweeps.workers", str(at_once)]
        self.nest = subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.alive: list[int] = []

    def start(self) -> None:
        assert self.nest.stdin
        assert self.nest.stdout
        self.nest.stdin.write("one more\n")
        self.nest.stdin.flush()
        self.alive.append(int(self.nest.stdout.readline()))

    def kill(self, place: int) -> None:
        """The power is off for one of them."""
        with suppress(ProcessLookupError):
            os.kill(self.alive.pop(place), signal.SIGKILL)

    def end(self) -> None:
        while self.alive:
            self.kill(0)
        assert self.nest.stdin
        self.nest.stdin.close()
        self.nest.wait(timeout=20)


def main() -> None:
    from diary.db import db  # noqa: PLC0415  # only here, in the process of the workers
    from diary.ops.worker import work  # noqa: PLC0415
    from diary.reminders import round_actions  # noqa: PLC0415
    from tests.sweeps.moved import app  # noqa: PLC0415

    round_actions.AT_ONCE = int(sys.argv[1])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with app.app_context():
        db.engine.dispose()  # no two processes share a connection
    for _one_more in sys.stdin:
        pid = os.fork()
        if pid == 0:
            work(app)
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
