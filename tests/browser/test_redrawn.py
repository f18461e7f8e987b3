"""A form that lies open asks what it should by now, as long as nobody has begun to fill it in."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browser import kept
from tests.browser.conftest import DESK
from tests.browser.server import NOON, Site
from tests.browser.test_after_session import record_session
from tests.browser.visitors import NewContext

pytestmark = pytest.mark.usefixtures("anew")
TODAY = datetime.now(UTC).astimezone(ZoneInfo(NOON)).date()
CHECK_IN = f"/check-in/{TODAY}"
DRAFT = f"async () => {{ {kept.OPEN} return store.draft() }}"
COMES_BACK = "dispatchEvent(new Event('focus'))"
WAYS = ["the server's page", "the kept screen"]
Facts = dict[str, Any]


@pytest.fixture(params=WAYS)
def phone(request: pytest.FixtureRequest, new_context: NewContext, site: Site) -> Page:
    """A phone that opens its forms one way or the other."""
    return a_phone(new_context, site, request.param)


def a_phone(new_context: NewContext, site: Site, way: str) -> Page:
    page = new_context(site).new_page()
    page.goto("/demo/patient")
    kept.wait_for_the_diary(page)
    page.context.set_offline(way == "the kept screen")
    return page


def open_form(phone: Page, path: str) -> list[str]:
    """Open it and let it hear from the server; returns where the page goes from then on."""
    phone.goto(path)
    with phone.expect_response("**/api/v1/sync"):
        phone.context.set_offline(False)
        phone.evaluate(COMES_BACK)
    phone.wait_for_timeout(500)
    went: list[str] = []
    phone.on("request", lambda request: went.append(request.url) if request.is_navigation_request() else None)
    return went


def come_back(phone: Page) -> None:
    """More often than once, for a page that is drawn again hears the same again."""
    for _time in range(2):
        with phone.expect_response("**/api/v1/sync"):
            phone.evaluate(COMES_BACK)
        phone.wait_for_timeout(300)


def let_server_say(phone: Page, change: Callable[[Facts], Facts]) -> None:
    """Something else of the patient, from now on."""

    def answer(route: Route) -> None:
        with suppress(Error):  # a page that goes away no longer waits for it
            response = route.fetch()
            said = response.json()
            said["changes"] = [one | (change(one) if one["type"] == "facts" else {}) for one in said["changes"]]
            route.fulfill(response=response, json=said)

    phone.context.route("**/api/v1/sync", answer)


def fewer_rows(_facts: Facts) -> Facts:
    return {"rows": ["sleep", "note"]}


def a_session(*, hours_ago: float, bath: bool = False) -> Callable[[Facts], Facts]:
    at = datetime.now(UTC) - timedelta(hours=hours_ago)
    day = at.astimezone(ZoneInfo(NOON)).date()
    about = {"id": "8f14e45f-ceea-467f-a34e-2f5a9d6c1b11", "day": str(day), "at": at.isoformat(), "number": 6}
    facts = {"bath": bath, "techniques": ["spg_bath" if bath else "injections"], "anaesthetic": "none"}
    return lambda known: {"sessions": [about | facts | {"area": known["areas"][0]["id"]}]}


def a_visit(*, in_hours: float) -> Callable[[Facts], Facts]:
    visit = datetime.now(UTC) + timedelta(hours=in_hours)
    return lambda known: {"areas": [area | {"visit": visit.isoformat()} for area in known["areas"]]}


def test_an_untouched_check_in_is_drawn_again_once(phone: Page) -> None:
    went = open_form(phone, CHECK_IN)

    let_server_say(phone, fewer_rows)
    with phone.expect_navigation():
        phone.evaluate(COMES_BACK)
    come_back(phone)

    assert went == [phone.url]


def test_what_says_the_same_leaves_the_check_in_alone(phone: Page) -> None:
    went = open_form(phone, CHECK_IN)

    come_back(phone)

    assert went == []


def test_a_check_in_that_was_begun_stays(phone: Page) -> None:
    went = open_form(phone, CHECK_IN)
    phone.locator("#pain .pain-scale__cell").nth(7).click()

    let_server_say(phone, fewer_rows)
    come_back(phone)

    assert went == []
    expect(phone.locator("#pain-7")).to_be_checked()


def test_a_check_in_that_shows_again_what_was_begun_stays(phone: Page) -> None:
    phone.goto(CHECK_IN)
    phone.locator("#pain .pain-scale__cell").nth(7).click()
    kept.wait_until(phone, f"async () => (await ({DRAFT})()) !== null")
    went = open_form(phone, CHECK_IN)
    expect(phone.locator("#pain-7")).to_be_checked()

    let_server_say(phone, fewer_rows)
    come_back(phone)

    assert went == []


def test_who_is_about_to_write_is_left_alone(phone: Page) -> None:
    went = open_form(phone, CHECK_IN)
    phone.get_by_text("Add a note").click()
    phone.get_by_label("Note").focus()

    let_server_say(phone, fewer_rows)
    come_back(phone)

    assert went == []


def test_a_check_in_that_the_server_gave_back_with_its_faults_stays(new_context: NewContext, site: Site) -> None:
    """Its script came too late, so it was sent as a plain form, and what was typed is what it was drawn with."""
    phone = new_context(site, service_workers="block").new_page()
    phone.goto("/demo/patient")
    phone.context.route("**/*.js", lambda route: route.abort())
    phone.goto(CHECK_IN)
    phone.locator("summary", has_text="Add a note").click()
    phone.get_by_label("Note").fill("It burned all night")
    phone.context.unroute("**/*.js")
    with phone.expect_response("**/api/v1/sync"):
        phone.get_by_role("button", name="Save").click()
    expect(phone.locator("#pain-error")).to_be_visible()
    phone.wait_for_timeout(500)
    went: list[str] = []
    phone.on("request", lambda request: went.append(request.url) if request.is_navigation_request() else None)

    let_server_say(phone, fewer_rows)
    come_back(phone)

    assert went == []
    expect(phone.get_by_label("Note")).to_have_value("It burned all night")


def test_a_check_in_that_is_being_saved_goes_on_to_what_was_saved(new_context: NewContext, site: Site) -> None:
    """Without a worker the page waits for the server, and hears from it, before it goes on."""
    phone = new_context(site, service_workers="block").new_page()
    phone.goto("/demo/patient")
    phone.goto(CHECK_IN)
    phone.locator("#pain .pain-scale__cell").nth(5).click()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("heading", name="Saved. Pain 5 out of 10.")).to_be_visible()
    went = open_form(phone, CHECK_IN)

    let_server_say(phone, fewer_rows)
    phone.get_by_role("button", name="Save").click()

    expect(phone.get_by_role("heading", name="Saved. Pain 5 out of 10.")).to_be_visible()
    assert went == [phone.url]


def test_a_check_in_that_is_about_to_go_takes_no_tap_that_would_be_lost(new_context: NewContext, site: Site) -> None:
    phone = new_context(site, service_workers="block").new_page()  # with a worker nothing could hold the page back
    phone.goto("/demo/patient")
    open_form(phone, CHECK_IN)
    seven = phone.locator("#pain .pain-scale__cell").nth(7).bounding_box()
    assert seven
    phone.evaluate("document.addEventListener('change', () => sessionStorage.setItem('taken', 'yes'))")

    def hold(route: Route) -> None:
        phone.mouse.click(seven["x"] + seven["width"] / 2, seven["y"] + seven["height"] / 2)
        route.continue_()

    phone.context.route(f"**{CHECK_IN}", hold)
    let_server_say(phone, fewer_rows)
    with phone.expect_navigation():
        phone.evaluate(COMES_BACK)

    assert phone.evaluate("sessionStorage.getItem('taken')") is None


@pytest.mark.parametrize(
    ("path", "before", "since"),
    [
        ("/after", a_session(hours_ago=20), a_session(hours_ago=20, bath=True)),
        ("/visit/check", a_visit(in_hours=20), a_visit(in_hours=10)),
    ],
    ids=["after a session", "weekly check"],
)
def test_other_forms_are_drawn_again_too(
    path: str, before: Callable[[Facts], Facts], since: Callable[[Facts], Facts], new_context: NewContext, site: Site
) -> None:
    phone = a_phone(new_context, site, "the server's page")
    let_server_say(phone, before)
    phone.goto("/help")
    come_back(phone)
    phone.context.set_offline(True)
    went = open_form(phone, path)
    assert went == []

    let_server_say(phone, since)
    with phone.expect_navigation():
        phone.evaluate(COMES_BACK)
    come_back(phone)

    assert len(went) == 1, "the server has another opinion of where to go"


def test_an_untouched_check_in_asks_about_the_session_that_was_recorded_meanwhile(
    new_context: NewContext, site: Site
) -> None:
    phones = [a_phone(new_context, site, way) for way in WAYS]
    for phone in phones:
        open_form(phone, f"/check-in/{TODAY}")
        expect(phone.locator("#pain")).to_contain_text(
            "What was your average pain in the last 24 hours?", use_inner_text=True
        )

    record_session(new_context(site, viewport=DESK).new_page())

    for phone in phones:
        phone.evaluate(COMES_BACK)
        expect(phone.locator("#pain")).to_contain_text(
            "What was your average pain since your injections?", use_inner_text=True
        )
