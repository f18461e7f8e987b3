"""Shells, worker and manifest know nobody, so one database will do."""

from collections.abc import Iterator

import pytest
from flask import Flask

from diary.pwa.views import Pwa, pwa_of
from tests.conftest import SqliteDiary


@pytest.fixture
def app(sqlite_diary: SqliteDiary) -> Iterator[Flask]:
    """The diary on an empty SQLite database."""
    yield from sqlite_diary.used()


@pytest.fixture
def pwa(app: Flask) -> Pwa:
    return pwa_of(app)
