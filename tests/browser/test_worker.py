"""The worker opens every screen without signal, keeps nothing of anybody, and changes releases when the patient says so."""

import json
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser import kept
from tests.browser.conftest import DESK
from tests.browser.front import Front, fronted
from tests.browser.server import ROOT, Server, Site
from tests.browser.visitors import NewContext, sign_in

PORTAL = (200, "text/html", b"<h1>Welcome to our cafe. Agree to go online.</h1>")
BROKEN = (503, "text/html", b"<h1>The proxy cannot reach the diary.</h1>")
CACHED = """async () => {
  const found = {}
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      const {pathname, search} = new URL(request.url)
      found[pathname + search] = await (await cache.match(request)).text()
    }
  }
  return [await caches.keys(), found]
}"""
OPEN_TABLE = """
  const name = (await indexedDB.databases()).map((one) => one.name).find((name) => /^diary-.{36}/.test(name))
  const opening = indexedDB.open(name)
  await new Promise((done) => { opening.onsuccess = done })
  const table = opening.result.transaction("kept", "readwrite").objectStore("kept")
  const asking = table.getAll()
  await new Promise((done) => { asking.onsuccess = done })
"""
STATES_PAST_THE_STORE = (
    f"async () => {{ {OPEN_TABLE} opening.result.close(); return asking.result.map((row) => row.state) }}"
)
UNREADABLE = 60  # more than the worker sends at once
DAMAGE_UNSENT = f"""async () => {{ {OPEN_TABLE}
  const [row] = asking.result.filter(({{ state }}) => state === "unsent")
  for (let n = 0; n < {UNREADABLE}; n++) table.put({{...row, id: row.id + (n || ""), sealed: {{...row.sealed, iv: new Uint8Array(12)}}}})
  await new Promise((done) => {{ table.transaction.oncomplete = done }})
  opening.result.close()
}}"""
IS_CONTROLLED = "() => navigator.serviceWorker.controller !== null"
LOOK_FOR_UPDATE = "async () => void await (await navigator.serviceWorker.ready).update()"


@pytest.fixture
def front(site: Site) -> Iterator[Front]:
    """A network before the demo clinic."""
    with fronted(site) as front:
        yield front


@pytest.fixture
def phone(new_context: NewContext, front: Front) -> Page:
    """A phone that opened the demo's diary once."""
    return opened_once(new_context, front)


def opened_once(new_context: NewContext, front: Front) -> Page:
    page = new_context(Site(front.url, front.site.data_dir, {}), has_touch=True).new_page()
    page.goto("/demo/patient")
    kept.wait_for_the_diary(page)
    return page


def screens_at(page: Page, addresses: Iterable[str]) -> dict[str, str | None]:
    """Which shell each address opens, before any script of it leads on."""
    page.context.new_cdp_session(page).send("Emulation.setScriptExecutionDisabled", {"value": True})
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = shell_of(page)
    return found


def shell_of(page: Page) -> str | None:
    """Which shell stands here; None for a page of the server."""
    return page.locator("html").get_attribute("data-shell")


def listed(site: Site | Front) -> list[str]:
    """What the worker says it keeps."""
    with urlopen(f"{site.url}/sw.js", timeout=20) as answer:
        script = answer.read().decode()
    return list(json.loads(re.search(r'=(\["/shell.*?\])', script).group(1)))


def today(page: Page) -> str:
    page.goto("/?closed=1")
    return page.locator('.foot .button[href*="/check-in/2"]').last.get_attribute("href").rpartition("/")[2]


def keep_an_entry(page: Page, number: int = 4, note: str = "about the stairs") -> None:
    kept.keep(page, today(page), asked="last_24h", pain=number, note=note)


def test_the_first_visit_keeps_every_screen_and_file(phone: Page, front: Front) -> None:
    names, found = phone.evaluate(CACHED)

    assert len(names) == 1
    assert sorted(found) == sorted(listed(front))
    assert min(len(body) for body in found.values()) > 60


