"""The diary with a clock that a test moves: the door that the sweeps' servers open instead of `wsgi`."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from diary import clock, create_app

VARIABLE = "DIARY_TEST_CLOCK"


class MovedClock:
    """This machine's clock plus as many seconds as a file says; the file may change at any moment."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @property
    def seconds(self) -> float:
        return float(self.file.read_text())

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.seconds)

    def move(self, seconds: float) -> None:
        """Put it so far before (−) or after the machine's clock, for everybody who reads the file."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(repr(seconds))
        fresh.replace(self.file)

    def move_to(self, moment: datetime) -> None:
        self.move((moment - datetime.now(UTC)).total_seconds())

    def forward(self, **units: float) -> None:
        """Let time pass: `forward(hours=49)`."""
        self.move(self.seconds + timedelta(**units).total_seconds())


if VARIABLE in os.environ:  # in the server's own process; a test that imports this file keeps its clock
    clock.now = MovedClock(Path(os.environ[VARIABLE])).now
    app = create_app()
