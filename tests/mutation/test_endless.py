"""A change can make a test run for ever."""

import subprocess
import time
from pathlib import Path

import pytest

from tests.mutation.__main__ import succeeds


def runs(process: str) -> bool:
    """Whether a process is more than a name that waits for its parent."""
    command = Path("/proc") / process / "cmdline"
    return command.exists() and command.read_bytes() != b""


def test_what_never_ends_is_ended_with_everything_it_started(tmp_path: Path) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        succeeds(["sh", "-c", "sleep 60 & echo $! > child; wait"], tmp_path, patience=1)

    child, deadline = (tmp_path / "child").read_text().strip(), time.monotonic() + 10
    while runs(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not runs(child)
