"""The journey the diary exists for: from a patient's thumb to the practitioner's page."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK
from tests.browser.server import Site, running
from tests.browser.visitors import NewContext, open_check_in, sign_in
from tests.conftest import postgres_url, run_on_postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A demo clinic where nobody has checked in today, on each database."""
    if request.param == "sqlite":
        with running(tmp_path, DIARY_DEMO="1") as site:
            yield site
        return
    name = f"diary_journey_{uuid4().hex[:12]}"
    run_on_postgres(f"CREATE DATABASE {name}")
    try:
        with running(tmp_path, DIARY_DEMO="1", DIARY_DATABASE_URL=postgres_url(name)) as site:
            yield site
    finally:
        run_on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


def open_one_pager(page: Page) -> None:
    sign_in(page, "practitioner@demo.example")
    page.get_by_role("link", name=re.compile("^Margaret Ellis")).click()
    expect(page.get_by_role("heading", name="Margaret Ellis")).to_be_visible()
    page.wait_for_load_state()


def tap_number(phone: Page, number: int) -> None:
    phone.locator("#pain .pain-scale__cell").nth(number).tap()


def numbers_said(page: Page) -> list[str]:
    """Everything on the one-pager that is worked out from the diary."""
    averages = page.locator(".only-wide .figure__value").all_inner_texts()
    return [
        *page.locator(".one-pager__headline").all_inner_texts(),
        *averages,
        *page.locator(".notes").all_inner_texts(),
    ]


def dots_drawn(page: Page) -> int:
    """How many days carry a dot in the course's figure."""
    return sum(
        path.count("M")
        for path in page.locator(".only-wide .figure__dots").evaluate_all(
            "dots => dots.map(dot => dot.getAttribute('d'))"
        )
    )


def test_a_number_tapped_on_the_phone_stands_in_the_clinics_table(new_context: NewContext, fresh_site: Site) -> None:
    phone = new_context(fresh_site, has_touch=True).new_page()
    desk = new_context(fresh_site, viewport=DESK).new_page()
    open_one_pager(desk)
    said, drawn = numbers_said(desk), dots_drawn(desk)

    phone.goto("/demo/patient")
    day = phone.locator(".phone__bar .hint").inner_text()
    tap_number(phone, 3)
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("heading", name="Saved. Pain 3 out of 10.")).to_be_visible()
    expect(phone.get_by_text(re.compile(r"^Sent \d"))).to_be_visible()
    desk.reload()
    desk.get_by_role("button", name="Table").click()

    newest = desk.get_by_role("dialog", name="Daily values").get_by_role("row").nth(1)
    expect(newest.get_by_role("rowheader")).to_have_text(re.compile(rf" {day.split()[-1]}$"))
    expect(newest.get_by_role("cell").nth(1)).to_have_text("3")
    assert dots_drawn(desk) == drawn + 1, "today's entry is drawn"
    assert numbers_said(desk) == said, "and enters no number before the day is over"


def test_without_script_the_same_journey_works(new_context: NewContext, site: Site) -> None:
    phone = new_context(site, java_script_enabled=False).new_page()
    desk = new_context(site, viewport=DESK, java_script_enabled=False).new_page()

    phone.goto("/demo/patient")
    open_check_in(phone)
    phone.locator("#pain .pain-scale__cell").nth(4).click()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()
    open_one_pager(desk)
    desk.get_by_role("button", name="Table").click()

    newest = desk.get_by_role("dialog", name="Daily values").get_by_role("row").nth(1)
    expect(newest.get_by_role("cell").nth(1)).to_contain_text("4")
