"""A patient who flies west lands on the day before: the page that is open there still takes its number."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import kept
from tests.browser.server import DATABASE, Site, running
from tests.browser.visitors import NewContext, open_check_in, press

FARTHEST_EAST, FARTHEST_WEST = "Etc/GMT-14", "Etc/GMT+12"


def open_diary(page: Page) -> None:
    """The diary, once the server has heard where the phone is."""
    with page.expect_response("**/api/v1/sync"):
        page.goto("/demo/patient")


def saves_of(site: Site, day: str) -> int:
    with closing(sqlite3.connect(site.data_dir / DATABASE)) as database:
        [count] = database.execute("SELECT count(*) FROM version WHERE for_day = ?", [day]).fetchone()
    return int(count)


@pytest.mark.parametrize("workers", ["allow", "block"])
def test_the_day_that_the_page_shows_is_saved_and_the_next_page_knows_the_place(
    new_context: NewContext, tmp_path: Path, workers: str
) -> None:
    with running(tmp_path, DIARY_DEMO="1") as site:
        open_diary(new_context(site, timezone_id=FARTHEST_EAST).new_page())
        page = new_context(site, timezone_id=FARTHEST_WEST, service_workers=workers).new_page()

        open_diary(page)
        if workers == "allow":
            kept.wait_for_the_diary(page)
        shown = page.locator("form[data-day]").get_attribute("data-day") or ""
        before = saves_of(site, shown)
        page.locator("#pain .pain-scale__cell").nth(5).click()
        press("Save")(page)
        expect(page.get_by_role("heading", name="Saved. Pain 5 out of 10.")).to_be_visible()
        assert page.url.endswith(f"/saved/{shown}")
        today = open_check_in(page)

        for _ in range(300):
            if saves_of(site, shown) > before:
                break
            page.wait_for_timeout(100)
        assert saves_of(site, shown) == before + 1
        assert today < shown
