"""The one-pager on paper: one sheet, light, without buttons."""

import re
import shutil
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import render_template
from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader

from diary import create_app
from diary.trends.page import one_pager
from tests.conftest import settings
from tests.trends.margaret import ENGLISH, margaret

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "Chromium is missing. Install it: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo patient's page in one piece, its style sheet inside."""
    app = create_app(settings(tmp_path_factory.mktemp("data")))
    sheet = app.extensions["diary_assets"].by_name["clinic.css"].body.decode()
    with app.test_request_context():
        html = render_template("trends/one_pager.html", page=one_pager(margaret(), ENGLISH))
    return re.sub(r'<link rel="stylesheet"[^>]*>', lambda _match: f"<style>{sheet}</style>", html)


def printed(chromium: Browser, page: str, paper: str, scheme: str = "light") -> PdfReader:
    tab = chromium.new_page(color_scheme=scheme, java_script_enabled=False)
    tab.set_content(page)
    pdf = tab.pdf(format=paper, prefer_css_page_size=True, print_background=False)
    tab.close()
    return PdfReader(BytesIO(pdf))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_one_sheet(chromium: Browser, page: str, paper: str, scheme: str):
    assert len(printed(chromium, page, paper, scheme).pages) == 1


def test_the_sheet_says_when_and_where_it_was_printed(chromium: Browser, page: str):
    words = " ".join(printed(chromium, page, "A4").pages[0].extract_text().split())

    assert "Printed November 20, 2026, Harbour Lane Clinic." in words
    assert "Notes" in words


def test_the_sheet_has_no_controls_and_no_table_of_days(chromium: Browser, page: str):
    words = printed(chromium, page, "A4").pages[0].extract_text()

    assert "Record session" not in words
    assert "Daily values" not in words
    assert "Today" not in words


def test_a_dark_screen_prints_dark_words_on_white(chromium: Browser, page: str):
    tab = chromium.new_page(color_scheme="dark")
    tab.emulate_media(media="print", color_scheme="dark")
    tab.set_content(page)

    ink = tab.locator("h1").evaluate("element => getComputedStyle(element).color")
    tab.close()

    assert ink == "rgb(0, 0, 0)"
