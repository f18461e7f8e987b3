"""A phone with a screen: a Chromium process of its own with a profile on disk, which can be killed as phones are."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import BrowserContext, Page, Playwright, expect
from playwright.sync_api import Error as PlaywrightError

from diary.web.scripts import joined
from tests.browser.conftest import QUIET
from tests.browser.kept import WORKER_RUNS
from tests.sweeps.people import Patient, Practice

SMALL = ["--headless=new", "--window-size=390,844", "--remote-debugging-port=0", "--disable-dev-shm-usage"]
STARTS_WITHIN = 30
PATIENCE_MS = 30_000  # these tests prove what happens, not how fast on a busy machine
STATIC = Path(__file__).parents[2] / "static"
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
# The diary's own store, whatever script the page has.
CORE = joined(
    "js/test.js",
    {path.relative_to(STATIC).as_posix(): path.read_text(encoding="utf-8") for path in STATIC.glob("js/core/*.js")}
    | {
        "js/test.js": """import { Store } from "./core/store.js"
import { KeyStore } from "./core/key-store.js"
import { newVersion } from "./core/envelope.js"
import { diaryDay } from "./core/days.js"
"""
    },
)
# Everything that the phone shows of its diary, through the diary's own store.
DUMP = (
    f"async () => {{\n{CORE}"
    """
  const { owner } = await new KeyStore(indexedDB).read()
  const store = await Store.open({ databases: indexedDB, subtle: crypto.subtle, owner })
  return { versions: await store.versions(), cursor: await store.cursor(), counts: await store.counts() }
}"""
)
KEEP = (
    f"async ({{ area, day, notes, kind = 'entry' }}) => {{\n{CORE}"
    """
  const { owner } = await new KeyStore(indexedDB).read()
  const store = await Store.open({ databases: indexedDB, subtle: crypto.subtle, owner })
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const skew = await store.skew()
  for (const note of notes) {
    const now = Date.now()
    const said = { kind, for_day: day ?? diaryDay(now + skew, zone), area, body: { asked: 'last_24h', pain: 3, note } }
    await store.keep([newVersion(said, { now, skew, zone, app: '0.2.0' })])
  }
}"""
)
SYNC_NOW = "() => { dispatchEvent(new Event('online')) }"
# Whether the phone could open the diary without signal: it has its screens, and has heard of its patient.
IS_READY = """async () => {
  const done = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error) })
  const names = (await indexedDB.databases()).map((one) => one.name)
  const keys = names.includes('diary-key') ? await done(indexedDB.open('diary-key')) : null
  const owner = keys && (await done(keys.transaction('key').objectStore('key').get('this phone')))?.owner
  keys?.close()
  const name = names.find((name) => name === `diary-${owner}`)
  if (!name || !navigator.serviceWorker.controller) return false
  const database = await done(indexedDB.open(name))
  const facts = await done(database.transaction('facts').objectStore('facts').get('today'))
  database.close()
  return Boolean(facts)
}"""


class ChromiumPhone:
    """One phone. Its profile stays when it is killed; `start` opens it again."""

    def __init__(self, playwright: Playwright, profile: Path, url: str, zone: str) -> None:
        self.playwright, self.profile, self.url, self.zone = playwright, profile, url, zone
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        path = shutil.which("chromium-headless-shell")
        assert path, "Chromium is missing. Install it: apt-get install chromium-headless-shell"
        words = [path, *QUIET, *SMALL, f"--user-data-dir={self.profile}", "about:blank"]
        told = self.profile / "DevToolsActivePort"
        self.profile.mkdir(exist_ok=True)
        told.unlink(missing_ok=True)
        env = os.environ | {"TZ": self.zone}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(words, env=env, process_group=0, **quiet)
        port = self.port_in(told)
        self.browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.on("weberror", lambda error: print(f"on {error.page and error.page.url}: {error.error.stack}"))

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
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None
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
            return self.open_once(path)
        except PlaywrightError:  # it was given the process of a page that had crashed
            return self.open_once(path)

    def open_once(self, path: str) -> Page:
        page = self.context.new_page()
        page.goto(self.url + path)
        return page

    def pair(self, patient: Patient, practice: Practice) -> Page:
        """Show a code, let the desk type it, and stay until the diary is on the phone."""
        page = self.open("/pair")
        code = page.locator(".pair__code")
        expect(code).to_have_text(re.compile(r"^\w{3}-\w{3}$"), timeout=PATIENCE_MS)
        practice.pair(patient, code.inner_text())
        expect(page.locator("#pain, .home").first).to_be_visible(timeout=PATIENCE_MS)
        wait_for(page, WORKER_RUNS, seconds=60)
        if not page.evaluate("() => navigator.serviceWorker.controller !== null"):
            page.reload()  # it was on its way while the worker took over, and is none of its pages
        wait_for(page, IS_READY, seconds=60)
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


def fill_in(page: Page, day: date, number: int, note: str) -> None:
    """Answer the check-in of a day, up to the tap on Save."""
    page.goto(f"{origin(page)}/check-in/{day}")
    page.locator("#pain .pain-scale__cell").nth(number).click()
    if not page.locator("[name=note]").is_visible():
        page.get_by_text("Add a note").click()
    page.locator("[name=note]").fill(note)


def check_in(page: Page, day: date, number: int, note: str) -> None:
    """Save a check-in by hand and see the phone promise that it is kept."""
    fill_in(page, day, number, note)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name=f"Saved. Pain {number} out of 10.")).to_be_visible(timeout=PATIENCE_MS)


def keep_more(page: Page, area: UUID, notes: Sequence[str], *, day: date | None = None) -> None:
    """Keep saves as the page's form would, without its form; for the day that it is on this phone, unless another is named."""
    page.evaluate(KEEP, {"area": str(area), "day": day and day.isoformat(), "notes": list(notes)})


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


class WorkerTools:
    """What a browser's tools can do to the service worker of a page's site."""

    def __init__(self, page: Page) -> None:
        self.origin = origin(page)
        self.session = page.context.new_cdp_session(page)
        found: list[str] = []
        self.session.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda event: found.extend(one["registrationId"] for one in event["registrations"] if not one["isDeleted"]),
        )
        self.session.send("ServiceWorker.enable")
        deadline = time.monotonic() + 5
        while not found and time.monotonic() < deadline:
            page.wait_for_timeout(10)
        assert found, "no service worker"
        self.registration = found[0]

    def send(self) -> None:
        """Let the worker send what waits, as the browser does when the signal is back and no page is open."""
        event = {"origin": self.origin, "registrationId": self.registration, "tag": "diary-outbox", "lastChance": False}
        self.session.send("ServiceWorker.dispatchSyncEvent", event)

    def stop(self) -> None:
        """The phone ends every service worker in the midst of whatever it does."""
        self.session.send("ServiceWorker.stopAllWorkers")
