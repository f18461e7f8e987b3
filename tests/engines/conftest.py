"""A clinic behind a network that may break, and a phone in each engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.browsers import ENGINES
from tests.engines.screens import Screen
from tests.sweeps.conftest import clinic, database_url  # noqa: F401  # fixtures


@pytest.fixture(params=ENGINES)
def phone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Screen]:
    """One tab of each engine, with nothing in it yet."""
    with ENGINES[request.param](tmp_path / "profile") as screen:
        yield screen
