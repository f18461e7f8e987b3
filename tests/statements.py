"""See what is asked of the database, whichever way it goes there, before it is sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from diary.db import db
from diary.prepared_statements import Direct

COMMIT = "COMMIT"
SEND = Direct.sent


@contextmanager
def heard(sees: Callable[[str], None]) -> Iterator[None]:
    """While this holds, `sees` is called with the text of each statement, and with COMMIT; what it raises happens to the one
    who sends it."""

    def send(driver: Direct, how: Callable[..., Any], text: str, many: Any) -> Any:
        sees(text)
        return SEND(driver, how, text, many)

    hooks = (
        ("before_cursor_execute", lambda _connection, _cursor, text, *_rest: sees(text)),
        ("commit", lambda _connection: sees(COMMIT)),
    )
    for name, hook in hooks:
        event.listen(db.engine, name, hook)
    try:
        with patch.object(Direct, "sent", send):
            yield
    finally:
        for name, hook in hooks:
            event.remove(db.engine, name, hook)
