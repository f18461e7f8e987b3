"""In which time zone this machine stands."""

import os
from collections.abc import Iterator
from pathlib import Path

from diary.practice.domain import zones

ELSEWHERE = "UTC"


def machine_zone() -> str:
    """The IANA name of the machine's time zone; UTC when the machine does not say."""
    return next((name for name in told() if name in zones()), ELSEWHERE)


def told() -> Iterator[str]:
    """What the environment and the usual files say, the strongest first."""
    yield os.environ.get("TZ", "").removeprefix(":")
    written = Path("/etc/timezone")
    if written.is_file():
        yield written.read_text(encoding="utf-8", errors="replace").strip()
    linked = Path("/etc/localtime").resolve().as_posix()
    yield linked.partition("/zoneinfo/")[2]
