"""The server's side of each comparison."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import opened, sqlite_app


@pytest.fixture(scope="module")
def server(tmp_path_factory, sqlite_template) -> Iterator[Flask]:
    """The diary on an empty database that only one file of tests fills."""
    yield from opened(sqlite_app(tmp_path_factory.mktemp("agreement"), sqlite_template))
