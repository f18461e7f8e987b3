"""The diary goes to the home screen the way each phone has for it, and never nags."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import kept
from tests.browser.conftest import PHONE, QUIET, Site
from tests.browser.screens import IPHONE
from tests.browser.server import NOON
from tests.browser.visitors import NewContext, open_check_in

TITLE = "Put your diary on your home screen"
# What Chromium dispatches when it would install, which a private window never does. `answer` is what the person says to its
# dialog.
MAY_INSTALL = """(answer) => {
  const question = new Event("beforeinstallprompt", {cancelable: true})
  question.prompt = async () => { window.asked = (window.asked ?? 0) + 1 }
  question.userChoice = Promise.resolve({outcome: answer})
  dispatchEvent(question)
  return question.defaultPrevented
}"""
A_MONTH_LATER = "(days) => localStorage.setItem('diary-install-not-now', String(Date.now() - days * 86_400_000))"


@contextmanager
def profile(chromium: Browser, site: Site, folder: Path, *more: str) -> Iterator[BrowserContext]:
    """A browser of somebody's own; Chromium installs nothing from a private window."""
    context = chromium.browser_type.launch_persistent_context(
        folder,
        executable_path=shutil.which("chromium"),
        args=[*QUIET, *more],
        viewport=PHONE,
        base_url=site.url,
        timezone_id=NOON,
    )
    yield context
    context.close()


@pytest.fixture
def browser_window(chromium: Browser, site: Site, tmp_path: Path) -> Iterator[Page]:
    with profile(chromium, site, tmp_path) as context:
        yield context.new_page()


@pytest.fixture
def known_window(chromium: Browser, site: Site, tmp_path: Path) -> Iterator[Page]:
    """A browser that need not see somebody use the diary for a while before it offers to install it."""
    with profile(chromium, site, tmp_path, "--bypass-app-banner-engagement-checks") as context:
        yield context.new_page()


@pytest.fixture
def app_window(chromium: Browser, site: Site, tmp_path: Path) -> Iterator[Page]:
    """The diary as it opens from the home screen."""
    with profile(chromium, site, tmp_path, f"--app={site.url}/healthz") as context:
        page = context.pages[0]
        page.wait_for_url("**/healthz")
        yield page


def test_chromium_finds_nothing_that_keeps_the_diary_from_being_installed(browser_window: Page, site: Site) -> None:
    browser_window.goto("/demo/patient")
    kept.wait_for_the_diary(browser_window)
    protocol = browser_window.context.new_cdp_session(browser_window)

    manifest = protocol.send("Page.getAppManifest")
    hindrances = protocol.send("Page.getInstallabilityErrors")

    assert manifest["errors"] == []
    assert manifest["url"] == site / "manifest.webmanifest"
    assert hindrances["installabilityErrors"] == []
    assert protocol.send("Page.getAppId")["appId"] == site / ""


def test_chromium_itself_says_that_it_would_install_the_diary(known_window: Page) -> None:
    known_window.add_init_script(
        "addEventListener('beforeinstallprompt', (event) => { window.isChromiums = event.isTrusted })"
    )
    saved_screen(known_window)
    known_window.get_by_role("button", name="No, thank you").click()  # to reminders: one question at a time

    expect(offer(known_window).get_by_role("button", name="Add to home screen")).to_be_visible()
    assert known_window.evaluate("() => window.isChromiums")


def saved_screen(page: Page) -> None:
    """Check in, and stand where the entry is confirmed."""
    page.goto("/demo/patient")
    open_check_in(page)
    page.locator("#pain .pain-scale__cell").nth(4).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()
    page.wait_for_load_state()


@pytest.fixture
def saved(page: Page) -> Page:
    saved_screen(page)
    return page


def offer(page: Page) -> Any:
    return page.get_by_role("region", name=TITLE)


def test_after_a_saved_entry_a_phone_that_can_install_offers_it(saved: Page) -> None:
    expect(offer(saved)).to_be_hidden()

    was_prevented = saved.evaluate(MAY_INSTALL, "accepted")

    assert was_prevented  # or Chromium would show a bar of its own
    expect(offer(saved)).to_be_visible()
    offer(saved).get_by_role("button", name="Add to home screen").click()
    saved.wait_for_function("() => window.asked === 1")


