"""A phone with a screen: a Chromium process of its own with a profile on disk, which can be killed as phones are."""

import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import QUIET
from tests.sweeps.people import Patient, Practice

SMALL = ["--headless=new", "--window-size=390,844", "--remote-debugging-port=0", "--disable-dev-shm-usage"]
STARTS_WITHIN = 30
# What the phone keeps, read past the diary's own code: whose it is and how many saves are in each state.
COUNTS = """async () => {
  const done = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error) })
  const names = (await indexedDB.databases()).map((one) => one.name)
  const found = {}
  for (const name of names.filter((name) => /^diary-[0-9a-f]{8}-/.test(name))) {
    const database = await done(indexedDB.open(name))
    const rows = database.objectStoreNames.contains('kept') ? await done(database.transaction('kept').objectStore('kept').getAll()) : []
    database.close()
    found[name.slice(6)] = rows.reduce((sum, row) => ({...sum, [row.state]: (sum[row.state] ?? 0) + 1}), {})
  }
  return found
}"""
# Everything that the phone shows of its diary, through the diary's own store.
DUMP = """async () => {
  const { Store } = await import('/static/js/core/store.js')
  const { KeyStore } = await import('/static/js/core/key-store.js')
  const { owner } = await new KeyStore(indexedDB).read()
  const store = await Store.open({ databases: indexedDB, subtle: crypto.subtle, owner })
  return { versions: await store.versions(), cursor: await store.cursor(), counts: await store.counts() }
}"""
HAS_WORKER = "async () => Boolean((await navigator.serviceWorker.ready).active && navigator.serviceWorker.controller)"


class ChromiumPhone:
    """One phone. Its profile stays when it is killed; `start` opens it again."""

    def __init__(self, playwright: Playwright, profile: Path, url: str, zone: str) -> None:
        self.playwright, self.profile, self.url, self.zone = playwright, profile, url, zone
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        path = shutil.which("chromium")
        assert path, "Chromium is missing. Install it: apt-get install chromium"
        words = [path, *QUIET, *SMALL, f"--user-data-dir={self.profile}", "about:blank"]
        told = self.profile / "DevToolsActivePort"
        told.unlink(missing_ok=True)
        env = os.environ | {"TZ": self.zone}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(words, env=env, process_group=0, **quiet)
        port = self.port_in(told)
        self.browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        self.context.set_default_timeout(20_000)

    def port_in(self, told: Path) -> int:
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            with suppress(FileNotFoundError, IndexError, ValueError):
                return int(told.read_text().split()[0])
            time.sleep(0.01)
        raise RuntimeError("Chromium did not start")

    @property
    def context(self) -> BrowserContext:
        return self.browser.contexts[0]

    def kill(self) -> None:
        """The battery is out: every process of this browser ends at once."""
        assert self.process
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with suppress(PlaywrightError):
            self.browser.close()
        for lock in self.profile.glob("Singleton*"):
            lock.unlink()

    def crash_pages(self) -> None:
        """The phone ran out of memory: pages and workers are gone, the browser itself stays."""
        told = self.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
        for process in told["processInfo"]:
            if process["type"] == "renderer":
                with suppress(ProcessLookupError):
                    os.kill(process["id"], signal.SIGKILL)

    def close(self) -> None:
        with suppress(PlaywrightError):
            self.browser.new_browser_cdp_session().send("Browser.close")
        assert self.process
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=10)
        self.kill()

    def open(self, path: str = "/") -> Page:
        try:
            page = self.context.new_page()
        except PlaywrightError:  # it was given the process of a page that had crashed
            page = self.context.new_page()
        page.goto(self.url + path)
        return page

    def pair(self, patient: Patient, practice: Practice) -> Page:
        """Show a code, let the desk type it, and stay until the diary is on the phone."""
        page = self.open("/pair")
        code = page.locator(".pair__code")
        expect(code).to_have_text(re.compile(r"^\w{3}-\w{3}$"))
        practice.pair(patient, code.inner_text())
        expect(page.locator("#pain, .home").first).to_be_visible()
        wait_for(page, HAS_WORKER)
        return page


def wait_for(page: Page, question: str, seconds: float = 20) -> Any:
    """Ask the page until it says yes."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(PlaywrightError):  # the page was on its way to another
            if said := page.evaluate(question):
                return said
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {question}")


def check_in(page: Page, day: date, number: int, note: str) -> None:
    """Save a check-in by hand and see the phone promise that it is kept."""
    page.goto(f"{origin(page)}/check-in/{day}")
    page.locator("#pain .pain-scale__cell").nth(number).click()
    page.locator("[name=note]").fill(note)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name=f"Saved. Pain {number} out of 10.")).to_be_visible()


def origin(page: Page) -> str:
    return str(page.evaluate("() => location.origin"))


def counts(page: Page) -> dict[str, dict[str, int]]:
    """How many saves the phone keeps for whom, by state."""
    return page.evaluate(COUNTS)


def wait_until_sent(page: Page, seconds: float = 30) -> None:
    """Until nobody's save waits on this phone."""
    deadline = time.monotonic() + seconds
    left: object = None
    while time.monotonic() < deadline:
        with suppress(PlaywrightError):
            left = counts(page)
            if left and not any(states.get("unsent") for states in left.values()):
                return
        time.sleep(0.05)
    raise AssertionError(f"still not sent after {seconds} s: {left}")


def stop_worker(page: Page) -> None:
    """The phone ends the service worker in the midst of whatever it does."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()
