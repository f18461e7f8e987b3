"""Work in a thread of its own keeps nobody waiting."""

import threading

from structlog.testing import capture_logs

from diary.ops.background import Beside
from tests.ops.conftest import wait_until


def is_idle(beside: Beside) -> bool:
    return not beside.busy.locked()


def test_nobody_waits_for_it_and_it_is_done_once_at_a_time():
    go_on, begun = threading.Event(), []

    def work() -> None:
        begun.append(1)
        go_on.wait(20)

    beside = Beside(work)
    beside.start()
    beside.start()
    wait_until(lambda: bool(begun))
    assert not is_idle(beside)

    go_on.set()
    wait_until(lambda: is_idle(beside))
    assert len(begun) == 1
    beside.start()
    wait_until(lambda: len(begun) == 2)


def test_work_that_fails_is_told_and_done_again():
    failures = iter([ValueError("alice@example.org"), None])

    def work() -> None:
        if problem := next(failures):
            raise problem

    beside = Beside(work)
    with capture_logs() as logs:
        beside.start()
        wait_until(lambda: is_idle(beside))
    assert [(line["event"], line["kind"]) for line in logs] == [("crash", "ValueError")]
    assert "alice" not in str(logs)

    beside.start()
    wait_until(lambda: is_idle(beside) and next(failures, "over") == "over")
