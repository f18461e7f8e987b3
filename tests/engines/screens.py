"""One tab of a browser, as far as a journey needs it: the same words for every engine."""

import json
import time
from collections.abc import Callable
from typing import Any, Protocol

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.bidi.browsing_context import BrowsingContext
from selenium.webdriver.common.bidi.input import Input
from selenium.webdriver.common.bidi.script import Script
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.websocket_connection import WebSocketConnection

PATIENCE = 60
# Brings an element to the middle of the window, away from what stands still there; says where that is.
MIDDLE = """async (selector) => {
  const element = document.querySelector(selector)
  element.scrollIntoView({ block: "center", behavior: "instant" })
  const box = element.getBoundingClientRect()
  return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]
}"""


class Screen(Protocol):
    def open(self, address: str) -> None: ...

    def ask(self, function: str, about: Any = None) -> Any:
        """What an async function answers in the page."""

    def tap(self, selector: str) -> None:
        """A real tap, in the middle of the first element that is like this."""

    def write(self, selector: str, text: str) -> None:
        """Real keys, into a field."""

    def another(self) -> "Screen":
        """A new tab of the same browser."""

    def close(self) -> None:
        """Close the tab; the browser stays."""


class BiDiScreen:
    """A tab of a browser that speaks WebDriver BiDi itself."""

    def __init__(self, browser: WebSocketConnection, tab: str) -> None:
        self.browser, self.tab = browser, tab
        self.tabs, self.hand = BrowsingContext(browser), Input(browser)

    def open(self, address: str) -> None:
        self.tabs.activate(self.tab)
        self.tabs.navigate(self.tab, address, wait="complete")

    def ask(self, function: str, about: Any = None) -> Any:
        as_json = f"async (about) => JSON.stringify(await ({function})(about)) ?? 'null'"
        return json.loads(Script(self.browser).execute(as_json, about, context_id=self.tab)["value"])

    def tap(self, selector: str) -> None:
        self.tabs.activate(self.tab)
        x, y = self.ask(MIDDLE, selector)
        steps = [
            {"type": "pointerMove", "x": x, "y": y},
            *({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")),
        ]
        self.hand.perform_actions(self.tab, [{"type": "pointer", "id": "finger", "actions": steps}])

    def write(self, selector: str, text: str) -> None:
        self.tap(selector)
        steps = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        self.hand.perform_actions(self.tab, [{"type": "key", "id": "keys", "actions": steps}])

    def another(self) -> "BiDiScreen":
        return BiDiScreen(self.browser, self.tabs.create("tab"))

    def close(self) -> None:
        self.tabs.close(self.tab)


class WebDriverScreen:
    """A tab of a browser behind a WebDriver; it comes to the front for whatever is done to it."""

    def __init__(self, driver: WebDriver) -> None:
        self.driver, self.tab = driver, driver.current_window_handle

    def front(self) -> WebDriver:
        self.driver.switch_to.window(self.tab)
        return self.driver

    def open(self, address: str) -> None:
        self.front().get(address)

    def ask(self, function: str, about: Any = None) -> Any:
        return self.front().execute_script(f"return ({function})(arguments[0])", about)

    def tap(self, selector: str) -> None:
        self.ask(MIDDLE, selector)
        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def write(self, selector: str, text: str) -> None:
        self.tap(selector)
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(text)

    def another(self) -> "WebDriverScreen":
        self.front().switch_to.new_window("tab")
        return WebDriverScreen(self.driver)

    def close(self) -> None:
        self.front().close()


def wait_until(asked: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    """Ask again and again until the answer is yes; returns it."""
    deadline, last = time.monotonic() + seconds, None
    while time.monotonic() < deadline:
        try:
            if last := asked():
                return last
        except WebDriverException as error:  # the page was on its way to another
            last = error
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}; last: {last}")


def see(screen: Screen, text: str) -> None:
    """Wait until a text stands on the page, for everybody to see."""
    wait_until(lambda: text in screen.ask("async () => document.body.innerText"), f"“{text}” on the page")
