"""Debian's Firefox and WebKitGTK, each as somebody's phone with one tab open."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.bidi.browsing_context import BrowsingContext
from selenium.webdriver.common.bidi.session import Session
from selenium.webdriver.remote.websocket_connection import WebSocketConnection
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.server import NOON
from tests.engines.screens import PATIENCE, BiDiScreen, Screen, WebDriverScreen

TALKS_AT = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def program(name: str, package: str) -> str:
    """Where a program is.

    Raises:
        AssertionError: It is not on this machine; says how to get it.
    """
    path = shutil.which(name)
    assert path, f"{name} is missing. Install it: apt-get install --no-install-recommends {package}"
    return path


@contextmanager
def firefox(profile: Path) -> Iterator[Screen]:
    """Firefox with this profile on disk. In the end it is killed, as when the battery is out."""
    profile.mkdir(exist_ok=True)
    words = [
        program("firefox-esr", "firefox-esr"),
        "--headless",
        "--remote-debugging-port=0",
        "--profile",
        str(profile),
    ]
    env = os.environ | {"TZ": NOON}
    process = subprocess.Popen(
        words, env=env, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, process_group=0
    )
    try:
        assert process.stderr
        [address] = next(filter(None, map(TALKS_AT.findall, process.stderr)))
        browser = WebSocketConnection(f"{address}/session", timeout=PATIENCE, interval=0.01)
        Session(browser).new({})
        yield BiDiScreen(browser, BrowsingContext(browser).get_tree()[0].context)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def webkitgtk(_profile: Path) -> Iterator[Screen]:
    """WebKitGTK's MiniBrowser on a display of its own. One that is driven keeps nothing on disk."""
    driver = program("WebKitWebDriver", "webkit2gtk-driver")
    with display() as name:
        env = os.environ | {"DISPLAY": name, "GDK_BACKEND": "x11", "TZ": NOON}
        browser = WebKitGTK(service=Service(driver, env=env))
        try:
            browser.set_script_timeout(PATIENCE)
            yield WebDriverScreen(browser)
        finally:
            browser.quit()


@contextmanager
def display() -> Iterator[str]:
    """A display that nobody looks at."""
    ours, theirs = os.pipe()
    words = [program("Xvfb", "xvfb"), "-displayfd", str(theirs), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    process = subprocess.Popen(words, pass_fds=[theirs], stderr=subprocess.DEVNULL)
    os.close(theirs)
    try:
        with os.fdopen(ours) as told:
            yield f":{told.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


ENGINES: dict[str, Callable[[Path], AbstractContextManager[Screen]]] = {"firefox": firefox, "webkitgtk": webkitgtk}
