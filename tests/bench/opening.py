"""How long it takes from the icon to a form that can be used, without signal, in a browser that was just started."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from tests.bench.goals import Row, at_most, told
from tests.browser.server import NOON
from tests.sweeps.chromium_phone import ChromiumPhone
from tests.sweeps.people import Practice
from tests.sweeps.server import Server

STARTS = 15
THROTTLED_STARTS = 5
# Counted from the tap: the browser's own start of the page and of the worker are in it.
USABLE = """() => new Promise((usable, never) => {
  setTimeout(() => never(new Error(document.body.innerText)), 15000)
  const look = () => {
    const opening = document.documentElement.hasAttribute('data-opening')
    const number = document.querySelector('#pain .pain-scale__cell')
    if (!opening && number?.checkVisibility() && document.querySelector('form[data-day]:not([data-day=""])')) usable(performance.now())
    else requestAnimationFrame(look)
  }
  look()
})"""


def rows(folder: Path) -> Iterator[Row]:
    """The rows of the table about opening the diary."""
    server = Server(folder / "data")
    practice = Practice(server)
    server.start()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        phone = ChromiumPhone(playwright, Path(profile), server.url, NOON)
        try:
            phone.start()
            visit_once(phone, practice)
            server.kill()
            yield at_most("icon to usable form, no signal, median", median(starts(phone, STARTS)), 500, "ms")
            yield told("  the same at a quarter of the CPU", median(starts(phone, THROTTLED_STARTS, throttle=4)), "ms")
        finally:
            phone.kill()
            server.kill()
            practice.close()


def visit_once(phone: ChromiumPhone, practice: Practice) -> None:
    phone.pair(practice.add_patient(), practice)
    phone.close()


def starts(phone: ChromiumPhone, count: int, throttle: int = 1) -> Iterator[float]:
    """Milliseconds from navigation to a form that can be used; a new browser each time."""
    for _start in range(count):
        phone.start()
        page = phone.context.pages[0]
        session = phone.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        page.goto(phone.url + "/", wait_until="commit")
        yield float(page.evaluate(USABLE))
        phone.close()
