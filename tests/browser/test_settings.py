"""How a patient wants the diary: true at once, without signal too, and for the clinic's pages once it was sent."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import kept
from tests.browser.server import Site
from tests.browser.visitors import NewContext

CANVAS = "() => getComputedStyle(document.body).backgroundColor"
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
