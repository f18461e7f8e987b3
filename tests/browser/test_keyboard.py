"""Keys alone: everything can be reached and done, and what has the focus is always in sight."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.keys import tab_to
from tests.browser.screens import SCREENS
from tests.browser.visitors import Visitors, open_check_in

# The rings of the focus: 3 px of ink and an amber halo of 6 or 8 px around it, so that one of the two shows on any ground.
FOCUS = """() => {
  const active = document.activeElement
  if (active === document.body) return null
  const drawn = active.matches('.option__input, .pain-scale__input') ? active.nextElementSibling : active
  const style = getComputedStyle(drawn), lines = [...active.getClientRects()]
  const shown = lines.every((box) => {
    const top = document.elementFromPoint(box.x + box.width / 2, Math.min(box.bottom, innerHeight) - 3)
    return box.bottom > 0 && box.top < innerHeight && (active.contains(top) || drawn.contains(top))
  })
  const ring = style.outlineStyle === 'solid' && style.outlineWidth === '3px'
  const halo = / 0px 0px 0px [68]px/.test(style.boxShadow)
  return {
    name: `${active.tagName} ${active.id} ${active.textContent.trim().slice(0, 30)}`,
    ringed: ring && halo,
    in_sight: shown,
  }
}"""
WALKED = ["check-in", "sign-in", "settings", "patients", "one-pager", "one-pager table", "details", "record", "people"]


def walk(page: Page) -> list[dict[str, object]]:
    """What has the focus at each press of Tab, until it leaves the page."""
    stops = []
    for _press in range(150):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            return stops
        stops.append(focus)
    raise AssertionError(f"Tab is caught: {stops[-5:]}")


@pytest.fixture(params=[screen for screen in SCREENS if screen.name in WALKED], ids=lambda screen: screen.name)
def shown(request: pytest.FixtureRequest, visitors: Visitors) -> Page:
    return visitors.open(request.param)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_focus_wears_its_rings_and_nothing_lies_over_it(shown: Page, size: dict[str, int]) -> None:
    shown.set_viewport_size(size)

    stops = walk(shown)

    assert stops
    assert [stop["name"] for stop in stops if not stop["ringed"]] == []
    assert [stop["name"] for stop in stops if not stop["in_sight"]] == []


@pytest.mark.parametrize("name", ["check-in", "one-pager"])
def test_the_skip_link_leads_past_the_bar(visitors: Visitors, name: str) -> None:
    page = visitors.open(next(screen for screen in SCREENS if screen.name == name))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_a_day_is_checked_in(alices_phone: Page) -> None:
    page = alices_phone
    open_check_in(page)

    page.locator("#pain").get_by_role("radio").first.focus()
    while page.evaluate("() => document.querySelector('[name=pain]:checked')?.value") != "4":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    tab_to(page, "Save")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()


def test_a_practitioner_reads_the_table_and_closes_it(bobs_desk: Page) -> None:
    expect(bobs_desk.get_by_text("visits today")).to_be_visible()
    tab_to(bobs_desk, "Margaret Ellis")
    bobs_desk.keyboard.press("Enter")
    expect(bobs_desk.get_by_role("heading", name="Margaret Ellis")).to_be_visible()
    tab_to(bobs_desk, "Table")
    bobs_desk.keyboard.press("Enter")
    table = bobs_desk.get_by_role("dialog", name="Daily values")
    expect(table.get_by_role("button", name="Close")).to_be_focused()

    bobs_desk.keyboard.press("Escape")

    expect(table).to_be_hidden()
    expect(bobs_desk.get_by_role("button", name="Table").first).to_be_focused()
    assert re.search(r"/clinic/patients/[\w-]+$", bobs_desk.url)