def test_without_signal_every_address_opens_its_screen(phone: Page) -> None:
    day = today(phone)
    wanted = {
        "/": "check-in",
        "/?src=pwa": "check-in",
        f"/check-in/{day}": "check-in",
        "/?closed=1": "home",
        f"/saved/{day}": "saved",
        "/help": "help",
        "/pair": "pair",
        "/pair?next=%2Fhelp": "pair",
        "/install": "install",
        "/settings": "settings",
        "/consent": "consent",
        "/privacy": "no-signal",
    }
    phone.context.set_offline(True)

    assert screens_at(phone, wanted) == wanted


def test_a_page_that_needs_a_signal_leads_back_to_the_diary(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.goto("/privacy")
    expect(phone.get_by_role("heading", name="No signal")).to_be_visible()

    phone.get_by_role("link", name="Go back to your diary").tap()

    expect(phone.get_by_role("button", name="Save").or_(phone.get_by_role("heading", name="Today"))).to_be_visible()


def test_a_server_that_answers_slowly_is_not_waited_for(phone: Page, front: Front) -> None:
    front.seconds = 30
    started = time.monotonic()

    phone.goto("/help", wait_until="commit")

    waited = time.monotonic() - started
    assert shell_of(phone) == "help"
    assert 2.9 < waited < 15
    front.seconds = 0


def test_a_server_that_is_broken_is_stood_in_for(phone: Page, front: Front) -> None:
    front.instead["/"] = BROKEN

    phone.goto("/help")

    assert shell_of(phone) == "help"


def test_a_page_that_the_phone_cannot_show_is_waited_for(phone: Page, front: Front) -> None:
    front.seconds = 4

    phone.goto("/privacy", wait_until="commit")

    assert shell_of(phone) is None
    front.seconds = 0


def test_a_page_that_the_phone_cannot_show_says_what_is_broken(phone: Page, front: Front) -> None:
    front.instead["/privacy"] = BROKEN

    phone.goto("/privacy")

    assert phone.get_by_role("heading", name="No signal").count() == 0


def test_a_server_that_answers_is_believed(phone: Page) -> None:
    phone.goto("/help")
    own = shell_of(phone)
    phone.goto("/nothing")

    assert own is None
    expect(phone.get_by_text("This page does not exist, or you cannot open it.")).to_be_visible()


def test_while_an_entry_waits_the_phone_answers_first(phone: Page, front: Front) -> None:
    front.instead["/api/"] = BROKEN
    keep_an_entry(phone)

    assert screens_at(phone, ("/", "/?closed=1", "/help", "/privacy")) == {
        "/": "check-in",
        "/?closed=1": "home",
        "/help": "help",
        "/privacy": None,
    }


def test_the_saved_screen_is_always_the_phones(phone: Page) -> None:
    address = f"/saved/{today(phone)}"

    assert screens_at(phone, [address]) == {address: "saved"}


def test_the_caches_hold_nothing_of_anybody(phone: Page, front: Front) -> None:
    day = today(phone)
    keep_an_entry(phone, note="about the stairs")
    for address in (
        "/",
        f"/check-in/{day}",
        f"/saved/{day}",
        "/?closed=1",
        "/help",
        "/settings",
        "/privacy",
        "/consent",
    ):
        phone.goto(address)
        phone.wait_for_load_state("networkidle")

    names, found = phone.evaluate(CACHED)

    assert len(names) == 1
    assert sorted(found) == sorted(listed(front))
    everything = " ".join(found.values())
    owner = phone.locator("html").get_attribute("data-owner")
    assert owner
    for secret in ("Margaret", "Ellis", "about the stairs", "walk 20 minutes", "Right knee", owner):
        assert secret not in everything, secret
    for address in (address for address in found if address.startswith("/shell")):
        with urlopen(front.url + address, timeout=20) as answer:
            assert answer.read().decode() == found[address], address


def test_pages_of_the_clinic_are_never_touched(phone: Page, front: Front) -> None:
    desk = phone.context.new_page()
    desk.set_viewport_size(DESK)
    sign_in(desk, "practitioner@demo.example")
    front.asked.clear()
    answer = desk.goto("/clinic/")
    assert desk.evaluate(IS_CONTROLLED)  # in its reach, but not in its care
    assert not answer.from_service_worker
    assert any(asked == "GET /clinic/" for asked in front.asked)

    front.instead["/clinic/"] = BROKEN
    desk.goto("/clinic/")

    expect(desk.get_by_text("The proxy cannot reach the diary.")).to_be_visible()
    assert not any("/clinic" in address or "clinic." in address for address in desk.evaluate(CACHED)[1])


@pytest.fixture
def next_release(tmp_path: Path) -> Path:
    """The program with one style sheet and the script of one screen changed."""
    tree = tmp_path / "next"
    for folder in ("diary", "static", "templates"):
        shutil.copytree(ROOT / folder, tree / folder)
    for file in ("pyproject.toml", "wsgi.py"):
        shutil.copy(ROOT / file, tree / file)
    with (tree / "static/css/base.css").open("a") as sheet:
        sheet.write("\nbody { accent-color: teal }\n")
    with (tree / "static/js/screens/help.js").open("a") as script:
        script.write("document.body.dataset.release = 'next'\n")
    return tree


@pytest.fixture
def updated(phone: Page, front: Front, next_release: Path, tmp_path: Path) -> Iterator[Page]:
    """The help page of the old release, on a phone that found the next one."""
    phone.goto("/help")
    server = Server(tmp_path / "data", next_release, DIARY_DEMO="1")
    front.now_as(server.site)
    front.asked.clear()
    phone.evaluate(LOOK_FOR_UPDATE)
    try:
        expect(phone.get_by_text("A new version is ready.")).to_be_visible()
        yield phone
    finally:
        server.kill()


def test_an_update_fetches_only_what_changed(updated: Page, front: Front, site: Site) -> None:
    new = set(listed(front)) - set(listed(site))

    fetched = [asked.removeprefix("GET ") for asked in front.asked if asked.startswith(("GET /static", "GET /shell"))]
    files = sorted(address.rsplit(".", 2)[0] for address in new if address.startswith("/static"))

    assert files == ["/static/js/screens/help", "/static/patient"]
    assert sorted(fetched) == sorted(new)


def test_a_new_release_waits_until_somebody_taps(updated: Page, site: Site, front: Front) -> None:
    (before, _both), old_sheet = updated.evaluate(CACHED)[0], sheet_of(updated)
    updated.goto("/help")
    updated.context.set_offline(True)
    updated.goto("/help")
    expect(updated.get_by_text("A new version is ready.")).to_be_visible()
    assert sheet_of(updated) == old_sheet
    updated.context.set_offline(False)

    use_it_now(updated)

    expect(updated.get_by_text("A new version is ready.")).to_be_hidden()
    updated.context.set_offline(True)
    updated.goto("/help")
    names, found = updated.evaluate(CACHED)
    assert sheet_of(updated) != old_sheet
    assert before not in names
    assert sorted(found) == sorted(listed(front))


def use_it_now(page: Page) -> None:
    """Tapped again where nothing happened: on a busy machine Chromium may keep the old worker past the first tap."""
    page.evaluate("() => { window.isOld = true }")
    for _tap in range(5):
        page.get_by_role("button", name="Use it now").tap()
        try:
            page.wait_for_function("() => !window.isOld", timeout=10_000)
            return
        except Error:
            continue
    raise AssertionError("the new version is not used")


def sheet_of(page: Page) -> str:
    return page.locator("link[rel=stylesheet]").get_attribute("href") or ""


def test_a_form_that_filled_itself_in_makes_room_for_a_new_release(updated: Page) -> None:
    updated.context.set_offline(True)
    updated.goto(f"/check-in/{today(updated)}")

    use_it_now(updated)

    expect(updated.get_by_text("A new version is ready.")).to_be_hidden()


def test_a_form_that_is_being_filled_in_is_not_taken_away(updated: Page) -> None:
    updated.context.set_offline(True)
    updated.goto(f"/check-in/{today(updated)}")
    updated.locator("#pain .pain-scale__cell").nth(7).tap()

    updated.get_by_role("button", name="Use it now").tap()

    expect(updated.get_by_text("A new version is ready.")).to_be_hidden()
    updated.wait_for_timeout(500)
    expect(updated.locator("#pain-7")).to_be_checked()


class Background:
    """The browser's own sync, which comes when no page of the diary is open."""

    def __init__(self, page: Page, front: Front) -> None:
        self.page = page
        self.origin = front.url
        self.session = page.context.new_cdp_session(page)
        self.registrations: list[str] = []
        self.session.on("ServiceWorker.workerRegistrationUpdated", self.note)
        self.session.send("ServiceWorker.enable")
        for _try in range(100):
            if self.registrations:
                break
            page.wait_for_timeout(50)

    def note(self, event: dict) -> None:
        self.registrations += [one["registrationId"] for one in event["registrations"] if not one["isDeleted"]]

    def sync(self, *, waits_for: Callable[[], object]) -> None:
        """Let it come, and give it half a second more than what is waited for."""
        event = {"registrationId": self.registrations[0], "tag": "diary-outbox", "lastChance": False}
        self.session.send("ServiceWorker.dispatchSyncEvent", {"origin": self.origin} | event)
        for _try in range(300):
            if waits_for():
                break
            self.page.wait_for_timeout(50)
        self.page.wait_for_timeout(500)

    def has_sent(self) -> bool:
        return "sent" in kept.states(self.page)


@pytest.fixture
def closed(phone: Page, front: Front) -> Background:
    """An entry was kept without signal, the diary was closed, the signal is back."""
    front.instead["/api/"] = BROKEN
    phone.add_init_script(
        "SyncManager.prototype.register = async () => {}"
    )  # the browser would come at a time of its own
    phone.reload()
    keep_an_entry(phone)
    beside = phone.context.new_page()
    beside.goto("/healthz")  # of the same origin, with nothing of the diary running in it
    phone.close()
    front.instead.clear()
    front.asked.clear()
    front.answered.clear()
    assert "unsent" in kept.states(beside)
    return Background(beside, front)


def sent(front: Front) -> int:
    return front.asked.count("POST /api/v1/sync")


def test_a_closed_diary_sends_what_waits_exactly_once(closed: Background, front: Front) -> None:
    closed.sync(waits_for=closed.has_sent)
    closed.sync(waits_for=lambda: True)

    assert sent(front) == 1
    assert kept.unsettled(closed.page) == []
    assert ("/api/v1/sync", 200) in front.answered


def test_a_closed_diary_believes_no_captive_portal(closed: Background, front: Front) -> None:
    front.instead["/api/"] = PORTAL

    closed.sync(waits_for=lambda: front.answered)

    assert sent(front) >= 1
    assert kept.unsettled(closed.page) == ["unsent"]


def test_a_closed_diary_leaves_a_login_that_ended_to_the_page(closed: Background, front: Front) -> None:
    closed.page.context.clear_cookies(name="sid")

    closed.sync(waits_for=lambda: front.answered)

    assert ("/api/v1/sync", 401) in front.answered
    assert kept.unsettled(closed.page) == ["unsent"]


def test_a_closed_diary_sends_what_it_can_read_and_leaves_the_rest_to_the_page(
    closed: Background, front: Front
) -> None:
    closed.page.evaluate(DAMAGE_UNSENT)
    kept.keep(closed.page, "2001-01-01", asked="last_24h", pain=4)

    closed.sync(waits_for=closed.has_sent)

    assert sent(front) == 1
    assert closed.page.evaluate(STATES_PAST_THE_STORE).count("unsent") == UNREADABLE


def test_a_closed_diary_sends_a_decision_and_leaves_it_to_the_page_which_hears_what_follows(
    closed: Background, front: Front
) -> None:
    kept.keep_wishes(closed.page, theme="dark", bigger=False, hides_trend=True)

    closed.sync(waits_for=closed.has_sent)

    assert kept.unsettled(closed.page) == ["unsent"]
    closed.page.goto(f"{front.url}/privacy")  # drawn by the server, which has it
    assert closed.page.locator("html").get_attribute("data-look") == "dark"


def test_a_closed_diary_leaves_what_the_server_refuses_to_the_page(closed: Background, front: Front) -> None:
    kept.keep(closed.page, "2001-01-01", asked="last_24h", pain=44)

    closed.sync(waits_for=closed.has_sent)

    assert kept.unsettled(closed.page) == ["unsent"]
