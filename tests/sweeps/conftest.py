"""Servers, networks and phones for the sweeps, and how often each sweep goes round."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.browser.server import NOON
from tests.conftest import postgres_url, run_on_postgres
from tests.sweeps.chromium_phone import ChromiumPhone
from tests.sweeps.people import Practice
from tests.sweeps.proxy import Proxy, proxied
from tests.sweeps.server import Server

LONG = "DIARY_TEST_LONG"
MakeServer = Callable[..., Server]
MakePractice = Callable[..., Practice]


@dataclass(frozen=True)
class Clinic:
    """A server behind a network that may break, its practice, and what makes phones with a screen."""

    server: Server
    proxy: Proxy
    practice: Practice
    new_phone: Callable[..., ChromiumPhone]


def rounds(few: int, many: int) -> int:
    """How often a sweep goes round: a few times in `make test`, many times in `make test-long`."""
    return many if os.environ.get(LONG) else few


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of each kind; none named means the SQLite file of the data folder."""
    if request.param == "sqlite":
        yield ""
        return
    name = f"diary_sweep_{os.urandom(6).hex()}"
    run_on_postgres(f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('postgres_template')}")
    yield postgres_url(name)
    run_on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


def servers_in(folder: Path) -> Iterator[MakeServer]:
    """Makes servers that are killed at the latest at the end."""
    made: list[Server] = []

    def make(**how: Any) -> Server:
        made.append(Server(folder / f"data-{len(made)}", **how))
        return made[-1]

    yield make
    for server in made:
        server.kill()


def practices() -> Iterator[MakePractice]:
    made: list[Practice] = []

    def make(server: Server, **how: str) -> Practice:
        made.append(Practice(server, **how))
        return made[-1]

    yield make
    for practice in made:
        practice.close()


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[MakeServer]:
    yield from servers_in(tmp_path)


@pytest.fixture(scope="module")
def module_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeServer]:
    yield from servers_in(tmp_path_factory.mktemp("servers"))


@pytest.fixture
def new_practice() -> Iterator[MakePractice]:
    yield from practices()


@pytest.fixture(scope="module")
def module_practice() -> Iterator[MakePractice]:
    yield from practices()


@pytest.fixture
def clinic(
    new_server: MakeServer, new_practice: MakePractice, playwright: Playwright, tmp_path: Path
) -> Iterator[Clinic]:
    """Everything runs; no phone is paired yet."""
    server = new_server()
    practice = new_practice(server)
    made: list[ChromiumPhone] = []

    def new_phone(zone: str = NOON) -> ChromiumPhone:
        made.append(ChromiumPhone(playwright, tmp_path / f"profile-{len(made)}", proxy.url, zone))
        made[-1].start()
        return made[-1]

    with proxied(server.port) as proxy:
        server.origin_at(proxy.url)
        server.start()
        yield Clinic(server, proxy, practice, new_phone)
        for phone in made:
            phone.kill()
