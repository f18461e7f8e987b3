"""Change the pure files in small ways, one at a time, and see whether a test notices.

Works in copies of the tree, one for each core. Prints every change that no test noticed, and fails when there are too
many. DIARY_TEST_SEED draws another sample, DIARY_TEST_SAMPLE says how many changes of each file; files that are named
are looked at alone: python -m tests.mutation diary/days.py
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from queue import Queue
from random import Random
from tempfile import TemporaryDirectory

from tests.mutation.changes import Change, changes_of
from tests.mutation.targets import ROOT, Target, targets

SEED = int(os.environ.get("DIARY_TEST_SEED", "1"))
SAMPLE = int(os.environ.get("DIARY_TEST_SAMPLE", "4"))
MAY_GO_UNNOTICED = 0.15  # of all changes: some change nothing that anybody could see
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "instance", "node_modules")
NODE_MODULES = Path("tests/browser/node_modules")


@dataclass(frozen=True)
class Copies:
    """Copies of the tree: whoever changes a file has one alone."""

    free: Queue[Path]

    @classmethod
    def made_in(cls, folder: Path, count: int) -> "Copies":
        free: Queue[Path] = Queue()
        for number in range(count):
            copy = folder / str(number)
            shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
            (copy / NODE_MODULES).symlink_to(ROOT / NODE_MODULES)
            free.put(copy)
        return cls(free)

    @contextmanager
    def one(self) -> Iterator[Path]:
        copy = self.free.get()
        try:
            yield copy
        finally:
            self.free.put(copy)

    def seconds_for(self, target: Target) -> float:
        """How long the tests of a file take that nobody changed."""
        started = time.monotonic()
        with self.one() as copy:
            assert passes(target, copy), f"the tests of {target.path} fail before anything was changed"
        return time.monotonic() - started

    def notice(self, target: Target, change: Change, seconds: float) -> bool:
        """Whether a test fails with this change, or takes far longer than it should."""
        with self.one() as copy:
            file = copy / target.path
            file.write_text(change.made_in(target.source), encoding="utf-8")
            try:
                return not passes(target, copy, patience=3 * seconds + 30)
            except subprocess.TimeoutExpired:
                return True
            finally:
                file.write_text(target.source, encoding="utf-8")


def passes(target: Target, copy: Path, patience: float | None = None) -> bool:
    return all(succeeds(command, copy, patience) for command in commands(target))


def succeeds(command: list[str], copy: Path, patience: float | None) -> bool:
    """Whether it ends well; whatever it started ends with it, for a change can make a test run for ever."""
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}  # bytecode would outlive the change that it was made of
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=copy, env=env, process_group=0, **quiet)
    try:
        return process.wait(patience) == 0
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def commands(target: Target) -> Iterator[list[str]]:
    """What runs the tests of a file: what needs no database is asked with one of the two, and not on paper."""
    pytest = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
    if scripts := [test for test in target.tests if test.endswith(".js")]:
        yield ["node", "--test", *scripts]
    if modules := [test for test in target.tests if test.endswith(".py")]:
        yield [*pytest, "-k", "not postgresql and not print", "-m", "not alone", *modules]


def sample(target: Target) -> list[Change]:
    """Some of its changes, those that leave a script which a machine can read."""
    found = changes_of(target.source, is_python=target.is_python)
    Random(f"{SEED} {target.path}").shuffle(found)
    chosen: list[Change] = []
    while found and len(chosen) < SAMPLE:
        if is_readable(found[-1].made_in(target.source), is_python=target.is_python):
            chosen.append(found[-1])
        found.pop()
    return chosen


def is_readable(source: str, *, is_python: bool) -> bool:
    if not is_python:
        command = ["node", "--check", "--input-type=module", "-"]
        return subprocess.run(command, input=source.encode(), capture_output=True, check=False).returncode == 0
    try:
        compile(source, "changed", "exec")
    except SyntaxError:
        return False
    return True


def main(*named: str) -> int:
    cores, wanted = len(os.sched_getaffinity(0)), [target for target in targets() if not named or target.path in named]
    print(f"{SAMPLE} changes of each of {len(wanted)} files; DIARY_TEST_SEED={SEED}", flush=True)
    unnoticed: list[bool] = []
    with TemporaryDirectory(prefix="diary-mutation-") as folder, ThreadPoolExecutor(cores) as pool:
        copies = Copies.made_in(Path(folder), cores)
        asked = {frozenset(target.tests): target for target in wanted}
        seconds = dict(zip(asked, pool.map(copies.seconds_for, asked.values()), strict=True))
        looked = [
            (target, change, pool.submit(copies.notice, target, change, seconds[frozenset(target.tests)]))
            for target in wanted
            for change in sample(target)
        ]
        for target, found in groupby(looked, key=lambda look: look[0]):
            of_file = [(change, notice.result()) for _target, change, notice in found]
            unnoticed += [not is_noticed for _change, is_noticed in of_file]
            print(
                f"{target.path}: {sum(is_noticed for _, is_noticed in of_file)} of {len(of_file)} noticed", flush=True
            )
            for change, is_noticed in of_file:
                if not is_noticed:
                    line = change.made_in(target.source).splitlines()[change.line - 1]
                    print(f"  line {change.line}, {change.was!r} became {change.becomes!r}: {line.strip()}", flush=True)
    print(f"{len(unnoticed) - sum(unnoticed)} of {len(unnoticed)} changes noticed")
    return sum(unnoticed) > MAY_GO_UNNOTICED * len(unnoticed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
