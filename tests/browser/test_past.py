"""What the patient looks back on, in a real browser: the same with and without signal."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import kept

SCREENS = ("/days", "/days?by=month", "/trend")


def words(page: Page, path: str) -> list[str]:
    page.goto(path)
    page.locator("html:not([data-opening])").wait_for()
    return page.inner_text("main").split()


def paths(page: Page) -> list[tuple[str, list[Any]]]:
    """What the picture is made of, as far as it shows."""
    drawn = page.locator("svg.figure > path").all()
    found = [(path.get_attribute("class") or "", path.get_attribute("d") or "") for path in drawn]
    return [(look, re.findall(r"[A-Za-z]|[0-9.]+", path)) for look, path in found if path]


def test_days_and_trend_are_the_same_without_signal(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    online = {path: words(alices_phone, path) for path in SCREENS}
    picture = paths(alices_phone)
    alices_phone.context.set_offline(True)

    offline = {path: words(alices_phone, path) for path in SCREENS}

    assert alices_phone.locator("html").get_attribute("data-shell") == "trend"
    assert offline == online
    assert paths(alices_phone) == picture


def test_a_save_without_signal_is_in_the_list_at_once(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.context.set_offline(True)
    alices_phone.goto("/days")
    alices_phone.get_by_role("link", name="Fill in this day").first.click()
    alices_phone.locator("#pain .pain-scale__cell").nth(4).click()
    alices_phone.get_by_role("button", name="Save").click()
    expect(alices_phone.get_by_role("heading", name="Saved.")).to_be_visible()

    alices_phone.get_by_role("link", name="Done").click()
    alices_phone.get_by_role("link", name="Days").click()

    expect(alices_phone.locator(".days__day").first).to_contain_text("Pain 4 out of 10")
