"""Run a command with a PostgreSQL server for its tests: the one that DIARY_TEST_POSTGRES_URL names, else one of our own.

Usage: python tests/tools/with_postgres.py COMMAND [ARGUMENT…]
The command finds the server in DIARY_TEST_POSTGRES_URL. Our own lives in a temporary folder for the length of the command
and never waits for the disk, which makes the tests several times faster than on a server that keeps its data.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "DIARY_TEST_POSTGRES_URL"
FRESH = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
NO_WAITING = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def main(command: list[str]) -> int:
    named = os.environ.get(VARIABLE)
    if named:
        return run(command, named)
    with own_server() as url:
        return run(command, url)


def run(command: list[str], url: str) -> int:
    return subprocess.call(command, env=os.environ | {VARIABLE: url})


@contextmanager
def own_server(settings: Sequence[str] = NO_WAITING) -> Iterator[str]:
    """A server of our own in a temporary folder, gone afterwards."""
    binaries = newest_binaries()
    user = someone_but_root()
    folder = Path(tempfile.mkdtemp(prefix="diary-postgres-"))
    if user:
        shutil.chown(folder, user)
    port = free_port()
    try:
        call(binaries / "initdb", "-D", folder / "data", *FRESH, user=user)
        options = f"-p {port} -h 127.0.0.1 -k '' " + " ".join(f"-c {option}" for option in settings)
        call(binaries / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-o", options, "-w", "start", user=user)
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
        finally:
            call(binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop", user=user)
    finally:
        shutil.rmtree(folder)


def call(*command: object, user: str | None) -> None:
    subprocess.run([str(word) for word in command], user=user, check=True, stdout=subprocess.DEVNULL, cwd="/")


def newest_binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if not found:
        raise SystemExit("There is no PostgreSQL for the tests: apt-get install postgresql")
    return found[-1]


def someone_but_root() -> str | None:
    """PostgreSQL refuses to run as root; Debian's package made a user for it."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
