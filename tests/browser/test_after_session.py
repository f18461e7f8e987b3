"""The hours after a session, on a phone without signal: what was answered there reaches the clinic."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import kept
from tests.browser.barriers import barriers, overflow, small_targets
from tests.browser.conftest import DESK
from tests.browser.server import Server
from tests.browser.visitors import NewContext, sign_in


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A demo clinic of this test's own, where Margaret's session can be recorded."""
    server = Server(tmp_path, DIARY_DEMO="1")
    yield server
    server.kill()


def record_session(desk: Page) -> None:
    sign_in(desk, "practitioner@demo.example")
    desk.get_by_role("link", name="Margaret Ellis").first.click()
    desk.get_by_role("link", name="Record session 6").click()
    desk.get_by_role("link", name="Same as last time").click()
    desk.get_by_role("button", name="Save session").click()
    expect(desk.get_by_role("status")).to_have_text("Session 6 saved.")


def group(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name)


def test_what_was_answered_without_signal_is_on_the_one_pager(new_context: NewContext, server: Server) -> None:
    desk = new_context(server.site, viewport=DESK).new_page()
    record_session(desk)
    phone = new_context(server.site, has_touch=True).new_page()
    phone.goto(server.site / "demo/patient")
    kept.wait_for_the_diary(phone)
    phone.context.set_offline(True)

    phone.goto("/after")
    expect(phone.get_by_text("Session 6, 0 hours ago")).to_be_visible()
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("link", name="Choose how your usual pain is now.")).to_be_visible()
    group(phone, "Your usual pain is").get_by_role("radio", name="Much less").tap()
    group(phone, "When did it start to ease?").get_by_role("radio", name="In 1 hour").tap()
    phone.get_by_role("checkbox", name="None of these").first.tap()
    phone.get_by_role("checkbox", name="Bruise").tap()
    expect(phone.get_by_role("checkbox", name="None of these").first).not_to_be_checked()
    group(phone, "How much does it bother you?").get_by_role("radio", name="Quite a bit").tap()
    assert (barriers(phone), overflow(phone), small_targets(phone)) == ([], 0, [])
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("heading", name="Saved")).to_be_visible()
    assert kept.unsettled(phone) == ["unsent"]

    phone.goto("/?closed=1")
    phone.get_by_role("link", name="My relief has worn off").tap()
    group(phone, "When did it wear off?").get_by_role("radio", name="Just now").tap()
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("heading", name="Today")).to_be_visible()
    expect(phone.get_by_role("link", name="My relief has worn off")).to_be_hidden()
    assert kept.unsettled(phone) == ["unsent", "unsent"]

    phone.context.set_offline(False)
    expect(phone.get_by_text("All sent.")).to_be_visible()
    desk.get_by_role("link", name="Margaret Ellis").first.click()
    expect(desk.get_by_text("Bruise, quite a bit, 1 day or more").first).to_be_visible()
