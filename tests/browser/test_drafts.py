"""A check-in that was begun and not saved is there again, however the page ended; once it is saved, it is gone."""

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser import kept
from tests.browser.server import NOON, Server, Site
from tests.browser.visitors import NewContext
from tests.sweeps.chromium_phone import ChromiumPhone

pytestmark = pytest.mark.usefixtures("anew")
TODAY = datetime.now(UTC).astimezone(ZoneInfo(NOON)).date()
NOT_SAVED = "This is not saved yet. Tap Save to keep it."
DRAFT = f"async () => {{ {kept.OPEN} return store.draft() }}"
AFTER_DRAFT = f"async () => {{ {kept.OPEN} return store.draft('after') }}"
WORDS = "about the stairs"
HEARD_OF_TWO = f"""async (day) => {{ {kept.OPEN}
  return (await store.versions()).some(({{ version }}) => version.for_day === day && version.body.pain === 2)
}}"""


@pytest.fixture
def phone(new_context: NewContext, site: Site) -> Page:
    """A phone that has opened the demo's diary once."""
    return opened_once(new_context, site)


def opened_once(new_context: NewContext, site: Site) -> Page:
    page = new_context(site).new_page()
    page.goto("/demo/patient")
    kept.wait_for_the_diary(page)
    return page


def begin(phone: Page, site: Site | None = None) -> None:
    """Fill half of today's form in, every kind of answer, one of them incomplete."""
    phone.goto(f"{site.url if site else ''}/check-in/{TODAY}")
    tap(phone, 7)
    phone.get_by_role("radio", name="Fair").check(force=True)
    phone.locator("[name=bothered][value=yes]").check(force=True)
    phone.get_by_role("checkbox", name="Bruise").check(force=True)
    if not phone.get_by_label("Note").is_visible():
        phone.get_by_text("Add a note").click()
    phone.get_by_label("Note").fill(WORDS)


def begin_after_a_session(phone: Page, site: Site) -> None:
    """Fill half of the screen in, the day after a session that the phone has heard of."""
    at = datetime.now(UTC) - timedelta(hours=20)
    facts = {"number": 6, "bath": False, "techniques": ["injections"], "anaesthetic": "none"}
    [area, *_others] = phone.evaluate(f"async () => {{ {kept.OPEN} return (await store.facts()).areas }}")
    about = {"id": str(uuid4()), "area": area["id"], "day": str(TODAY - timedelta(days=1)), "at": at.isoformat()}
    kept.change_facts(phone, sessions=[about | facts])
    phone.goto(f"{site.url}/after")
    phone.get_by_role("radio", name="Worse").check()
    phone.get_by_role("checkbox", name="Redness").check()
    kept.wait_until(phone, f"async () => (await ({AFTER_DRAFT})())?.typed.effects?.[0] === 'redness'")


def tap(phone: Page, number: int) -> None:
    phone.locator("#pain .pain-scale__cell").nth(number).click()


def wait_until_kept(phone: Page, words: str = WORDS) -> None:
    """Until the last letter is on the phone."""
    for _try in range(50):
        draft = phone.evaluate(DRAFT)
        if draft and draft["typed"].get("note") == [words]:
            return
        time.sleep(0.1)  # the page's own clock may stand still
    raise AssertionError("nothing was kept of what was begun")


def end(phone: Page) -> Page:
    """The page is closed, and another opened."""
    phone.close()
    return phone.context.new_page()


def save(phone: Page, number: int) -> None:
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("heading", name=f"Saved. Pain {number} out of 10.")).to_be_visible()


def is_there(phone: Page) -> None:
    """All that `begin` filled in."""
    expect(phone.locator("#pain-7")).to_be_checked()
    expect(phone.get_by_role("radio", name="Fair")).to_be_checked()
    expect(phone.get_by_role("checkbox", name="Bruise")).to_be_checked()
    expect(phone.get_by_role("group", name="Bruise: how much does it bother you?")).to_be_visible()
    expect(phone.get_by_label("Note")).to_have_value(WORDS)


