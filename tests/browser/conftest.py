"""A real Chromium against a real server with the demo clinic."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


@dataclass(frozen=True)
class Site:
    """A running diary and where it is."""

    url: str
    data_dir: Path

    def __truediv__(self, path: str) -> str:
        return f"{self.url}/{path}"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_ready(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with code {process.returncode} before it was ready")
        try:
            with urlopen(f"{url}/healthz", timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the server at {url} was not ready after {seconds} s")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo clinic as `make run` starts it, on an empty data folder."""
    data_dir = tmp_path_factory.mktemp("data")
    port = free_port()
    env = os.environ | {
        "DIARY_ENV": "development",
        "DIARY_DEMO": "1",
        "DIARY_DATA_DIR": str(data_dir),
        "PORT": str(port),
    }
    process = subprocess.Popen([sys.executable, "-m", "diary.ops.run"], cwd=ROOT, env=env, start_new_session=True)
    try:
        wait_until_ready(f"http://localhost:{port}", process)
        yield Site(f"http://localhost:{port}", data_dir)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven for real."""
    path = shutil.which("chromium")
    assert path, "Chromium is missing. Install it: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """A fresh browser profile that fails the test when a page breaks a rule of its own."""
    context = chromium.new_context(viewport=PHONE, locale="en-US", timezone_id="America/Toronto", base_url=site.url)
    problems: list[str] = []
    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on(
        "console", lambda message: problems.append(message.text) if is_problem(message.type, message.text) else None
    )
    yield context
    context.close()
    assert not problems, problems


def is_problem(kind: str, text: str) -> bool:
    """Errors in the console, except the browser's own note that an answer had status 4xx."""
    return kind == "error" and not re.match(r"Failed to load resource: .* status of 4\d\d", text)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def alices_phone(page: Page, site: Site) -> Page:
    """The demo patient's phone at the check-in."""
    page.goto(site / "demo/patient")
    return page


@pytest.fixture
def bobs_desk(context: BrowserContext, site: Site) -> Page:
    """The demo practitioner, signed in, at a desk."""
    page = context.new_page()
    page.set_viewport_size(DESK)
    page.goto(site / "clinic/sign-in")
    page.get_by_label("E-mail address").fill("practitioner@demo.example")
    page.get_by_label("Password").fill("between-sessions")
    page.get_by_role("button", name="Sign in").click()
    return page
