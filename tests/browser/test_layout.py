"""The main screens keep the proportions they were designed with: every region where it was drawn, within 8 px."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PHONE, watched
from tests.browser.server import Site, running
from tests.browser.visitors import NewContext, sign_in

NEAR = 8
NOTO = '* { font-family: "Noto Sans", sans-serif !important }'  # in which the boxes below were measured

# Left, top below the bar's upper edge, width, height; None where the words decide.
Box = tuple[float | None, float | None, float | None, float | None]
CHECK_IN: dict[str, list[Box]] = {
    ".phone__bar": [(16, 0, 358, 60)],
    "h1": [(16, 72, 358, 65)],
    "#pain-hint": [(16, 141, 358, 23)],
    "#pain .pain-scale__row": [(12, 188, 366, 84)],
    "#pain .pain-scale__cell": [(13 + 33.1 * n, 189, 33.1, 82) for n in range(11)],
    "#pain .pain-scale__ends": [(16, 284, 358, 42)],
    ".more > h2": [(16, 379, 358, 23)],
    ".more .options__question": [(16, top, None, 23) for top in (422, 521, 620, 720)],
    ".more .options__set": [(16, top, 358, 48) for top in (453, 552, 652, 751)],
    ".sleep .option": [(left, 453, 83.5, 48) for left in (16, 107.5, 199, 290.5)],
}
SAVE_BAR: dict[str, list[Box]] = {".save-bar": [(0, 751, 390, 93)], ".save-bar .button": [(16, 764, 358, 60)]}
# Right after a session; the list of effects is longer than the one drawn.
AFTER: dict[str, list[Box]] = {
    ".phone__bar": [(16, 0, 358, 60)],
    "h1": [(16, 72, 358, 65)],
    ".after .options__question": [(16, 157, None, 23), (16, 312, None, 23)],
    ".after .options__set": [(16, 188, 358, 104), (16, 344, 358, None)],
    ".option:has([name=ease])": [(16, 188, 175, 48), (199, 188, 175, 48), (16, 244, 175, 48), (199, 244, 175, 48)],
    ".call-now": [(16, None, 358, 78)],
    ".call-now .button": [(269, None, 97, 48)],
    ".after__clinic": [(16, None, 358, 46)],
}
AFTER_SAVE_BAR: dict[str, list[Box]] = {
    ".save-bar": [(0, 751, 390, 93)],
    ".save-bar .button": [(16, 764, 109, 60), (137, 764, 237, 60)],
}
TREND: dict[str, list[Box]] = {
    ".phone__bar": [(16, 0, 358, 48)],
    ".trend__say": [(16, 48, 358, 65)],
    ".card": [(16, 129, 358, 451), (16, 592, 358, 229), (16, 833, 358, 180)],
    ".then-now__one": [(32, 153, 95, 67), (191, 153, 83, 67)],
    ".then-now__to": [(143, 182, 32, 32)],
    ".then-now__unit": [(None, 175, None, 40)],
    ".trend__figure": [(32, 232, 326, 202)],
    ".trend__legend": [(32, 442, 326, 23)],
    ".card > .hint": [(32, 469, 326, 46), (32, 875, 326, 46)],
    ".trend summary": [(32, 516, None, 48)],
    ".relief-row__track": [(114, 648 + 34.1 * n, 168, 14) for n in range(5)],
    ".goal-day__mark": [(32 + 47.7 * n, 933, 40, 40) for n in range(7)],
    ".trend__cause": [(16, 1028, 358, 46)],
}
AT_A_DESK_TREND: dict[str, list[Box]] = {
    ".phone__bar": [(440, 0, 400, 48)],
    ".trend__say": [(440, 48, 400, 65)],
    ".card": [(440, 129, 400, 477), (440, 618, 400, 229), (440, 859, 400, 186)],
    ".trend__figure": [(456, 232, 368, 228)],
    ".relief-row__track": [(538, 674 + 34.1 * n, 210, 14) for n in range(5)],
    ".goal-day__mark": [(456 + 53.7 * n, 959, 46, 46) for n in range(7)],
    ".tab-bar": [(424, None, 432, 73)],
}
AT_A_DESK: dict[str, list[Box]] = {
    ".desk__bar": [(24, 0, 1232, 70)],
    "h1": [(None, 13, None, 26)],
    ".desk__actions .button": [(899, 12, 84, 48), (991, 12, 82, 48), (1081, 12, 175, 48)],
    ".one-pager__headline": [(24, 70, 1232, 80)],
    ".one-pager__say": [(24, 83, 1232, 31)],
    ".one-pager__basis": [(24, 118, 1232, 20)],
    ".one-pager__card": [(24, 150, 1232, 464)],
    ".one-pager__course": [(42, 164, 805, 433)],
    ".one-pager__panels": [(873, 164, 365, 440)],
    ".only-wide .figure": [(42, 184, 805, 414)],
    ".one-pager__panels .figure": [(873, 184, 365, 396)],
    ".one-pager__panels .legend": [(873, 586, 365, 19)],
    ".notes section": [(24, 626, 258, None), (306, 626, 271, None), (600, 626, 309, None), (934, 626, 322, None)],
    ".notes .figure": [(24, 650, 258, 96), (327, 650, 250, 87)],
}
ON_A_PHONE: dict[str, list[Box]] = {
    ".desk__bar": [(16, 0, 358, 143)],
    "h1": [(16, 68, 358, 26)],
    ".desk__actions .button": [(199, 12, 175, 48)],
    ".one-pager__headline": [(16, 143, 358, 193)],
    ".one-pager__say": [(16, 156, 358, 83)],
    ".one-pager__basis": [(16, 243, 358, 81)],
    ".one-pager__card": [(16, 336, 358, 956)],
    ".one-pager__course": [(32, 352, 326, 500)],
    ".only-narrow .figure": [(32, 391, 326, 436)],
    ".one-pager__panels": [(32, 878, 326, 398)],
    ".one-pager__panels .figure": [(32, 898, 326, 354)],
    ".notes section:nth-child(1)": [(16, 1304, 358, 125)],
    ".notes section:nth-child(2)": [(16, 1449, 358, 119)],
    ".notes section:nth-child(3)": [(16, 1587, 358, None)],
}
BOXES = """([selector, origin]) => {
  const top = origin ? document.querySelector(origin).getBoundingClientRect().y : 0
  return [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect())
    .filter((box) => box.width > 0).map((box) => [box.x, box.y - top, box.width, box.height])
}"""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo clinic in which nobody has done anything yet."""
    with running(tmp_path_factory.mktemp("fresh"), DIARY_DEMO="1") as site:
        yield site


