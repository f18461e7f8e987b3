"""Recording a session in a real browser: three taps, keys alone, no script, and no barriers."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import barriers, overflow, small_targets
from tests.browser.conftest import DESK, PHONE, Site
from tests.browser.keys import tab_to

NARROW = {"width": 320, "height": 700}
SAME = "Same as last time"
SAVE = "Save session"


def open_patient(page: Page, name: str) -> str:
    """The patient's page; returns its address."""
    page.goto("/clinic/")
    page.get_by_role("link", name=name).first.click()
    page.wait_for_url("**/clinic/patients/*")
    return page.url


def test_a_session_like_the_last_one_takes_three_taps(bobs_desk: Page) -> None:
    bobs_desk.set_viewport_size(PHONE)
    open_patient(bobs_desk, "Robert Lindqvist")

    bobs_desk.get_by_role("link", name="Record session 3").click()
    bobs_desk.get_by_role("link", name=SAME).click()
    bobs_desk.get_by_role("button", name=SAVE).click()

    expect(bobs_desk.get_by_role("status")).to_have_text("Session 3 saved.")


def test_a_session_is_recorded_with_keys_alone(bobs_desk: Page) -> None:
    open_patient(bobs_desk, "Chantal Roy")

    for words in ("Record session 2", SAME, SAVE):
        tab_to(bobs_desk, words)
        with bobs_desk.expect_navigation():
            bobs_desk.keyboard.press("Enter")

    expect(bobs_desk.get_by_role("status")).to_have_text("Session 2 saved.")


def test_what_has_the_focus_is_never_under_the_bar(bobs_desk: Page) -> None:
    bobs_desk.set_viewport_size(PHONE)
    open_patient(bobs_desk, "Joan Pettigrew")
    bobs_desk.get_by_role("link", name="Record session 5").click()
    expect(bobs_desk.get_by_role("button", name=SAVE)).to_be_visible()
    hidden = []

    for _step in range(45):
        bobs_desk.keyboard.press("Tab")
        hidden += bobs_desk.evaluate(
            """() => {
              const active = document.activeElement, bar = document.querySelector(".save-bar");
              if (bar.contains(active) || active === document.body) return [];
              return active.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1 ? [active.name] : [];
            }"""
        )

    assert hidden == []


def test_a_session_is_recorded_and_cancelled_without_script(chromium: Browser, bobs_desk: Page, site: Site) -> None:
    context = chromium.new_context(
        java_script_enabled=False, base_url=site.url, viewport=PHONE, storage_state=bobs_desk.context.storage_state()
    )
    page = context.new_page()
    open_patient(page, "Luis Herrera")

    page.get_by_role("link", name="Record session 4").click()
    page.get_by_role("link", name=SAME).click()
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("status")).to_have_text("Session 4 saved.")
    page.get_by_role("link", name="Session 4").first.click()
    page.get_by_role("link", name="Cancel this session").click()
    page.get_by_role("button", name="Cancel the session").click()

    expect(page.get_by_role("status")).to_contain_text("The session is cancelled.")
    context.close()


def test_a_refused_form_leads_to_what_is_missing(bobs_desk: Page) -> None:
    open_patient(bobs_desk, "Joan Pettigrew")
    bobs_desk.get_by_role("link", name="Record session 5").click()

    bobs_desk.get_by_role("button", name=SAVE).click()
    expect(bobs_desk.get_by_role("alert")).to_be_focused()
    bobs_desk.get_by_role("link", name="Choose the anaesthetic, or None.").click()

    bobs_desk.wait_for_url("**#anaesthetic")


PAGES = [
    "sessions/new",
    "sessions/new?same=1",
    "sessions",
    "courses/new",
    "a session",
    "its cancelling",
    "a course",
    "a refusal",
]


def open_page(page: Page, name: str) -> None:
    patient = open_patient(page, "Aisha Rahman").partition("?")[0]
    if "/" in name or name == "sessions":
        page.goto(f"{patient}/{name}")
        return
    page.goto(f"{patient}/sessions/new" if name == "a refusal" else f"{patient}/sessions")
    if name == "a refusal":
        with page.expect_navigation():
            page.get_by_role("button", name=SAVE).click()
    elif name == "a course":
        page.get_by_role("link", name="Change the course").click()
    else:
        page.get_by_role("link", name=re.compile("^Session 3")).click()
    if name == "its cancelling":
        page.get_by_role("link", name="Cancel this session").click()


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone-light", "desk-dark"])
def test_the_pages_have_no_barriers(bobs_desk: Page, size: dict[str, int], scheme: str) -> None:
    bobs_desk.set_viewport_size(size)
    bobs_desk.emulate_media(color_scheme=scheme)

    for name in PAGES:
        open_page(bobs_desk, name)

        assert barriers(bobs_desk) == [], name
        assert overflow(bobs_desk) == 0, name
        assert small_targets(bobs_desk) == [], name


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")], ids=["phone-dark", "desk-light"])
def test_the_filled_in_form_has_none_in_the_other_looks_either(
    bobs_desk: Page, size: dict[str, int], scheme: str
) -> None:
    bobs_desk.set_viewport_size(size)
    bobs_desk.emulate_media(color_scheme=scheme)

    open_page(bobs_desk, "sessions/new?same=1")

    assert barriers(bobs_desk) == []


def test_the_pages_reflow_on_a_narrow_window_and_with_large_text(bobs_desk: Page) -> None:
    for name in PAGES:
        open_page(bobs_desk, name)
        bobs_desk.set_viewport_size(NARROW)
        narrow = overflow(bobs_desk)
        bobs_desk.set_viewport_size(DESK)
        bobs_desk.evaluate("document.documentElement.style.fontSize = '200%'")

        assert (narrow, overflow(bobs_desk)) == (0, 0), name
