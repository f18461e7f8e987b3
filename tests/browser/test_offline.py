"""After one visit the diary opens and saves anywhere, and what was saved reaches the clinic once there is a signal."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import kept
from tests.browser.conftest import DESK
from tests.browser.front import fronted
from tests.browser.server import NOON, Server, Site
from tests.browser.visitors import NewContext, sign_in

pytestmark = pytest.mark.usefixtures("anew")
TODAY = datetime.now(UTC).astimezone(ZoneInfo(NOON)).date()
NO_SIGNAL = "No signal. You can still use your diary. We will send it later."
SAFE = "No signal. It is safe on this phone. We will send it when you are back online."
PORTAL = "<h1>Welcome to our café. Agree to go online.</h1>"
THUMB = 47.5  # pixels, less what rounding takes
FAILED = re.compile("We could not send this. It is safe on this phone. We will try again.")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A demo clinic of this test's own, which can be killed and started again."""
    server = Server(tmp_path, DIARY_DEMO="1")
    yield server
    server.kill()


@pytest.fixture
def phone(new_context: NewContext, site: Site) -> Page:
    """A phone that has opened the demo's diary once."""
    return opened_once(new_context, site)


def opened_once(new_context: NewContext, site: Site) -> Page:
    page = new_context(site, has_touch=True).new_page()
    page.goto(site / "demo/patient")
    kept.wait_for_the_diary(page)
    return page


def lose_signal(page: Page) -> None:
    page.context.set_offline(True)


def find_signal(page: Page) -> None:
    page.context.set_offline(False)


def tap(page: Page, number: int, area: str = "pain") -> None:
    page.locator(f"#{area} .pain-scale__cell").nth(number).tap()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").tap()


def height(control: Locator) -> float:
    box = control.bounding_box()
    assert box
    return box["height"]


def check_in(page: Page, number: int) -> None:
    page.goto(f"/check-in/{TODAY}")
    tap(page, number)
    save(page)
    expect(page.get_by_role("heading", name=f"Saved. Pain {number} out of 10.")).to_be_visible()


def newest_numbers(desk: Page) -> list[str]:
    """The first row of the table of the one-pager."""
    sign_in(desk, "practitioner@demo.example")
    desk.get_by_role("link", name=re.compile("^Margaret Ellis")).click()
    desk.get_by_role("button", name="Table").click()
    return (
        desk.get_by_role("dialog", name="Daily values").get_by_role("row").nth(1).get_by_role("cell").all_inner_texts()
    )


