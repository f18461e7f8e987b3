"""Databases that go away in the middle of something."""

from collections.abc import Callable

from tests.statements import heard


class PulledPlug(Exception):
    """The database goes away in the middle of a save."""


def statements_of(work: Callable[[], object], stop_at: int | None = None) -> int:
    """How many statements the work sends, counting the commit; one of them may be the last before the plug is pulled."""
    sent = 0

    def count(_text: str) -> None:
        nonlocal sent
        sent += 1
        if sent == stop_at:
            raise PulledPlug

    with heard(count):
        work()
    return sent
