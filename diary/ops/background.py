"""Work that waits for others: it has a thread of its own, so that nothing of ours waits with it."""

from collections.abc import Callable
from threading import Lock, Thread

import structlog

log = structlog.get_logger()


class Beside:
    """Runs its work beside the worker's tasks, once at a time. A worker that ends cuts it off; it must bear that."""

    def __init__(self, work: Callable[[], None]) -> None:
        self.work = work
        self.busy = Lock()

    def start(self) -> None:
        """Begin, unless it is still at it."""
        if self.busy.acquire(blocking=False):
            Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        try:
            self.work()
        except Exception as problem:  # noqa: BLE001  # the next round may do better; nobody else tells what fails in a thread
            log.error("crash", kind=type(problem).__name__)
        finally:
            self.busy.release()
