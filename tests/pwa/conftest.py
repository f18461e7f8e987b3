"""Shells, worker and manifest know nobody, so one database will do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from diary.pwa.views import Pwa, pwa_of
from tests.conftest import opened, sqlite_app


@pytest.fixture
def app(tmp_path: Path, sqlite_template: Path) -> Iterator[Flask]:
    """The diary on an empty SQLite database."""
    yield from opened(sqlite_app(tmp_path, sqlite_template))


@pytest.fixture
def pwa(app: Flask) -> Pwa:
    return pwa_of(app)
