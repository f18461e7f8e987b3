"""The real command in a process of its own: no settings, no secrets, no database, an empty home."""

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
FLASK = Path(sys.executable).with_name("flask")
NOTHING = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/nonexistent",
    "DIARY_ENV": "production",
    "DIARY_DATA_DIR": "/nonexistent/diary",
    "DIARY_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/none",
}


class Outcome(NamedTuple):
    """What the command printed, how it ended and how long it took."""

    stdout: str
    stderr: str
    code: int
    seconds: float

    @property
    def summary(self) -> dict[str, Any]:
        """The JSON on standard output, which must be the JSON alone and hold finite numbers only."""
        return json.loads(self.stdout, parse_constant=refuse_constant)


def refuse_constant(name: str) -> None:
    raise AssertionError(f"{name} is not JSON")


def from_csv(diary: Path, sessions: Path, *options: str) -> Outcome:
    """Run `flask --app wsgi trends from-csv` on two files."""
    line = [FLASK, "--app", "wsgi", "trends", "from-csv", diary, "--sessions", sessions, *options]
    started = time.monotonic()
    done = subprocess.run(
        line,
        cwd=ROOT,
        env=NOTHING,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Outcome(done.stdout, done.stderr, done.returncode, time.monotonic() - started)


def write_scores(path: Path, scores: dict[date, float]) -> Path:
    """A diary file as a researcher would write it."""
    path.write_text("".join(["date,pain\n", *(f"{day},{pain:g}\n" for day, pain in sorted(scores.items()))]))
    return path


def write_days(path: Path, days: list[date]) -> Path:
    """A file of session days."""
    path.write_text("".join(["date\n", *(f"{day}\n" for day in days)]))
    return path