def test_the_offer_ends_once_the_diary_is_installed(saved: Page) -> None:
    saved.evaluate(MAY_INSTALL, "accepted")

    saved.evaluate("() => dispatchEvent(new Event('appinstalled'))")

    expect(offer(saved)).to_be_hidden()


@pytest.mark.parametrize("how", ["Not now", "the browser's own dialog"])
def test_a_no_holds_for_thirty_days(saved: Page, how: str) -> None:
    saved.evaluate(MAY_INSTALL, "dismissed")
    offer(saved).get_by_role("button", name="Not now" if how == "Not now" else "Add to home screen").click()
    expect(offer(saved)).to_be_hidden()

    saved.reload()
    expect(saved.get_by_role("heading", name="Saved.")).to_be_visible()
    saved.evaluate(MAY_INSTALL, "accepted")
    expect(offer(saved)).to_be_hidden()
    saved.evaluate(A_MONTH_LATER, 29)
    saved.evaluate(MAY_INSTALL, "accepted")
    expect(offer(saved)).to_be_hidden()

    saved.evaluate(A_MONTH_LATER, 31)
    saved.evaluate(MAY_INSTALL, "accepted")
    expect(offer(saved)).to_be_visible()


def test_before_the_first_entry_nothing_is_offered(alices_phone: Page) -> None:
    alices_phone.evaluate(MAY_INSTALL, "accepted")

    assert offer(alices_phone).count() == 0


def test_the_installed_diary_offers_nothing(app_window: Page) -> None:
    saved_screen(app_window)
    app_window.evaluate(MAY_INSTALL, "accepted")
    app_window.wait_for_timeout(300)
    is_offered = offer(app_window).is_visible()
    app_window.goto("/install")

    assert not is_offered
    expect(app_window.get_by_text("Diary is on your home screen. Open it from there.")).to_be_visible()
    expect(app_window.get_by_role("listitem")).to_have_count(0)


@pytest.fixture
def iphone(new_context: NewContext, site: Site) -> Page:
    return new_context(site, user_agent=IPHONE).new_page()


def test_an_iphone_is_shown_how(iphone: Page) -> None:
    saved_screen(iphone)

    offer(iphone).get_by_role("link", name="Show me how").click()

    expect(iphone.get_by_role("heading", name=TITLE)).to_be_visible()
    steps = iphone.get_by_role("listitem")
    expect(steps).to_have_count(4)
    assert [steps.nth(place).locator("svg, img").count() for place in range(4)] == [1, 1, 1, 1]
    expect(steps.nth(2)).to_have_text("Leave Open as Web App on. Then tap Add.")
    expect(iphone.get_by_text("Open the menu of your browser.")).to_be_hidden()


def test_the_page_of_the_code_shows_the_same_steps(iphone: Page) -> None:
    iphone.goto("/install")
    wanted = iphone.get_by_role("listitem").all_inner_texts()

    iphone.goto("/pair")
    expect(iphone.get_by_role("heading", name=TITLE)).to_be_visible()

    assert iphone.get_by_role("listitem").all_inner_texts() == wanted


def test_an_iphone_may_say_not_now_too(iphone: Page) -> None:
    saved_screen(iphone)
    offer(iphone).get_by_role("button", name="Not now").click()
    iphone.reload()
    expect(iphone.get_by_role("heading", name="Saved.")).to_be_visible()

    expect(offer(iphone)).to_be_hidden()


def test_any_other_browser_is_told_where_to_look_and_that_it_need_not(page: Page) -> None:
    page.goto("/install")

    expect(page.get_by_text("Open the menu of your browser.")).to_be_visible()
    expect(page.get_by_text("It works here too.")).to_be_visible()
    expect(page.get_by_role("button", name="Add to home screen")).to_be_hidden()
    expect(page.get_by_role("link", name="Go back to your diary")).to_be_visible()

    page.evaluate(MAY_INSTALL, "accepted")
    expect(page.get_by_role("button", name="Add to home screen")).to_be_visible()
    expect(page.get_by_text("Open the menu of your browser.")).to_be_hidden()


def test_without_script_every_way_is_written_out(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False, base_url=site.url, timezone_id=NOON)
    page = context.new_page()
    page.goto("/install")

    expect(page.get_by_role("listitem")).to_have_count(4)
    expect(page.get_by_text("Open the menu of your browser.")).to_be_visible()
    context.close()
