"""Two windows of one phone: once another patient has come in, the page of the one before shows and saves nothing more."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import kept
from tests.browser.conftest import DESK
from tests.browser.server import DATABASE, Site
from tests.browser.visitors import NewContext, open_check_in, sign_in

# As in a window that slept when the other ones told it something.
HEARS_NOTHING = "BroadcastChannel = class { postMessage() {} }"
COMES_TO_THE_FRONT = {
    "seen": "document.dispatchEvent(new Event('visibilitychange'))",
    "gone back to": "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
    "focused": "dispatchEvent(new Event('focus'))",
}
HIDDEN_NOTE = "nobody else's business"


@pytest.fixture
def alice(new_context: NewContext, site: Site) -> Page:
    """The check-in of the demo patient, half filled in."""
    page = new_context(site).new_page()
    page.goto("/demo/patient")
    kept.wait_for_the_diary(page)
    return page


def begin(page: Page) -> None:
    open_check_in(page)
    page.locator("#pain .pain-scale__cell").nth(9).click()
    if not page.get_by_label("Note").is_visible():
        page.get_by_text("Add a note").click()
    page.get_by_label("Note").fill(HIDDEN_NOTE)


@pytest.fixture
def desk(new_context: NewContext, site: Site) -> Page:
    page = new_context(site, viewport=DESK).new_page()
    sign_in(page, "practitioner@demo.example")
    return page


def another_comes_in(page: Page, desk: Page) -> Page:
    """In another window the phone is paired with somebody else, once the login has ended; returns that window."""
    page.context.clear_cookies(name="sid")
    window = page.context.new_page()
    pair(window, desk, desk.locator(".patients__name", has_not_text="Margaret").first)
    return window


def pair(window: Page, desk: Page, patient: Locator) -> None:
    """The phone shows its code, and at the desk somebody gives it to a patient of the list."""
    window.goto("/pair")
    code = window.locator(".pair__code")
    expect(code).to_have_text(re.compile(r"^\w{3}-\w{3}$"))
    patient.click()
    desk.goto(f"{desk.url}/pair")
    desk.get_by_label(re.compile("Type the code")).fill(code.inner_text())
    desk.get_by_role("button", name="Continue").click()
    desk.get_by_role("radio", name="The patient's").check()
    desk.get_by_role("button", name="Pair this phone").click()
    window.wait_for_url(lambda url: "/pair" not in url)


def saves_with_the_note(site: Site) -> int:
    with closing(sqlite3.connect(site.data_dir / DATABASE)) as database:
        [count] = database.execute("SELECT count(*) FROM version WHERE body LIKE ?", [f"%{HIDDEN_NOTE}%"]).fetchone()
    return int(count)


def is_gone(page: Page) -> None:
    """The page has made room for the diary of whoever is in now."""
    page.wait_for_url(re.compile(r"/(consent)?$"))
    expect(page.locator("[name=note]").or_(page.get_by_role("heading", name="Before you start")).first).to_be_attached()
    assert HIDDEN_NOTE not in page.content()
    assert page.locator("[name=note]").count() == 0 or page.locator("[name=note]").input_value() == ""


def test_a_window_of_the_patient_before_closes_by_itself(alice: Page, desk: Page) -> None:
    begin(alice)

    another_comes_in(alice, desk)

    is_gone(alice)


@pytest.mark.parametrize("how", COMES_TO_THE_FRONT)
def test_a_window_that_slept_closes_when_it_comes_to_the_front(alice: Page, desk: Page, how: str) -> None:
    alice.add_init_script(HEARS_NOTHING)
    begin(alice)
    another_comes_in(alice, desk)
    expect(alice.get_by_label("Note")).to_have_value(HIDDEN_NOTE)

    alice.evaluate(COMES_TO_THE_FRONT[how])

    is_gone(alice)


def stays_in(window: Page) -> None:
    """Whoever came in is in still, and the phone knows whose diary it keeps."""
    window.goto("/help")
    assert [cookie["name"] for cookie in window.context.cookies() if cookie["name"] == "sid"] == ["sid"]
    kept.wait_until(
        window, f"async () => {{ {kept.CORE} return Boolean((await new KeyStore(indexedDB).read())?.owner) }}"
    )


def test_a_window_that_noticed_nothing_signs_nobody_else_out(alice: Page, desk: Page) -> None:
    alice.add_init_script(HEARS_NOTHING)
    alice.goto("/settings")
    window = another_comes_in(alice, desk)

    alice.evaluate("() => document.querySelector('[data-module~=leave]').requestSubmit()")

    is_gone(alice)
    stays_in(window)


def test_a_window_that_noticed_nothing_while_it_asked_signs_nobody_else_out(alice: Page, desk: Page) -> None:
    alice.add_init_script(HEARS_NOTHING)
    kept.keep(alice, "2001-01-01", asked="last_24h", pain=44)
    alice.goto("/settings")
    alice.get_by_role("button", name="Sign out of this phone").click()
    expect(alice.get_by_role("dialog")).to_be_visible()
    window = another_comes_in(alice, desk)

    alice.evaluate("() => document.querySelector('dialog [value=leave]').click()")

    is_gone(alice)
    stays_in(window)


def test_a_window_that_noticed_nothing_saves_into_nobodys_diary(alice: Page, desk: Page, site: Site) -> None:
    alice.add_init_script(HEARS_NOTHING)
    begin(alice)
    window = another_comes_in(alice, desk)

    alice.evaluate("() => document.querySelector('form.phone__form').requestSubmit()")

    is_gone(alice)
    window.goto("/help")
    window.wait_for_timeout(500)
    assert kept.unsettled(window) == []
    assert saves_with_the_note(site) == 0
