"""Count what a page asks of the database."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from diary.db import db


@pytest.fixture
def questions(app: Flask) -> Iterator[list[str]]:
    """Every question that reaches the database while the test runs."""
    asked: list[str] = []

    def note(_connection, _cursor, statement: str, *_more: object) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)
