"""Servers, networks and phones for the sweeps."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.server import NOON
from tests.conftest import postgres_url as url_of
from tests.conftest import run_on_postgres
from tests.sweeps.chromium_phone import ChromiumPhone
from tests.sweeps.node_phones import Phones, phones_at
from tests.sweeps.people import Practice
from tests.sweeps.proxy import Proxy, proxied
from tests.sweeps.server import Server


@dataclass(frozen=True)
class Clinic:
    """A server behind a network that may break, its practice, and what makes phones with a screen."""

    server: Server
    proxy: Proxy
    practice: Practice
    new_phone: Callable[..., ChromiumPhone]


@pytest.fixture(autouse=True)
def no_loop_of_the_browsers() -> None:
    """A sweep asks for its browsers when it comes to them, and leaves their loop alone: no test here needs one of its own."""


@pytest.fixture
def database_url() -> str:
    """Which database the clinic is in; none named means the SQLite file of the data folder."""
    return ""


@pytest.fixture
def postgres_url(postgres_template: str) -> Iterator[str]:
    """An empty, migrated database on PostgreSQL."""
    name = f"diary_sweep_{os.urandom(6).hex()}"
    run_on_postgres(f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield url_of(name)
    run_on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def clinic(request: pytest.FixtureRequest, tmp_path: Path, database_url: str) -> Iterator[Clinic]:
    """Everything runs; no phone is paired yet."""
    made: list[ChromiumPhone] = []

    def new_phone(zone: str = NOON) -> ChromiumPhone:
        playwright = request.getfixturevalue("playwright")  # a sweep without a screen starts none
        made.append(ChromiumPhone(playwright, tmp_path / f"profile-{len(made)}", proxy.url, zone))
        made[-1].start()
        return made[-1]

    with served(Server(tmp_path / "data", database_url=database_url)) as (server, proxy, practice):
        yield Clinic(server, proxy, practice, new_phone)
        for phone in made:
            phone.kill()


@pytest.fixture
def phones(clinic: Clinic) -> Iterator[Phones]:
    """Phones without a screen, behind the same network."""
    with phones_at(clinic.proxy.url, clinic.server.clock.file) as phones:
        yield phones


@contextmanager
def served(server: Server) -> Iterator[tuple[Server, Proxy, Practice]]:
    """A server behind a proxy, with one practice in it, for the length of the block."""
    practice = Practice(server)
    try:
        with proxied(server.port) as proxy:
            server.origin_at(proxy.url)
            server.start()
            yield server, proxy, practice
    finally:
        server.kill()
        practice.close()
