"""How a patient wants the diary: true at once, without signal too, and for the clinic's pages once it was sent."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import kept
from tests.browser.server import Site
from tests.browser.visitors import NewContext

pytestmark = pytest.mark.usefixtures("anew")
CANVAS = "() => getComputedStyle(document.body).backgroundColor"
# Whether a tap on a wish would have met it at the moment when the screen said that it was saved.
MEETS = """() => {
  const wish = document.querySelector("[name=trend]")
  const meets = () => {
    const {x, y, width, height} = wish.getBoundingClientRect()
    return document.elementFromPoint(x + width / 2, y + height / 2)?.closest("label, input") != null
  }
  if (!meets()) throw new Error("nothing is there to be met")
  new MutationObserver(() => { window.met = meets() }).observe(document.querySelector("[data-part=saved]"), {attributes: true})
}"""
DARK, LIGHT = "rgb(16, 25, 26)", "rgb(248, 245, 239)"


@pytest.fixture
def phone(new_context: NewContext, site: Site) -> Page:
    page = new_context(site).new_page()
    page.goto(site / "demo/patient")
    kept.wait_for_the_diary(page)
    return page


def choose(phone: Page, look: str) -> None:
    phone.goto("/settings")
    phone.get_by_role("radio", name=look).check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Saved.", exact=True)).to_be_visible()


def test_a_look_chosen_without_signal_holds_at_once_and_reaches_the_server(phone: Page) -> None:
    phone.context.set_offline(True)

    choose(phone, "Dark")

    assert phone.evaluate(CANVAS) == DARK
    phone.goto("/settings")
    expect(phone.get_by_role("radio", name="Dark")).to_be_checked()
    assert phone.evaluate(CANVAS) == DARK
    phone.context.set_offline(False)
    expect(phone.get_by_text("All sent.")).to_be_visible()
    phone.goto("/privacy")
    assert phone.evaluate(CANVAS) == DARK  # drawn by the server

    choose(phone, "Same as phone")

    assert phone.evaluate(CANVAS) == LIGHT
    expect(phone.get_by_text("All sent.")).to_be_visible()


def test_a_look_that_could_not_be_sent_yet_is_not_forgotten(phone: Page) -> None:
    phone.goto("/settings")
    kept.wait_until(phone, kept.IS_READY)
    expect(phone.get_by_role("radio", name="Same as phone")).to_be_checked()
    phone.context.route("**/api/v1/sync", lambda route: route.fulfill(status=503))
    phone.get_by_role("radio", name="Dark").check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("We could not send this.")).to_be_visible()

    phone.goto("/more")

    assert phone.evaluate(CANVAS) == DARK


def test_further_taps_on_save_save_nothing_further(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.goto("/settings")
    phone.get_by_role("radio", name="Dark").check()

    for tap in (phone.get_by_role("button", name="Save").dblclick, phone.get_by_role("button", name="Save").click):
        tap()
        expect(phone.get_by_text("Saved.", exact=True)).to_be_visible()
        phone.wait_for_timeout(300)

    assert kept.unsettled(phone) == ["unsent"]


def test_the_second_half_of_a_double_tap_meets_nothing(phone: Page) -> None:
    """What says that something waits to be sent moves the page, and another wish comes below the finger."""
    phone.context.set_offline(True)
    phone.goto("/settings")
    phone.get_by_role("radio", name="Dark").check()
    phone.evaluate(MEETS)

    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Saved.", exact=True)).to_be_visible()

    assert phone.evaluate("() => window.met") is False
    phone.get_by_role("checkbox", name="Hide my trend").click()  # once it can be tapped again