def test_after_one_visit_a_day_is_saved_while_the_server_is_dead_and_reaches_the_clinic(
    new_context: NewContext, server: Server
) -> None:
    phone = opened_once(new_context, server.site)
    server.kill()
    phone.close()
    phone = phone.context.new_page()

    phone.goto("/")
    expect(phone.get_by_text(NO_SIGNAL)).to_be_visible()
    tap(phone, 4)
    phone.get_by_role("radio", name="Fair").tap()
    save(phone)

    expect(phone.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()
    expect(phone.get_by_text(SAFE)).to_be_visible()
    assert kept.unsettled(phone) == ["unsent"]

    server.start()
    expect(phone.get_by_text(re.compile(r"^Sent 1?[0-9]:[0-9]{2} [ap]m$"))).to_be_visible(timeout=30_000)
    expect(phone.get_by_text(SAFE)).to_be_hidden()
    assert kept.unsettled(phone) == []
    numbers = newest_numbers(new_context(server.site, viewport=DESK).new_page())
    assert numbers[1] == "4"


def test_a_saved_day_stands_on_the_phone_without_signal(phone: Page) -> None:
    lose_signal(phone)
    check_in(phone, 6)

    phone.get_by_role("link", name="Done").tap()
    expect(phone.get_by_text(re.compile("You checked in at .* You can change it."))).to_be_visible()
    phone.goto("/")
    expect(phone.get_by_role("heading", name="Today")).to_be_visible()
    phone.get_by_role("link", name="Add or change something").tap()

    expect(phone.locator("#pain-6")).to_be_checked()


def test_what_waits_is_counted_and_its_arrival_said_once(phone: Page) -> None:
    lose_signal(phone)
    check_in(phone, 3)
    phone.goto("/?closed=1")
    expect(phone.get_by_text("1 entry is waiting to send.")).to_be_visible()
    check_in(phone, 5)
    phone.goto("/?closed=1")
    expect(phone.get_by_text("2 entries are waiting to send.")).to_be_visible()

    find_signal(phone)

    expect(phone.get_by_text("All sent.")).to_be_visible()
    expect(phone.get_by_text("waiting to send")).to_be_hidden()
    expect(phone.get_by_text(NO_SIGNAL)).to_be_hidden()
    assert phone.locator(".lines").get_attribute("aria-live") == "polite"


def test_without_signal_an_empty_save_says_what_is_missing(phone: Page) -> None:
    lose_signal(phone)
    phone.goto(f"/check-in/{TODAY}")
    expect(phone.get_by_role("button", name="Save")).to_be_visible()
    phone.evaluate("() => { for (const input of document.querySelectorAll('[name=pain]')) input.checked = false }")

    save(phone)

    expect(phone.locator("#pain-0")).to_be_focused()
    expect(phone.locator("#pain")).to_have_accessible_description(re.compile("Error: Choose a number from 0 to 10."))
    assert phone.title() == "Error: Check-in · Diary"
    expect(phone.get_by_role("alert")).to_be_hidden()


def test_without_signal_every_fault_is_listed_as_the_server_lists_it(phone: Page) -> None:
    lose_signal(phone)
    phone.goto(f"/check-in/{TODAY}")
    tap(phone, 4)
    phone.get_by_role("group", name="Are the injections bothering you today?").get_by_role("radio", name="Yes").tap()
    phone.get_by_role("checkbox", name="Bruise", exact=True).tap()
    phone.get_by_text("Add a note").tap()
    phone.get_by_label("Note").fill("a" * 301)

    save(phone)

    expect(phone.get_by_role("alert")).to_be_focused()
    listed = phone.get_by_role("alert").get_by_role("link").all_inner_texts()
    assert listed == ["Note must be 300 letters or less.", "Bruise: choose how much it bothers you."]
    expect(phone.get_by_label("Note")).to_have_attribute("aria-invalid", "true")
    assert kept.unsettled(phone) == []

    phone.get_by_label("Note").fill("a" * 300)
    phone.get_by_role("group", name="Bruise: how much does it bother you?").get_by_role("radio", name="A lot").tap()
    save(phone)
    expect(phone.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()


@pytest.mark.parametrize("has_signal", [True, False])
def test_a_day_without_a_number_on_which_nothing_is_said_is_asked_again(phone: Page, has_signal: bool) -> None:
    phone.context.set_offline(not has_signal)
    missed = TODAY - timedelta(days=12)
    phone.goto(f"/check-in/{missed}")
    expect(phone.get_by_role("heading", name="What happened on this day?")).to_be_visible()

    save(phone)

    expect(phone.get_by_role("alert")).to_be_focused()
    assert phone.get_by_role("alert").get_by_role("link").all_inner_texts() == ["Add what happened, or tap Close."]
    assert phone.title() == "Error: Check-in · Diary"
    assert kept.unsettled(phone) == []
    expect(phone.get_by_role("button", name="Save")).to_be_visible()


def test_the_second_area_is_asked_and_saved_without_signal(phone: Page) -> None:
    facts = phone.evaluate(f"async () => {{ {kept.OPEN} return store.facts() }}")
    knee, hip = facts["areas"][0], {"id": str(uuid4()), "name": "Left hip"}
    treated = treated_days_ago(2, {"area": hip["id"]}), treated_days_ago(3, {"area": knee["id"]})
    shown = [{**area, "until": None, "sessions": []} for area in (knee, hip)]
    kept.change_facts(phone, areas=[knee, hip], sessions=treated, past={"areas": shown})
    lose_signal(phone)
    for session in treated:
        bruise = {"effect": "bruise", "severity": 1}
        kept.keep_after(phone, str(TODAY - timedelta(days=1)), session["id"], ease="same", effects=[bruise])
    phone.goto(f"/check-in/{TODAY}")

    expect(phone.get_by_text("Left hip").first).to_be_visible()
    tap(phone, 4)
    tap(phone, 2, area="pain_2")
    phone.get_by_role("group", name="Is the bruise still there? Left hip").get_by_role("radio", name="Gone").tap()
    expect(phone.get_by_role("group", name=f"Is the bruise still there? {knee['name']}")).to_be_visible()
    save(phone)

    expect(phone.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()
    said = phone.evaluate(f"async () => {{ {kept.OPEN} return (await store.versions()).map((kept) => kept.version) }}")
    of_today = {(one["kind"], one["area"]): one for one in said if one["for_day"] == str(TODAY)}
    assert set(of_today) == {("entry", knee["id"]), ("entry", hip["id"]), ("after", hip["id"])}
    assert of_today["after", hip["id"]]["session"] == treated[0]["id"]
    assert of_today["after", hip["id"]]["body"] == {"effects": [{"effect": "bruise", "severity": 0}]}

    phone.goto("/days?by=month")
    yesterday = phone.locator(f'[href="/days/{TODAY - timedelta(days=1)}"]')
    expect(phone.locator(f'[href="/days/{TODAY}"]')).to_contain_text("Left hip: pain 2 out of 10")
    expect(yesterday).to_contain_text("Left hip: no number–")
    expect(phone.get_by_text("the lower one for Left hip. A dash is no number.")).to_be_visible()


def test_where_two_areas_are_treated_today_names_the_one_that_it_asks_about(phone: Page) -> None:
    facts = phone.evaluate(f"async () => {{ {kept.OPEN} return store.facts() }}")
    knee, hip = facts["areas"][0] | {"name": "Right knee"}, {"id": str(uuid4()), "name": "Left hip"}
    now = datetime.now(UTC)
    yesterday = {"area": hip["id"], "at": (now - timedelta(hours=20)).isoformat()}
    today = {"area": knee["id"], "at": (now - timedelta(hours=1)).isoformat()}
    kept.change_facts(phone, areas=[knee, hip], sessions=[treated_days_ago(1, yesterday), treated_days_ago(0, today)])
    lose_signal(phone)

    phone.goto("/?closed=1")
    expect(phone.get_by_role("link", name="Answer about session 1: Left hip")).to_be_visible()
    phone.get_by_role("link", name="My relief has worn off: Right knee").tap()
    expect(phone.locator("main").get_by_text("Right knee")).to_be_visible()

    kept.change_facts(phone, areas=[hip])
    phone.goto("/?closed=1")
    expect(phone.get_by_role("link", name="Answer about session 1", exact=True)).to_be_visible()
    expect(phone.get_by_role("link", name="My relief has worn off", exact=True)).to_be_visible()


def test_relief_of_a_session_of_today_did_not_wear_off_before(phone: Page) -> None:
    [knee, *_others] = phone.evaluate(f"async () => {{ {kept.OPEN} return (await store.facts()).areas }}")
    lose_signal(phone)
    for hours, words in (
        (1, ["Just now", "Earlier today"]),
        (20, ["Just now", "Earlier today", "Last night", "Yesterday"]),
    ):
        at = datetime.now(UTC) - timedelta(hours=hours)
        session = treated_days_ago(hours // 20, {"area": knee["id"], "at": at.isoformat()})
        kept.change_facts(phone, sessions=[session])
        phone.goto(f"/after/relief/{session['id']}")
        expect(phone.get_by_text("Session 1")).to_be_visible()
        offered = phone.get_by_role("group", name="When did it wear off?").locator("label:visible")
        assert offered.all_inner_texts() == words


def treated_days_ago(days: int, about: dict[str, str]) -> dict[str, Any]:
    """A session as the server tells a phone of it."""
    day = TODAY - timedelta(days=days)
    facts = {"number": 1, "bath": False, "techniques": ["injections"], "anaesthetic": "none"}
    return {"id": str(uuid4()), "day": str(day), "at": f"{day}T12:00:00Z"} | facts | about


def test_a_network_that_only_pretends_is_said_and_tried_again(phone: Page) -> None:
    phone.context.route(
        "**/api/v1/sync", lambda route: route.fulfill(status=200, content_type="text/html", body=PORTAL)
    )
    check_in(phone, 2)
    expect(phone.get_by_text(FAILED)).to_be_visible()
    phone.goto("/?closed=1")
    expect(phone.get_by_text(FAILED)).to_be_visible()
    phone.context.unroute("**/api/v1/sync")

    phone.get_by_role("button", name="Try again").tap()

    expect(phone.get_by_text("All sent.")).to_be_visible()
    expect(phone.get_by_text(FAILED)).to_be_hidden()


def test_a_login_that_ended_keeps_what_waits_and_asks_to_sign_in(phone: Page) -> None:
    lose_signal(phone)
    check_in(phone, 8)
    phone.context.clear_cookies()
    find_signal(phone)

    phone.goto("/?closed=1")

    link = phone.get_by_role("link", name="Sign in to send 1 entry")
    expect(link).to_be_visible()
    assert height(link) >= THUMB
    assert (link.get_attribute("href") or "").endswith("/pair?next=%2F%3Fclosed%3D1")
    assert kept.unsettled(phone) == ["unsent"]


def test_a_clock_that_is_days_off_is_said(phone: Page) -> None:
    phone.clock.set_system_time(datetime.now(UTC) + timedelta(days=3))

    phone.goto("/?closed=1")

    expect(phone.get_by_text("The date on this phone looks wrong. Check it in your phone settings.")).to_be_visible()
    expect(phone.locator(".phone__bar .hint")).to_have_text(f"{TODAY:%A, %B} {TODAY.day}")


@pytest.mark.parametrize(
    ("had_course", "line"),
    [
        (True, "Your course has ended. You can still see your diary."),
        (False, "Your clinic has not started your course yet. You can check in when it has."),
    ],
)
def test_without_a_course_the_phone_says_so(phone: Page, had_course: bool, line: str) -> None:
    kept.change_facts(phone, areas=[], had_course=had_course)
    lose_signal(phone)

    phone.goto("/")

    expect(phone.get_by_text(line)).to_be_visible()
    expect(phone.get_by_role("link", name="Check in")).to_be_hidden()


def test_a_day_that_is_closed_is_said_and_takes_nothing(phone: Page) -> None:
    lose_signal(phone)
    check_in(phone, 5)

    phone.goto(f"/check-in/{TODAY - timedelta(days=4)}")

    closed = TODAY - timedelta(days=4)
    expect(phone.get_by_text(f"{closed:%A, %B} {closed.day}", exact=True)).to_be_visible()
    expect(phone.get_by_text("This day is closed. You can add a number for today and yesterday.")).to_be_visible()
    expect(phone.get_by_text("You can change it.")).to_be_hidden()


def test_help_works_without_signal(phone: Page) -> None:
    lose_signal(phone)

    phone.goto("/help")

    expect(phone.get_by_role("heading", name="Call 911 now if you have:")).to_be_visible()
    expect(phone.get_by_text("trouble breathing")).to_be_visible()
    for heading in ("Get seen today if you have:", "Call the clinic today if you have:"):
        section = phone.locator("section").filter(has=phone.get_by_role("heading", name=heading))
        expect(section.get_by_text("Call the clinic", exact=True)).to_be_visible()


def test_on_help_the_calls_come_before_anything_about_the_signal(phone: Page) -> None:
    lose_signal(phone)

    phone.goto("/help")

    expect(phone.get_by_text(NO_SIGNAL)).to_be_visible()
    places = [one.bounding_box() for one in (phone.locator("[data-call]:visible").last, phone.get_by_text(NO_SIGNAL))]
    call, line = (place["y"] for place in places if place)
    assert call < line


def test_a_phone_that_heard_nothing_of_its_diary_says_what_to_do(phone: Page) -> None:
    lose_signal(phone)
    kept.forget_facts(phone)

    phone.goto("/")

    expect(phone.get_by_role("heading", name="Your diary is not on this phone yet")).to_be_visible()
    expect(phone.locator("[data-line=offline]:not([hidden])")).to_be_hidden()  # it says that the diary can be used
    find_signal(phone)
    expect(phone.get_by_role("heading", name="Your diary is not on this phone yet")).to_be_hidden()
    expect(phone.get_by_role("link", name="Get help")).to_be_visible()


def test_after_a_session_help_is_there_once_and_also_when_there_is_nothing_else_to_show(phone: Page) -> None:
    lose_signal(phone)
    kept.treat(phone, hours_ago=3)
    phone.goto("/after")
    expect(phone.get_by_role("heading", name="How are things since your injections?")).to_be_visible()
    expect(phone.get_by_role("link", name="Get help")).to_have_count(1)

    kept.forget_facts(phone)
    phone.goto("/after")

    expect(phone.get_by_role("heading", name="Your diary is not on this phone yet")).to_be_visible()
    expect(phone.get_by_role("link", name="Get help")).to_be_visible()


def test_a_phone_that_waits_for_a_busy_server_is_not_told_to_look_for_a_signal(phone: Page) -> None:
    kept.forget_facts(phone)
    phone.context.route("**/*", busy)

    phone.goto("/")

    expect(phone.get_by_role("heading", name="Your diary is not on this phone yet")).to_be_visible()
    expect(phone.get_by_text("The diary does not answer right now. We will try again by ourselves.")).to_be_visible()
    expect(phone.get_by_text("Open it once with a signal.")).to_be_hidden()
    phone.context.unroute("**/*")
    phone.evaluate("dispatchEvent(new Event('focus'))")
    expect(phone.get_by_role("heading", name="Your diary is not on this phone yet")).to_be_hidden()


def busy(route: Route) -> None:
    route.fulfill(status=503, body="busy")


BROKEN = "IDBFactory.prototype.open = () => { throw new DOMException('no', 'InvalidStateError') }"


def test_a_store_that_is_broken_is_said_without_signal(new_context: NewContext, site: Site) -> None:
    phone = opened_once(new_context, site)
    phone.context.add_init_script(BROKEN)
    phone.context.add_init_script("reportError = () => {}")
    lose_signal(phone)

    phone.goto("/")

    expect(phone.get_by_role("heading", name="This phone cannot open your diary")).to_be_visible()


def test_a_phone_that_cannot_keep_sends_the_plain_form(new_context: NewContext, site: Site) -> None:
    context = new_context(site, has_touch=True, service_workers="block")
    context.add_init_script(BROKEN)
    phone = context.new_page()
    phone.goto("/demo/patient")

    check_in(phone, 3)

    phone.goto(f"/check-in/{TODAY}")
    expect(phone.locator("#pain-3")).to_be_checked()


def test_before_the_phone_keeps_its_screens_an_entry_waits_on_its_page(new_context: NewContext, site: Site) -> None:
    phone = new_context(site, has_touch=True, service_workers="block").new_page()
    phone.goto("/demo/patient")
    phone.goto(f"/check-in/{TODAY}")
    lose_signal(phone)

    tap(phone, 9)
    save(phone)
    expect(phone.get_by_text("1 entry is waiting to send.")).to_be_visible()
    find_signal(phone)

    expect(phone.get_by_role("heading", name="Saved. Pain 9 out of 10.")).to_be_visible()


def test_the_look_is_there_before_anything_shows(phone: Page) -> None:
    kept.change_facts(phone, look={"theme": "dark", "bigger": True})
    phone.evaluate("() => localStorage.setItem('diary-look', 'dark bigger')")
    phone.context.add_init_script(
        "new PerformanceObserver(() => { window.firstLook ??= document.documentElement.dataset.look }).observe({type: 'paint', buffered: true})"
    )
    lose_signal(phone)

    phone.goto(f"/check-in/{TODAY}")

    phone.wait_for_function("() => window.firstLook === 'dark'")
    expect(phone.locator("html")).to_have_attribute("data-bigger", "")


def test_a_slow_phone_says_that_it_opens(phone: Page) -> None:
    phone.context.add_init_script("IDBFactory.prototype.open = () => new EventTarget()")
    lose_signal(phone)

    phone.goto("/")

    expect(phone.get_by_text("Opening your diary")).to_be_visible()
    expect(phone.get_by_role("button", name="Save")).to_be_hidden()


def refused(phone: Page, note: str = "about the stairs") -> None:
    """A save that the server would not take, and a page that tells of it."""
    kept.keep(phone, str(TODAY), asked="last_24h", pain=44, note=note)
    phone.goto("/help")
    link = phone.get_by_role("link", name="See what was kept back")
    expect(link).to_be_visible()
    assert height(link) >= THUMB
    link.tap()


def test_what_was_typed_before_the_script_came_stands_beside_what_was_kept_back(
    new_context: NewContext, site: Site
) -> None:
    phone = new_context(site, service_workers="block").new_page()  # whose own script would come at once
    phone.goto(site / "demo/patient")
    kept.wait_until(phone, f"async () => {{ {kept.OPEN} return (await store.facts()) !== null }}")
    kept.keep(phone, str(TODAY), asked="last_24h", pain=44, sleep=2, note="about the stairs")
    phone.goto("/help")
    expect(phone.get_by_role("link", name="See what was kept back")).to_be_visible()
    parked = phone.evaluate(
        f"async () => {{ {kept.OPEN} return (await store.versions()).find((one) => one.state === 'parked') }}"
    )
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.route("**/static/js/screens/check-in.*", hold)

    with phone.expect_request("**/static/js/screens/check-in.*"):
        phone.goto(f"/check-in/{TODAY}?change={parked['version']['id']}", wait_until="commit")
    phone.get_by_text("Add a note").click()
    phone.get_by_label("Note").fill("after the walk")
    held[0].continue_()

    expect(phone.locator("[name=sleep][value='2']")).to_be_checked()
    expect(phone.get_by_label("Note")).to_have_value("after the walk")


def test_an_entry_that_was_kept_back_is_shown_with_its_reason_and_put_right(phone: Page) -> None:
    refused(phone)
    section = phone.get_by_role("region", name="Kept back on this phone")
    expect(section).to_be_focused()
    expect(section).to_contain_text("Choose a number from 0 to 10.")

    section.get_by_role("link", name="Change it").tap()
    expect(phone.locator("[name=note]")).to_have_value("about the stairs")
    tap(phone, 4)
    save(phone)

    expect(phone.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()
    expect(phone.get_by_text(re.compile("^Sent"))).to_be_visible()
    assert kept.unsettled(phone) == []


def test_what_is_put_right_and_not_saved_is_there_again_and_not_in_the_days_own_form(phone: Page) -> None:
    refused(phone, "about the cellar")  # which the day itself does not say
    phone.get_by_role("link", name="Change it").tap()
    expect(phone.locator("[name=note]")).to_have_value("about the cellar")
    phone.get_by_label("Note").fill("about the ladder")
    kept.wait_until(
        phone, f"async () => {{ {kept.OPEN} return (await store.draft())?.typed.note[0] === 'about the ladder' }}"
    )

    phone.reload()
    expect(phone.locator("[name=note]")).to_have_value("about the ladder")
    phone.goto(f"/check-in/{TODAY}")
    phone.wait_for_timeout(500)
    expect(phone.locator("[name=note]")).not_to_have_value("about the ladder")


def test_what_was_kept_back_can_be_put_right_as_soon_as_the_phone_knows_what_day_it_is(phone: Page) -> None:
    refused(phone)
    phone.goto("/?closed=1", wait_until="networkidle")
    lose_signal(phone)  # first, or the phone hears from the server that its clock is wrong
    phone.clock.set_system_time(datetime.now(UTC) + timedelta(days=3))
    phone.goto("/?closed=1")
    change = phone.get_by_role("link", name="Change it")
    expect(phone.get_by_role("button", name="Remove from this phone")).to_be_visible()
    expect(change).to_be_hidden()

    find_signal(phone)

    expect(change).to_be_visible()


def test_an_entry_that_was_kept_back_can_be_taken_off_the_phone(phone: Page) -> None:
    refused(phone)

    phone.get_by_role("button", name="Remove from this phone").tap()

    expect(phone.get_by_text("Kept back on this phone")).to_be_hidden()
    phone.goto("/help")
    expect(phone.get_by_role("heading", name="Get help")).to_be_visible()
    expect(phone.get_by_text("1 entry could not be added to your diary.")).to_be_hidden()
    assert kept.unsettled(phone) == []


def wake(phone: Page) -> None:
    """As when somebody comes back to a page that the phone had put to sleep."""
    phone.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")


def test_not_all_is_sent_while_an_entry_is_kept_back(phone: Page) -> None:
    lose_signal(phone)
    kept.keep(phone, str(TODAY), asked="last_24h", pain=44)
    phone.goto("/?closed=1")
    expect(phone.get_by_text("1 entry is waiting to send.")).to_be_visible()

    find_signal(phone)

    expect(phone.get_by_role("region", name="Kept back on this phone")).to_be_visible()
    expect(phone.get_by_text("waiting to send")).to_be_hidden()
    expect(phone.get_by_text("All sent.")).to_be_hidden()


def test_trying_again_in_vain_says_nothing_anew(phone: Page) -> None:
    kept.keep(phone, str(TODAY), asked="last_24h", pain=44)
    phone.goto("/?closed=1", wait_until="networkidle")  # an answer that is on its way may still come without signal
    remove = phone.get_by_role("button", name="Remove from this phone")
    expect(remove).to_be_visible()
    phone.evaluate(kept.END_OF_THE_TALK)
    remove.focus()
    lose_signal(phone)
    expect(phone.get_by_text(NO_SIGNAL)).to_be_visible()
    phone.evaluate("""() => {
      window.changes = 0
      const lines = document.querySelector(".lines")
      new MutationObserver((found) => { window.changes += found.length })
        .observe(lines, { subtree: true, attributes: true, childList: true, characterData: true })
    }""")

    for _time in range(2):
        with phone.expect_event("requestfailed"):
            wake(phone)
    phone.wait_for_timeout(300)

    assert phone.evaluate("() => window.changes") == 0
    expect(remove).to_be_focused()


def test_a_phone_whose_memory_fails_for_a_moment_keeps_what_is_typed(phone: Page) -> None:
    phone.goto(f"/check-in/{TODAY}")
    tap(phone, 10)
    phone.evaluate(
        "() => { reportError = () => {}; IDBFactory.prototype.open = () => { throw new DOMException('lost', 'UnknownError') } }"
    )

    wake(phone)
    phone.wait_for_timeout(300)

    expect(phone).to_have_url(re.compile(rf"/check-in/{TODAY}$"))
    expect(phone.locator("#pain-10")).to_be_checked()


# From the moment that a save is on the phone its database answers this page nothing any more.
STUMBLES_ONCE_KEPT = """() => {
  reportError = () => {}
  const { add } = IDBObjectStore.prototype
  IDBObjectStore.prototype.add = function (...values) {
    IDBFactory.prototype.open = () => { throw new DOMException("Connection to Indexed Database server lost", "UnknownError") }
    return add.apply(this, values)
  }
}"""


@pytest.mark.parametrize("has_signal", [True, False])
def test_an_entry_that_is_kept_is_neither_sent_as_a_form_too_nor_said_to_be_lost(phone: Page, has_signal: bool) -> None:
    posted: list[str] = []
    phone.on("request", lambda request: posted.append(urlsplit(request.url).path) if request.method == "POST" else None)
    phone.context.set_offline(not has_signal)
    phone.goto(f"/check-in/{TODAY}")
    tap(phone, 1)
    phone.locator("[name=note]").evaluate("(note, words) => { note.value = words }", f"as of {datetime.now(UTC)}")
    phone.evaluate(STUMBLES_ONCE_KEPT)

    save(phone)

    expect(phone.get_by_role("heading", name="Saved. Pain 1 out of 10.")).to_be_visible()
    assert [path for path in posted if "/api/" not in path] == []


def test_a_form_of_yesterday_that_nobody_touched_makes_room_for_today(phone: Page) -> None:
    phone.goto(f"/check-in/{TODAY}")
    phone.clock.set_system_time(datetime.now(UTC) + timedelta(days=1))

    wake(phone)

    expect(phone).to_have_url(re.compile(r"/$"))


@pytest.mark.parametrize("path", ["/after", "/visit/check"])
def test_an_untouched_form_that_says_no_day_makes_room_for_today_too(phone: Page, path: str) -> None:
    phone.context.set_offline(True)
    kept.treat(phone, hours_ago=2)
    kept.book_visit(phone, in_hours=20)
    phone.goto(path)
    expect(phone.get_by_role("button", name="Save")).to_be_visible()
    phone.clock.set_system_time(datetime.now(UTC) + timedelta(days=1))

    wake(phone)

    expect(phone).to_have_url(re.compile(r"/$"))


@pytest.mark.parametrize("has_signal", [True, False])
def test_a_form_of_yesterday_keeps_what_is_typed_and_says_its_day(phone: Page, has_signal: bool) -> None:
    phone.context.set_offline(not has_signal)
    phone.goto(f"/check-in/{TODAY}")
    tap(phone, 6)
    phone.clock.set_system_time(datetime.now(UTC) + timedelta(days=1))

    wake(phone)
    phone.wait_for_timeout(300)

    expect(phone).to_have_url(re.compile(rf"/check-in/{TODAY}$"))
    expect(phone.locator("#pain-6")).to_be_checked()
    expect(phone.get_by_text(f"This is for {TODAY:%A, %B} {TODAY.day}.")).to_be_visible()
    expect(phone.get_by_text("Think back to that day and answer as it was then.")).to_be_visible()


def test_an_answer_that_another_phone_changed_can_be_changed_back(
    phone: Page, new_context: NewContext, site: Site
) -> None:
    check_in(phone, 3)
    expect(phone.get_by_text(re.compile("^Sent"))).to_be_visible()
    other = opened_once(new_context, site)
    check_in(other, 7)
    expect(other.get_by_text(re.compile("^Sent"))).to_be_visible()
    phone.context.route("**/api/v1/sync", lambda route: route.abort())
    phone.goto(f"/check-in/{TODAY}")
    expect(phone.locator("#pain-7")).to_be_checked()

    tap(phone, 3)
    save(phone)

    expect(phone.get_by_role("heading", name="Saved. Pain 3 out of 10.")).to_be_visible()
    assert kept.unsettled(phone) == ["unsent"]


def test_a_save_before_the_phone_heard_of_its_diary_waits_on_its_page(phone: Page) -> None:
    phone.context.route("**/api/v1/sync", lambda route: route.fulfill(status=503, body="busy"))
    kept.forget_facts(phone)
    phone.goto(f"/check-in/{TODAY}")

    tap(phone, 8)
    save(phone)
    expect(phone.get_by_text(FAILED)).to_be_visible()
    expect(phone).to_have_url(re.compile(rf"/check-in/{TODAY}$"))
    expect(phone.locator("#pain-8")).to_be_checked()
    assert kept.unsettled(phone) == ["unsent"]
    phone.context.unroute("**/api/v1/sync")
    phone.get_by_role("button", name="Try again").tap()

    expect(phone.get_by_role("heading", name="Saved. Pain 8 out of 10.")).to_be_visible()


def test_the_last_save_is_the_one_that_counts_even_when_the_clock_was_set_back(phone: Page) -> None:
    lose_signal(phone)
    check_in(phone, 3)
    phone.clock.set_system_time(datetime.now(UTC) - timedelta(hours=2))

    check_in(phone, 8)

    phone.goto(f"/check-in/{TODAY}")
    expect(phone.locator("#pain-8")).to_be_checked()


def test_who_has_just_agreed_is_not_sent_back_to_agree(new_context: NewContext, site: Site) -> None:
    with fronted(site) as front:
        phone = opened_once(new_context, Site(front.url, site.data_dir, {}))
        kept.change_facts(phone, agreed=False)  # as the phone heard it last
        front.seconds = 4

        phone.goto("/?closed=1", wait_until="commit")

        expect(phone.get_by_role("heading", name="Today")).to_be_visible(timeout=20_000)
        assert phone.url.endswith("/?closed=1")
        assert not any(asked.startswith("GET /consent") for asked in front.asked)
        front.seconds = 0


def test_who_has_not_agreed_is_asked(phone: Page) -> None:
    lose_signal(phone)
    kept.change_facts(phone, agreed=False)

    phone.goto("/?closed=1")

    expect(phone).to_have_url(re.compile("/consent$"))
