"""Count what a page asks of the database."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.statements import heard


@pytest.fixture
def questions(app: Flask) -> Iterator[list[str]]:
    """Every question that reaches the database while the test runs."""
    asked: list[str] = []

    def note(statement: str) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    with heard(note):
        yield asked
