"""Which files decide something without a database or a page, and the tests that watch over each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Files by pattern, and the tests of each: where the two have the same name, that one is asked first.
WATCHED = [
    ("diary/days.py", "tests/test_days.py tests/entries/test_stamps.py tests/agreement/test_clock.py"),
    ("diary/trends/*.py", "tests/trends/test_*.py"),
    (
        "diary/effects/[drs]*.py",
        "tests/effects/test_*.py tests/agreement/test_after.py tests/agreement/test_*flag*.py",
    ),
    ("diary/today/domain.py", "tests/today/test_*.py tests/agreement/test_days.py"),
    ("diary/past/[dv]*.py", "tests/past/test_*.py tests/agreement/test_past.py"),
    ("diary/entries/[crsvw]*.py", "tests/entries/test_*.py tests/agreement/test_answers.py"),
    ("diary/entries/domain.py", "tests/entries/test_*.py tests/agreement/test_answers.py"),
    ("diary/reminders/schedule.py", "tests/reminders/test_schedule.py tests/agreement/test_plans.py"),
    ("diary/reminders/outcome.py", "tests/reminders/test_outcome.py"),
    ("diary/reminders/ics.py", "tests/reminders/test_ics.py"),
    ("diary/reminders/mail_schedule.py", "tests/reminders/test_mail_schedule.py"),
    ("diary/push/answers.py", "tests/push/test_answers.py"),
    ("diary/push/hosts.py", "tests/push/test_hosts.py"),
    ("diary/push/payload.py", "tests/push/test_payload.py"),
    ("diary/push/services.py", "tests/push/test_sending.py"),
    ("static/js/core/store.js", "tests/js/store.test.js tests/js/sync.test.js"),
    ("static/js/core/sync.js", "tests/js/sync.test.js"),
    (
        "static/js/core/days.js",
        "tests/js/days.test.js tests/js/envelope.test.js tests/agreement/test_clock.py tests/agreement/test_days.py",
    ),
    ("static/js/core/today.js", "tests/js/today.test.js tests/agreement/test_days.py"),
    ("static/js/core/after.js", "tests/js/after.test.js tests/agreement/test_after.py"),
    ("static/js/core/red-flags.js", "tests/agreement/test_red_flags.py"),
    ("static/js/core/plan.js", "tests/js/plan.test.js tests/agreement/test_plans.py"),
    ("static/js/core/push.js", "tests/js/push.test.js"),
    ("static/js/core/past.js", "tests/agreement/test_past.py"),
]
NOT_PURE = {"__init__", "cli", "views", "load", "own_load", "level_load", "statements", "words"}


@dataclass(frozen=True)
class Target:
    """One file to change, and the test files to ask, as paths from the top folder."""

    path: str
    tests: list[str]

    @property
    def source(self) -> str:
        return (ROOT / self.path).read_text(encoding="utf-8")

    @property
    def is_python(self) -> bool:
        return self.path.endswith(".py")


def targets() -> Iterator[Target]:
    for pattern, tests in WATCHED:
        for path in matches(pattern):
            if Path(path).stem not in NOT_PURE:
                same = f"test_{Path(path).stem}.py"
                found = [test for one in tests.split() for test in matches(one)]
                yield Target(path, sorted(found, key=lambda test: Path(test).name != same))


def matches(pattern: str) -> list[str]:
    """Files of the tree; a pattern that finds none is out of date."""
    found = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern))
    assert found, f"no file is like {pattern}"
    return found
