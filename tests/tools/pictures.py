"""`make pictures`: the two pictures of the README, from the demo clinic in a real Chromium."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.server import NOON, ROOT, Site, running

PICTURES = ROOT / "docs" / "pictures"


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = shutil.which("chromium")
    if path is None:
        raise SystemExit("Chromium is missing. Install it: apt-get install chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), DIARY_DEMO="1") as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        take_check_in(browser, site)
        take_one_pager(browser, site)
        browser.close()


def take_check_in(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, timezone_id=NOON)
    page.goto(site / "demo/patient")
    page.locator("#pain").get_by_text("4", exact=True).click()
    page.screenshot(path=PICTURES / "check-in.png")


def take_one_pager(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(site / "clinic/sign-in")
    page.get_by_label("E-mail address").fill("practitioner@demo.example")
    page.get_by_label("Password").fill("between-sessions")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Margaret Ellis").first.click()
    page.get_by_role("heading", name="The course so far").wait_for()
    page.screenshot(path=PICTURES / "one-pager.png")


if __name__ == "__main__":
    main()
