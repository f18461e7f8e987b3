"""A phone that reminders reach: the full Chromium, with a push service of the tests' own."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Worker, expect

from diary.web.assets import assets_in
from tests.browser import kept
from tests.browser.conftest import PHONE, QUIET
from tests.browser.push_service import BrowserPushService
from tests.browser.server import DATABASE, NOON, ROOT, Site
from tests.browser.test_windows import pair

SIGNED_UP_MS = 30_000  # a browser checks in with its push service first
OFF_THE_NET = "--disable-background-networking"  # with which Chromium asks no push service either
ASSETS = assets_in(ROOT / "static")
OPEN = f"""
  const {{ Phone }} = await import("{ASSETS.address("js/app.js")}")
  const {{ pushOf }} = await import("{ASSETS.address("js/modules/push.js")}")
  const push = window.push ??= await pushOf(new Phone())
"""
SUBSCRIPTION = "async () => (await (await navigator.serviceWorker.ready).pushManager.getSubscription())?.toJSON()"
SHOWN = """async () => (await registration.getNotifications()).map(
  ({ title, body, tag, lang, dir }) => ({ title, body, tag, lang, dir }))"""
CLEAR = """async () => {
  const all = await registration.getNotifications()
  for (const one of all) one.close()
  return all.length
}"""


class APhone:
    """A profile of the full Chromium, with the demo patient's diary in it: as the demo gives it, or paired at a desk."""

    def __init__(self, context: BrowserContext, site: Site, desk: Page | None) -> None:
        self.site, self.context = site, context
        context.set_default_timeout(30_000)
        context.grant_permissions(["notifications"], origin=site.url)
        self.page = context.new_page()
        if desk:
            pair(self.page, desk, desk.locator(".patients__name", has_text="Margaret"))
        else:
            self.page.goto("/demo/patient")
        kept.wait_for_the_diary(self.page)

    def subscribe(self) -> None:
        """Choose to be reminded, which signs this phone up in the same tap."""
        self.page.goto("/reminders")
        self.page.locator("[data-part=this-phone] [data-part=state] > :not([hidden])").wait_for(state="attached")
        self.page.get_by_role("radio", name="On").check()
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.get_by_text("Reminders come to this phone.")).to_be_visible(timeout=SIGNED_UP_MS)

    def ask(self, what: str) -> str:
        """What one of the ways of `Push` answers."""
        return str(self.page.evaluate(f"async () => {{ {OPEN} return push.{what}() }}"))

    @property
    def patient(self) -> str:
        return self.page.locator("html").get_attribute("data-owner") or ""

    @property
    def subscription(self) -> dict[str, Any] | None:
        """What the browser was given."""
        found: dict[str, Any] | None = self.page.evaluate(SUBSCRIPTION)
        return found

    @property
    def token(self) -> str | None:
        found = self.subscription  # asked once: between two questions the browser may lose it
        return found["endpoint"].rpartition("/")[2] if found else None

    def start(self) -> None:
        """Open the diary anew, as from the home screen."""
        before, self.page = self.page, self.context.new_page()
        before.close()
        self.page.goto("/")

    @property
    def worker(self) -> Worker:
        [worker] = self.context.service_workers
        return worker

    def shown(self, count: int = 1) -> list[dict[str, str]]:
        """The notifications, once there are so many.

        Chromium forgets one that it is asked after while it is on its way to the screen: it takes it for one that was swiped
        away. So the first look comes late, and the next ones seldom.
        """
        time.sleep(0.7)
        return list(eventually(lambda: self.worker.evaluate(SHOWN), lambda found: len(found) >= count, pause=1))

    def clear(self) -> None:
        """Swipe every notification away."""
        if self.worker.evaluate(CLEAR):
            eventually(lambda: self.worker.evaluate(SHOWN), lambda found: not found)
            time.sleep(1)  # Chromium closes slowly, and takes along what is shown under the same name meanwhile

    def push(self, data: str) -> None:
        """Hand the worker what nobody would send, past the push service."""
        protocol = self.context.new_cdp_session(self.page)
        found: dict[str, str] = {}
        protocol.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda event: found.update({one["scopeURL"]: one["registrationId"] for one in event["registrations"]}),
        )
        protocol.send("ServiceWorker.enable")
        [(scope, registration)] = eventually(lambda: self.page.wait_for_timeout(50) or found.items())
        about = {"origin": scope.rstrip("/"), "registrationId": registration, "data": data}
        protocol.send("ServiceWorker.deliverPushMessage", about)  # not detached: it may not have been handed over yet


def eventually(
    look: Callable[[], Any], is_right: Callable[[Any], object] = bool, seconds: float = 20, pause: float = 0.1
) -> Any:
    """What is found, once it is right."""
    deadline = time.monotonic() + seconds
    while not is_right(found := look()):
        assert time.monotonic() < deadline, f"it never came to more than {found}"
        time.sleep(pause)
    return found


@contextmanager
def a_phone(
    chromium: Browser, site: Site, service: BrowserPushService, folder: Path, desk: Page | None = None
) -> Iterator[APhone]:
    """One on which the demo patient has opened the diary once. (The light Chromium of the other tests shows no notifications.)"""
    context = chromium.browser_type.launch_persistent_context(
        folder,
        executable_path=shutil.which("chromium"),
        args=[*(switch for switch in QUIET if switch != OFF_THE_NET), *service.switches],
        ignore_default_args=[OFF_THE_NET],
        viewport=PHONE,
        base_url=site.url,
        timezone_id=NOON,
    )
    problems: list[str] = []
    context.on("weberror", lambda error: problems.append(str(error.error)))
    try:
        yield APhone(context, site, desk)
    finally:
        context.close()
    assert not problems, problems


def addresses(site: Site) -> list[str]:
    """Where the server would send reminders to: the last part of each."""
    with closing(sqlite3.connect(site.data_dir / DATABASE)) as database:
        found = database.execute("SELECT endpoint FROM push_subscription ORDER BY subscribed_at")
        return [endpoint.rpartition("/")[2] for (endpoint,) in found]


def opened_at(site: Site, token: str) -> str | None:
    with closing(sqlite3.connect(site.data_dir / DATABASE)) as database:
        found = database.execute("SELECT opened_at FROM push_subscription WHERE endpoint LIKE ?", [f"%/{token}"])
        return next((at for (at,) in found), None)
