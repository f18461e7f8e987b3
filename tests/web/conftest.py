"""Nothing in these tests touches the database, so one will do."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import SqliteDiary


@pytest.fixture
def app(sqlite_diary: SqliteDiary) -> Iterator[Flask]:
    """The diary on an empty SQLite database."""
    yield from sqlite_diary.used()
