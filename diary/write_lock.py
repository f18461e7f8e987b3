"""Writers take turns, whichever process they are in."""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

BUSY_SECONDS = 10  # a request that cannot write for so long is answered that the diary is busy
turns: defaultdict[str, Lock] = defaultdict(Lock)  # by database: whose turn it is to write in this process


@contextmanager
def in_turn(engine: Engine) -> Iterator[None]:
    """On SQLite one writes at a time: wait until the others are done, whichever process they are in.

    SQLite itself looks again after ever longer sleeps, so that a process that writes without pause shuts the others out. Here
    the threads of a process wait for each other, and the one whose turn it is asks each millisecond for the lock of a file
    beside the database; the system takes that lock from a process that dies.

    Raises:
        OperationalError: It took longer than BUSY_SECONDS.
    """
    path = engine.url.database
    if engine.dialect.name != "sqlite" or path is None:
        yield
        return
    deadline = monotonic() + BUSY_SECONDS
    if not turns[path].acquire(timeout=BUSY_SECONDS):
        raise busy()
    try:
        with turn_file(path) as turn:
            while not is_ours(turn):
                if monotonic() > deadline:
                    raise busy()
                sleep(0.001)
            yield
    finally:
        turns[path].release()


@contextmanager
def turn_file(database: str) -> Iterator[int]:
    """Closing the file gives its lock back. It belongs to whom the database belongs to, whoever makes it."""
    turn = os.open(f"{database}-turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.geteuid() == 0:
            owner = Path(database).stat()
            os.fchown(turn, owner.st_uid, owner.st_gid)
        yield turn
    finally:
        os.close(turn)


def is_ours(turn: int) -> bool:
    try:
        flock(turn, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True


def busy() -> OperationalError:
    return OperationalError("BEGIN IMMEDIATE", None, TimeoutError("others are writing"))
