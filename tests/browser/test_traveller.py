"""A patient who flies west lands on the day before: the page that is open there still takes its number."""

import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.server import Site, running
from tests.browser.visitors import NewContext, open_check_in, press

FARTHEST_EAST, FARTHEST_WEST = "Etc/GMT-14", "Etc/GMT+12"


def open_diary(page: Page) -> None:
    """The diary, once the server has heard where the phone is."""
    with page.expect_response("**/api/v1/sync"):
        page.goto("/demo/patient")


def saves_of(site: Site, day: str) -> int:
    with closing(sqlite3.connect(site.data_dir / "diary.sqlite3")) as database:
        [count] = database.execute("SELECT count(*) FROM version WHERE for_day = ?", [day]).fetchone()
    return int(count)


def test_the_day_that_the_page_shows_is_saved_and_the_next_page_knows_the_place(
    new_context: NewContext, tmp_path: Path
) -> None:
    with running(tmp_path, DIARY_DEMO="1") as site:
        open_diary(new_context(site, timezone_id=FARTHEST_EAST).new_page())
        page = new_context(site, timezone_id=FARTHEST_WEST).new_page()

        open_diary(page)
        shown = page.locator("form[data-day]").get_attribute("data-day") or ""
        before = saves_of(site, shown)
        page.locator("#pain .pain-scale__cell").nth(5).click()
        press("Save")(page)
        page.wait_for_url(f"**/saved/{shown}", wait_until="commit")
        today = open_check_in(page)

        for _ in range(50):
            if saves_of(site, shown) > before:
                break
            page.wait_for_timeout(100)
        assert saves_of(site, shown) == before + 1
        assert today < shown
