"""A real Chromium against a real server with the demo clinic."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.server import NOON, Site, running, start_over
from tests.browser.visitors import NewContext, Visitors, sign_in

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=15_000)  # as long as any action may take
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo clinic as `make run` starts it."""
    with running(tmp_path_factory.mktemp("data"), DIARY_DEMO="1") as site:
        yield site


@pytest.fixture(scope="module")
def site(demo: Site) -> Site:
    """The demo clinic, in which no other file's tests have saved anything."""
    start_over(demo)
    return demo


@pytest.fixture
def anew(demo: Site) -> None:
    """For files whose tests would find what the one before has saved."""
    start_over(demo)


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A diary without a demo: nobody is in it until `practice create`."""
    with running(tmp_path_factory.mktemp("clinic"), DIARY_DEMO="0") as site:
        yield site


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, driven for real, without windows of its own: they cost a third, and test_install.py has them."""
    path = shutil.which("chromium-headless-shell")
    assert path, "Chromium is missing. Install it: apt-get install chromium-headless-shell"
    browser = playwright.chromium.launch(executable_path=path, args=QUIET)
    yield browser
    browser.close()


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[NewContext]:
    """Makes fresh browser profiles; the test fails when a page in one of them breaks a rule of its own."""
    with watched(chromium) as make:
        yield make


@contextmanager
def watched(chromium: Browser) -> Iterator[NewContext]:
    opened: list[BrowserContext] = []
    problems: list[str] = []

    def make(site: Site, **settings: object) -> BrowserContext:
        usual = {"viewport": PHONE, "locale": "en-US", "timezone_id": NOON, "base_url": site.url}
        context = chromium.new_context(**usual | settings)
        context.set_default_timeout(15_000)
        context.on("weberror", lambda error: problems.append(str(error.error)))
        context.on("console", lambda message: problems.extend(problems_in(message.type, message.text)))
        opened.append(context)
        return context

    try:
        yield make
    finally:
        for context in opened:
            context.clear_cookies()  # a phone whose lack of signal ends as it closes still has what to send
            context.close()
    assert not problems, problems


def problems_in(kind: str, text: str) -> list[str]:
    """Errors in the console, except the browser's own note that an answer had status 4xx or 503, or that there was none."""
    is_note = re.match(r"Failed to load resource: (.* status of (4\d\d|503)|net::ERR_)", text)
    return [text] if kind == "error" and not is_note else []


@pytest.fixture
def context(new_context: NewContext, site: Site) -> BrowserContext:
    """A fresh browser profile for the demo clinic."""
    return new_context(site)


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
    sign_in(page, "practitioner@demo.example")
    return page


@pytest.fixture(scope="module")
def visitors(chromium: Browser, site: Site) -> Iterator[Visitors]:
    """Everybody whom the demo clinic knows, each in a browser of their own."""
    with watched(chromium) as new_context:
        yield Visitors(new_context, site)
