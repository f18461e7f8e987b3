"""Databases that go away in the middle of something."""

from collections.abc import Callable

from sqlalchemy import event

from diary.db import db


class PulledPlug(Exception):
    """The database goes away in the middle of a save."""


def statements_of(work: Callable[[], object], stop_at: int | None = None) -> int:
    """How many statements the work sends, counting the commit; one of them may be the last before the plug is pulled."""
    sent = 0

    def count(*_arguments: object) -> None:
        nonlocal sent
        sent += 1
        if sent == stop_at:
            raise PulledPlug

    hooks = [(db.engine, "before_cursor_execute"), (db.engine, "commit")]
    for target, name in hooks:
        event.listen(target, name, count)
    try:
        work()
    finally:
        for target, name in hooks:
            event.remove(target, name, count)
    return sent
