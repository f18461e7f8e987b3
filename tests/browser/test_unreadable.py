"""A phone that lost its key goes on: it says what cannot be read any more, and fetches the rest anew."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import kept
from tests.browser.front import Front, fronted
from tests.browser.server import NOON, Site
from tests.browser.visitors import NewContext

TODAY = datetime.now(UTC).astimezone(ZoneInfo(NOON)).date()
BROKEN = (503, "text/html", b"<h1>The proxy cannot reach the diary.</h1>")
LOSE_KEY = """async () => {
  const name = (await indexedDB.databases()).map((one) => one.name).find((name) => /^diary-.{36}/.test(name))
  const opening = indexedDB.open(name)
  await new Promise((done) => { opening.onsuccess = done })
  const transaction = opening.result.transaction("facts", "readwrite")
  transaction.objectStore("facts").delete("seal")
  await new Promise((done) => { transaction.oncomplete = done })
  opening.result.close()
}"""


@pytest.fixture
def front(site: Site) -> Iterator[Front]:
    """A network before the demo clinic."""
    with fronted(site) as front:
        yield front


@pytest.fixture
def phone(new_context: NewContext, front: Front) -> Page:
    """A phone whose key is gone since it saved an entry that could not be sent."""
    page = new_context(Site(front.url, front.site.data_dir, {})).new_page()
    page.goto("/demo/patient")
    kept.wait_for_the_diary(page)
    front.instead["/api/"] = BROKEN  # the worker too: it sends by itself what a page leaves
    page.goto("/help")
    kept.keep(page, str(TODAY), asked="last_24h", pain=3)
    page.evaluate(LOSE_KEY)
    page.goto("about:blank")  # a page that is open has the key in hand
    return page


def find_signal(phone: Page, front: Front) -> None:
    front.instead.clear()
    phone.goto("/?closed=1")


def kept_back(phone: Page) -> Locator:
    return phone.get_by_role("region", name="Kept back on this phone")


def test_an_entry_that_cannot_be_read_any_more_is_named_by_the_day_of_its_save(phone: Page, front: Front) -> None:
    find_signal(phone, front)

    expect(kept_back(phone)).to_contain_text(f"Saved on {TODAY:%A, %B} {TODAY.day}")
    expect(kept_back(phone)).to_contain_text(
        "This entry cannot be read any more. Please fill in that day again if you can."
    )
    expect(kept_back(phone).get_by_role("link", name="Change it")).to_have_count(0)


def test_an_entry_that_cannot_be_read_any_more_can_be_taken_off_the_phone(phone: Page, front: Front) -> None:
    find_signal(phone, front)

    kept_back(phone).get_by_role("button", name="Remove from this phone").click()

    expect(kept_back(phone)).to_be_hidden()
    phone.reload()
    expect(phone.get_by_role("heading", name="Today")).to_be_visible()
    expect(kept_back(phone)).to_be_hidden()


def test_the_day_can_be_filled_in_again_and_is_sent(phone: Page, front: Front) -> None:
    find_signal(phone, front)
    expect(kept_back(phone)).to_be_visible()

    phone.goto(f"/check-in/{TODAY}")
    phone.locator("#pain .pain-scale__cell").nth(6).click()
    phone.get_by_role("button", name="Save").click()

    expect(phone.get_by_role("heading", name="Saved. Pain 6 out of 10.")).to_be_visible()
    expect(phone.get_by_text("Sent")).to_be_visible()
    assert kept.unsettled(phone) == []
