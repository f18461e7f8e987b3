"""The check-in under a real thumb: tap, slide, scroll, keys, and no script at all."""

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.barriers import barriers, overflow, small_targets
from tests.browser.conftest import PHONE
from tests.browser.visitors import open_check_in

NARROW = {"width": 320, "height": 700}


@pytest.fixture
def check_in(alices_phone: Page) -> Page:
    """Today's form, empty or with what an earlier test saved."""
    open_check_in(alices_phone)
    alices_phone.wait_for_load_state()
    return alices_phone


def chosen(page: Page, name: str = "pain") -> str | None:
    return page.evaluate("(name) => document.querySelector(`[name=${name}]:checked`)?.value ?? null", name)


def middle(page: Page, number: int) -> tuple[float, float]:
    box = page.locator(f"#pain-{number}").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


class Finger:
    """One finger on the glass."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.glass: CDPSession = page.context.new_cdp_session(page)

    def send(self, kind: str, *points: tuple[float, float]) -> None:
        self.glass.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
        )
        self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def down(self, at: tuple[float, float]) -> None:
        self.send("touchStart", at)

    def move(self, to: tuple[float, float]) -> None:
        self.send("touchMove", to)

    def lift(self) -> None:
        self.send("touchEnd")


def test_a_tap_chooses_and_a_second_tap_keeps_it(check_in: Page) -> None:
    check_in.mouse.click(*middle(check_in, 3))
    check_in.mouse.click(*middle(check_in, 3))

    assert chosen(check_in) == "3"


def test_rings_are_drawn_for_keys_and_not_for_a_finger(check_in: Page) -> None:
    ringed = "() => document.activeElement.matches('[name=pain]:focus-visible')"

    check_in.mouse.click(*middle(check_in, 3))
    after_tap = check_in.evaluate(ringed)
    check_in.keyboard.press("ArrowRight")

    assert (after_tap, check_in.evaluate(ringed)) == (False, True)


def test_the_pin_follows_the_finger_and_lifting_sets_it(check_in: Page) -> None:
    finger = Finger(check_in)

    finger.down(middle(check_in, 2))
    under_the_finger = chosen(check_in)
    for number in (3, 4, 5):
        finger.move(middle(check_in, number))
    x, y = middle(check_in, 6)
    finger.move((x, y + 90))
    finger.lift()

    assert under_the_finger == "2"
    assert chosen(check_in) == "6"


def test_scrolling_that_starts_on_the_scale_changes_nothing(check_in: Page) -> None:
    check_in.mouse.click(*middle(check_in, 3))
    finger = Finger(check_in)
    x, y = middle(check_in, 9)

    finger.down((x, y))
    for up in range(15, 200, 15):
        finger.move((x, y - up))
    finger.lift()

    check_in.wait_for_function("() => scrollY > 50")
    assert chosen(check_in) == "3"


def test_arrow_keys_move_the_choice(check_in: Page) -> None:
    check_in.locator("#pain-4").check(force=True)

    check_in.keyboard.press("ArrowRight")
    check_in.keyboard.press("ArrowRight")
    check_in.keyboard.press("ArrowLeft")

    assert chosen(check_in) == "5"


def test_an_optional_answer_is_taken_back_by_tapping_it_again(check_in: Page) -> None:
    fair = check_in.get_by_role("radio", name="Fair")
    fair.check(force=True)

    fair.click(force=True)

    assert chosen(check_in, "sleep") is None


def test_kinds_of_medicine_are_asked_only_of_who_took_some(check_in: Page) -> None:
    kinds = check_in.get_by_role("group", name="What kind?")

    check_in.locator("[name=medicine][value='0']").check(force=True)
    expect(kinds).to_be_hidden()
    check_in.locator("[name=medicine][value='2']").check(force=True)

    expect(kinds).to_be_visible()


def test_each_ticked_effect_asks_how_much_it_bothers(check_in: Page) -> None:
    check_in.locator("[name=bothered][value=yes]").check(force=True)
    bruise = check_in.get_by_role("checkbox", name="Bruise", exact=True)
    row = check_in.get_by_role("group", name="Bruise: how much does it bother you?")

    bruise.check(force=True)
    row.get_by_role("radio", name="A lot").check(force=True)
    expect(row).to_be_visible()
    bruise.uncheck(force=True)

    expect(row).to_be_hidden()
    assert chosen(check_in, "bother_bruise") is None


def test_an_empty_save_moves_the_focus_to_the_scale(check_in: Page) -> None:
    check_in.evaluate("() => { for (const input of document.querySelectorAll('[name=pain]')) input.checked = false }")

    check_in.get_by_role("button", name="Save").click()

    expect(check_in.locator("#pain-0")).to_be_focused()
    expect(check_in.locator("#pain")).to_have_accessible_description(re.compile("Choose a number from 0 to 10."))
    assert check_in.title().startswith("Error:")


def test_an_empty_save_from_further_down_leaves_the_question_in_sight(check_in: Page) -> None:
    check_in.set_viewport_size(PHONE)
    check_in.evaluate("() => { for (const input of document.querySelectorAll('[name=pain]')) input.checked = false }")
    check_in.evaluate("() => scrollTo(0, document.body.scrollHeight)")

    check_in.get_by_role("button", name="Save").click()

    expect(check_in.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    expect(check_in.locator("#pain-0")).to_be_in_viewport(ratio=1)


def test_a_number_that_was_picked_is_no_longer_missing(check_in: Page) -> None:
    check_in.evaluate("() => { for (const input of document.querySelectorAll('[name=pain]')) input.checked = false }")
    check_in.get_by_role("button", name="Save").click()
    expect(check_in.locator("#pain-error")).to_be_visible()

    check_in.mouse.click(*middle(check_in, 3))

    expect(check_in.locator("#pain-error")).to_be_hidden()
    expect(check_in).to_have_title(re.compile("^Check-in"))
    expect(check_in.locator("#pain")).not_to_have_accessible_description(re.compile("Choose a number"))


def test_what_was_picked_leaves_the_list_of_faults_and_the_others_stay(check_in: Page) -> None:
    check_in.mouse.click(*middle(check_in, 3))
    check_in.locator("[name=bothered][value=yes]").check(force=True)
    for name in ("Bruise", "Redness"):
        check_in.get_by_role("checkbox", name=name).check(force=True)
    check_in.evaluate(
        "() => { for (const input of document.querySelectorAll('[name^=bother_]')) input.checked = false }"
    )
    check_in.get_by_role("button", name="Save").click()
    faults = check_in.locator(".error-summary li:visible")
    expect(faults).to_have_count(2)

    check_in.locator("#bother_bruise").get_by_role("radio", name="A little").check(force=True)

    expect(faults).to_have_count(1)
    check_in.locator("#bother_redness").get_by_role("radio", name="A little").check(force=True)
    expect(check_in.get_by_text("Check these answers")).to_be_hidden()


def test_the_save_bar_never_covers_what_has_the_focus(check_in: Page) -> None:
    covered = []
    for _ in range(25):
        check_in.keyboard.press("Tab")
        covered += check_in.evaluate(
            """() => {
              const bar = document.querySelector('.save-bar'), control = document.activeElement
              const under = control.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1
              return under && !bar.contains(control) && control !== document.body ? [control.name] : []
            }"""
        )

    assert covered == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/?closed=1", "/help", "/settings"])
def test_axe_finds_no_barrier(alices_phone: Page, scheme: str, path: str) -> None:
    alices_phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    alices_phone.goto(path)

    assert barriers(alices_phone) == []
    assert small_targets(alices_phone) == []


@pytest.mark.parametrize("text", ["16px", "32px"])
def test_nothing_scrolls_sideways_on_a_narrow_phone_or_with_large_text(check_in: Page, text: str) -> None:
    check_in.set_viewport_size(NARROW)
    check_in.evaluate("(size) => { document.documentElement.style.fontSize = size }", text)

    assert overflow(check_in) <= 0
    columns = check_in.locator("#pain .pain-scale__row").evaluate(
        "(row) => getComputedStyle(row).gridTemplateColumns.split(' ').length"
    )
    assert columns == {"16px": 6, "32px": 4}[text]


def test_without_script_a_day_is_saved(alices_phone: Page) -> None:
    bare = alices_phone.context.browser.new_context(java_script_enabled=False, base_url=alices_phone.url)
    bare.add_cookies(alices_phone.context.cookies())
    page = bare.new_page()
    open_check_in(page)

    page.locator("#pain-4").check(force=True)
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()
    bare.close()
