"""What a phone fetches that sees the diary for the first time, in bytes on the wire."""

import shutil
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Playwright, sync_playwright

from tests.bench.goals import Row, at_most
from tests.browser.conftest import QUIET
from tests.browser.server import NOON, Site, running
from tests.browser.test_weight import IN_ALL, SCRIPT, Wire
from tests.browser.visitors import open_check_in

KB = 1000


def rows(folder: Path) -> Iterator[Row]:
    """The rows of the table about weight."""
    with running(folder, DIARY_DEMO="1") as site, sync_playwright() as playwright:
        for accepted, most in SCRIPT.items():
            wire = first_load(playwright, site, accepted)
            yield at_most(
                f"first load of the check-in, {accepted}", sum(wire.bytes.values()) / KB, IN_ALL[accepted] / KB, "kB"
            )
            yield at_most("  scripts", wire.bodies["Script"] / KB, most / KB, "kB")
            yield at_most("  style", wire.bodies["Stylesheet"] / KB, 8, "kB")
        yield at_most("service worker", worker_bytes(site) / KB, 3, "kB")


def first_load(playwright: Playwright, site: Site, accepted: str) -> Wire:
    """The check-in's page alone: what the worker fetches beside it is for later."""
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
    how = {"base_url": site.url, "service_workers": "block", "timezone_id": NOON}
    known = browser.new_context(**how).new_page()
    known.goto("/demo/patient")
    day = open_check_in(known)
    fresh = browser.new_context(**how, storage_state=known.context.storage_state()).new_page()
    wire = Wire(fresh, accepted)
    answer = fresh.goto(f"/check-in/{day}", wait_until="networkidle")
    assert answer
    assert answer.ok, answer.status
    browser.close()
    return wire


def worker_bytes(site: Site) -> int:
    connection = HTTPConnection(urlsplit(site.url).netloc)
    connection.request("GET", "/sw.js", headers={"Accept-Encoding": "br"})
    size = len(connection.getresponse().read())
    connection.close()
    return size
