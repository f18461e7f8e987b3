"""What comes out of the printer is the page that the server sends."""

from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.visitors import Visitors


@pytest.fixture
def one_pager(visitors: Visitors) -> Page:
    page = visitors.of("practitioner").new_page()
    page.goto(visitors.places["patient"])
    return page


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_one_pager_prints_on_one_sheet(one_pager: Page, paper: str, scheme: str) -> None:
    one_pager.emulate_media(color_scheme="dark" if scheme == "dark" else "light")

    pages = PdfReader(BytesIO(one_pager.pdf(format=paper, prefer_css_page_size=True))).pages

    assert len(pages) == 1
    assert "After each session" in pages[0].extract_text()


def test_the_print_button_opens_the_printers_dialog(one_pager: Page) -> None:
    one_pager.evaluate("() => { window.print = () => { document.title = 'printed' } }")

    one_pager.get_by_role("button", name="Print").first.click()

    assert one_pager.title() == "printed"