def test_what_was_begun_is_there_again_without_signal_after_the_phone_was_killed(
    playwright: Playwright, tmp_path: Path
) -> None:
    server = Server(tmp_path / "data", DIARY_DEMO="1")
    phone = ChromiumPhone(playwright, tmp_path / "phone", server.site.url, NOON)
    try:
        phone.start()
        page = phone.open("/demo/patient")
        kept.wait_for_the_diary(page)
        begin(page, server.site)
        wait_until_kept(page)
        server.kill()
        begin_after_a_session(page, server.site)
        phone.kill()
        phone.start()

        page = phone.open("/after")
        expect(page.get_by_role("radio", name="Worse")).to_be_checked()
        expect(page.get_by_role("checkbox", name="Redness")).to_be_checked()
        expect(page.get_by_text(NOT_SAVED)).to_be_visible()
        page.get_by_role("group", name="How much does it bother you?").get_by_role("radio", name="A little").check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", name="Saved")).to_be_visible()
        assert page.evaluate(AFTER_DRAFT) is None
        page = phone.open(f"/check-in/{TODAY}")
        is_there(page)
        expect(page.get_by_text(NOT_SAVED)).to_be_visible()
    finally:
        phone.kill()
        server.kill()


def test_the_servers_page_shows_it_again_too(phone: Page) -> None:
    begin(phone)
    wait_until_kept(phone)

    phone = end(phone)
    phone.goto(f"/check-in/{TODAY}")

    assert phone.locator("html").get_attribute("data-shell") is None
    is_there(phone)
    expect(phone.get_by_text(NOT_SAVED)).to_be_visible()


@pytest.mark.parametrize(
    "event", ["document.dispatchEvent(new Event('visibilitychange'))", "dispatchEvent(new Event('pagehide'))"]
)
def test_a_page_that_is_put_away_keeps_the_last_letter_at_once(phone: Page, event: str) -> None:
    phone.clock.install()
    begin(phone)
    phone.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
    phone.get_by_label("Note").fill("a last letter")

    phone.evaluate(event)

    wait_until_kept(phone, "a last letter")


def test_what_was_saved_is_no_longer_begun(phone: Page) -> None:
    begin(phone)
    phone.locator("[name=bothered][value=no]").check(force=True)
    phone.get_by_label("Note").fill("")
    save(phone, 7)

    assert phone.evaluate(DRAFT) is None
    phone.wait_for_timeout(500)
    phone = end(phone)
    phone.goto("/healthz")  # of the same origin, with nothing of the diary running in it
    assert phone.evaluate(DRAFT) is None


def test_what_was_begun_and_taken_back_is_not_called_unsaved(phone: Page) -> None:
    phone.goto(f"/check-in/{TODAY}")
    tap(phone, 7)
    save(phone, 7)
    phone.goto(f"/check-in/{TODAY}")
    tap(phone, 8)
    tap(phone, 7)
    kept.wait_until(phone, f"async () => (await ({DRAFT})())?.typed.pain?.[0] === '7'")

    phone = end(phone)
    phone.goto(f"/check-in/{TODAY}")

    expect(phone.locator("#pain-7")).to_be_checked()
    phone.wait_for_timeout(500)
    expect(phone.get_by_text(NOT_SAVED)).to_be_hidden()


def test_it_is_shown_for_its_own_day_alone(phone: Page) -> None:
    begin(phone)
    wait_until_kept(phone)

    phone.goto(f"/check-in/{TODAY - timedelta(days=1)}")
    phone.wait_for_timeout(500)

    expect(phone.locator("[name=note]")).not_to_have_value(WORDS)


def test_it_gives_way_to_what_another_phone_saved_since(phone: Page, new_context: NewContext, site: Site) -> None:
    begin(phone)
    wait_until_kept(phone)
    other = opened_once(new_context, site)
    other.goto(f"/check-in/{TODAY}")
    tap(other, 2)
    save(other, 2)
    expect(other.get_by_text(re.compile("^Sent"))).to_be_visible()
    phone = end(phone)

    phone.goto("/help")
    kept.wait_until(phone, HEARD_OF_TWO, str(TODAY))
    phone.context.set_offline(True)
    phone.goto(f"/check-in/{TODAY}")

    expect(phone.locator("#pain-2")).to_be_checked()
    expect(phone.locator("[name=note]")).not_to_have_value(WORDS)


def test_signing_out_takes_it_off_the_phone(phone: Page) -> None:
    begin(phone)
    wait_until_kept(phone)
    phone.goto("/settings")

    phone.get_by_role("button", name="Sign out of this phone").click()
    phone.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(phone.get_by_role("heading", name="Your code")).to_be_visible()

    phone.goto("/demo/patient")
    phone.goto(f"/check-in/{TODAY}")
    phone.wait_for_timeout(500)
    expect(phone.locator("[name=note]")).not_to_have_value(WORDS)
