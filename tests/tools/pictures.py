"""`make pictures`: the icons, and the pictures of the README and of the install dialog, from a real Chromium."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.server import NOON, ROOT, Site, running
from tests.tools.icons import draw_icons

PICTURES = ROOT / "docs" / "pictures"
SCREENS = ROOT / "static" / "screens"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


def main() -> None:
    for folder in (PICTURES, SCREENS):
        folder.mkdir(parents=True, exist_ok=True)
    path = shutil.which("chromium")
    if path is None:
        raise SystemExit("Chromium is missing. Install it: apt-get install chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), DIARY_DEMO="1") as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        draw_icons(browser)
        check_in(browser, site, PHONE).screenshot(path=PICTURES / "check-in.png")
        take_screens(browser, site)
        take_one_pager(browser, site)
        browser.close()


def check_in(browser: Browser, site: Site, size: dict[str, int]) -> Page:
    """Today's question, answered."""
    page = browser.new_page(viewport=size, timezone_id=NOON)
    page.goto(site / "demo/patient")
    page.locator("#pain").get_by_text("4", exact=True).click()
    return page


def take_screens(browser: Browser, site: Site) -> None:
    """What the phone shows before it installs: the diary as its owner sees it, without the demo's banner."""
    for name, size in (("narrow", PHONE), ("wide", DESK)):
        page = check_in(browser, site, size)
        page.locator(".banner--page:visible").evaluate("(banner) => banner.remove()")
        page.screenshot(path=SCREENS / f"{name}.png")


def take_one_pager(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport=DESK)
    page.goto(site / "clinic/sign-in")
    page.get_by_label("E-mail address").fill("practitioner@demo.example")
    page.get_by_label("Password").fill("between-sessions")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Margaret Ellis").first.click()
    page.get_by_role("heading", name="The course so far").wait_for()
    page.screenshot(path=PICTURES / "one-pager.png")


if __name__ == "__main__":
    main()
