"""A patient agrees, and takes it back, where there is no signal."""

import re

from playwright.sync_api import Page, expect

from tests.browser import kept
from tests.browser.server import Site
from tests.browser.visitors import NewContext


def is_in(phone: Page) -> None:
    """Today is open: its check-in, or what was saved of it before."""
    expect(phone.locator("#pain-4").or_(phone.get_by_role("heading", name="Today")).first).to_be_visible()


def test_without_signal_a_patient_agrees_to_new_words_and_takes_it_back(new_context: NewContext, site: Site) -> None:
    phone = new_context(site).new_page()
    phone.goto("/demo/patient")
    kept.wait_for_the_diary(phone)
    phone.context.set_offline(True)
    kept.change_facts(phone, agreed=False, consent={"agreed": True, "version": "1", "at": "2026-01-05T15:00:00.000Z"})

    phone.goto("/")
    expect(phone.get_by_role("heading", name="Before you start")).to_be_visible()
    expect(phone.get_by_text(re.compile("^Your diary is for you and [A-Z]"))).to_be_visible()
    expect(
        phone.locator("[data-wording]").get_by_text("It is not for emergencies. Call 911 if you need help now.")
    ).to_be_visible()
    phone.get_by_role("button", name="I agree").click()
    is_in(phone)
    assert kept.unsettled(phone) == ["unsent"]

    phone.goto("/consent")
    expect(phone.get_by_text(re.compile("^You agreed on "))).to_be_visible()
    phone.get_by_role("button", name="I do not agree").click()
    expect(phone.get_by_role("heading", name="You did not agree")).to_be_visible()
    phone.goto("/visit")
    for link, heading in (("My data", "Your data"), ("Settings", "Settings")):
        expect(phone.get_by_role("heading", name="You did not agree")).to_be_visible()
        phone.get_by_role("link", name=link).click()
        expect(phone.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        phone.go_back()
    expect(phone.get_by_role("heading", name="You did not agree")).to_be_visible()
    phone.get_by_role("link", name="Read it again").click()
    phone.get_by_role("button", name="I agree").click()
    is_in(phone)

    phone.context.set_offline(False)
    kept.wait_until(phone, f"async () => (await ({kept.STATES})()).every((state) => state === 'sent')")
