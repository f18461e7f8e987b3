"""What the phone says without signal of who sees the diary holds for a patient who stopped sharing too."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import kept
from tests.browser.server import Site
from tests.browser.visitors import NewContext

pytestmark = pytest.mark.usefixtures("anew")
PROMISES = {
    "/settings": "Your clinic sees it even if you hide it.",
    "/goal/change": "Your clinic will help you track it.",
    "/trend": "Your clinic still sees it at your visit.",
}
STOPPED = "Sharing has stopped. Your clinic does not see what you saved after that."


@pytest.fixture
def phone(new_context: NewContext, site: Site) -> Page:
    """Without signal, of a patient who hid the trend."""
    page = new_context(site).new_page()
    page.goto("/demo/patient")
    kept.wait_for_the_diary(page)
    page.context.set_offline(True)
    kept.keep_wishes(page, theme="phone", bigger=False, hides_trend=True)
    return page


def test_that_the_clinic_sees_it_is_said_only_while_it_does(phone: Page) -> None:
    for path, promise in PROMISES.items():
        phone.goto(path)
        expect(phone.get_by_text(promise)).to_be_visible()

    kept.change_facts(phone, shared=False)

    for path, promise in PROMISES.items():
        phone.goto(path)
        phone.locator("html:not([data-opening])").wait_for()
        expect(phone.get_by_text(promise)).to_be_hidden()


def test_who_sees_it_is_said_of_a_diary_that_is_not_shared_too(phone: Page) -> None:
    phone.goto("/data")
    expect(phone.get_by_text("Who can see it: you and")).to_be_visible()
    expect(phone.get_by_text(STOPPED)).to_be_hidden()

    kept.change_facts(phone, shared=False)
    phone.goto("/data")

    expect(phone.get_by_text(STOPPED)).to_be_visible()
    expect(phone.get_by_text("Who can see it: you and")).to_be_hidden()