@pytest.fixture(scope="module")
def new_page(chromium: Browser, fresh: Site) -> Iterator[NewContext]:
    with watched(chromium) as new_context:
        yield lambda size: new_context(fresh, viewport=size, bypass_csp=True).new_page()


def one_pager(new_page: NewContext, size: dict[str, int]) -> Page:
    page = new_page(size)
    sign_in(page, "practitioner@demo.example")
    page.get_by_role("link", name=re.compile("^Margaret Ellis")).click()
    expect(page.get_by_role("heading", name="Margaret Ellis")).to_be_visible()
    return page


def misplaced(page: Page, expected: dict[str, list[Box]], origin: str) -> list[str]:
    """What lies elsewhere or is missing."""
    page.wait_for_load_state()
    page.add_style_tag(content=NOTO)
    wrong = []
    for selector, boxes in expected.items():
        found = page.evaluate(BOXES, [selector, origin])
        if len(found) != len(boxes) or any(not near(*pair) for pair in zip(found, boxes, strict=False)):
            wrong.append(f"{selector}: {found}, drawn at {boxes}")
    return wrong


def near(found: Box, drawn: Box) -> bool:
    return all(there is None or abs(here - there) <= NEAR for here, there in zip(found, drawn, strict=True))


def test_the_check_in_is_laid_out_as_drawn(new_page: NewContext) -> None:
    page = new_page(PHONE)
    page.goto("/demo/patient")

    assert misplaced(page, CHECK_IN, ".phone__bar") == []
    assert misplaced(page, SAVE_BAR, "") == []


def test_the_trend_is_laid_out_as_drawn(new_page: NewContext) -> None:
    page = new_page(PHONE)
    page.goto("/demo/patient")
    page.goto("/trend")

    assert misplaced(page, TREND, ".phone__bar") == []
    page.set_viewport_size(DESK)
    assert misplaced(page, AT_A_DESK_TREND, ".phone__bar") == []


def test_the_mark_of_a_red_flag_has_a_line_of_its_own_on_a_phone(new_page: NewContext) -> None:
    page = new_page(PHONE)
    sign_in(page, "practitioner@demo.example")
    mark = page.locator(".patients .flag-mark").first

    [box] = page.evaluate(BOXES, [".patients .flag-mark", ""])[:1]
    name = mark.locator("xpath=preceding-sibling::a").bounding_box()

    assert name
    assert box[0] == name["x"]
    assert box[1] >= name["y"] + name["height"]


def test_the_one_pager_is_laid_out_as_drawn_at_a_desk(new_page: NewContext) -> None:
    page = one_pager(new_page, DESK)

    assert misplaced(page, AT_A_DESK, ".desk__bar") == []
    assert page.evaluate("() => document.documentElement.scrollHeight") == DESK["height"]


def test_the_one_pager_is_laid_out_as_drawn_on_a_phone(new_page: NewContext) -> None:
    page = one_pager(new_page, PHONE)

    assert misplaced(page, ON_A_PHONE, ".desk__bar") == []
