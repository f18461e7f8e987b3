"""Reminders as a patient chooses them: kept on the phone first, sent, and shown on every phone."""

import json
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import kept
from tests.browser.screens import IPHONE
from tests.browser.server import Site
from tests.browser.visitors import NewContext, open_check_in
from tests.push.opening import a_phone

pytestmark = pytest.mark.usefixtures("anew")
ENDPOINT = "https://fcm.googleapis.com/fcm/send/this-phone"
# The Chromium of these tests knows no notifications. This one asks, its patient allows them, and its push service answers at
# once, or is not reached for a while, or never.
ASKS = """() => {
  Object.defineProperty(Notification, "permission", {get: () => localStorage.allowed ?? "default"})
  Notification.requestPermission = async () => localStorage.allowed = "granted"
}"""
ANSWERS = f"""([endpoint, keys]) => {{
  ({ASKS})()
  const subscription = {{endpoint, options: {{}}, toJSON: () => ({{endpoint, keys}}), unsubscribe: async () => true}}
  PushManager.prototype.subscribe = async () => {{
    if (localStorage.unreached) throw new DOMException("", "AbortError")
    localStorage.subscribed = "1"
    return subscription
  }}
  PushManager.prototype.getSubscription = async () => localStorage.subscribed ? subscription : null
}}"""
UNREACHED = f"""() => {{
  ({ASKS})()
  PushManager.prototype.subscribe = async () => {{ throw new DOMException("", "AbortError") }}
}}"""
NO_PUSH = "() => { delete window.PushManager; delete ServiceWorkerRegistration.prototype.pushManager }"


def opened(new_context: NewContext, site: Site, script: str = "", *about: object, **browser: object) -> Page:
    """The demo's patient at her reminders, in a browser in which this script ran first."""
    page = new_context(site, **browser).new_page()
    if script:
        page.add_init_script(f"({script})({json.dumps(about)})")
    page.goto(site / "demo/patient")
    kept.wait_for_the_diary(page)
    page.goto("/reminders")
    return page


@pytest.fixture
def phone(new_context: NewContext, site: Site) -> Page:
    return opened(new_context, site)


@pytest.fixture
def reached(new_context: NewContext, site: Site) -> Page:
    """One that may show reminders and whose push service answers."""
    receiver = a_phone().receiver(ENDPOINT)
    keys = {"p256dh": receiver.p256dh, "auth": receiver.auth}
    return opened(new_context, site, ANSWERS, ENDPOINT, keys)


def turn_on(phone: Page) -> None:
    phone.get_by_role("radio", name="On").check()
    save(phone)
    expect_saved(phone, "Your daily reminder is on.")


def here(phone: Page) -> Locator:
    return phone.get_by_role("region", name="This phone")


def expect_here(phone: Page, words: str) -> None:
    """What the screen says of this phone."""
    expect(here(phone).locator("[data-part=state] p:visible")).to_have_text([re.compile(re.escape(words))])


def save(phone: Page) -> None:
    phone.get_by_role("button", name="Save").click()


def expect_saved(phone: Page, line: str) -> None:
    expect(phone.get_by_text("Saved.", exact=True)).to_be_visible()
    expect_line(phone, line)


def expect_line(phone: Page, line: str) -> None:
    """How it stands, as the screen begins."""
    expect(phone.locator(".settings__state p:visible")).to_have_text([re.compile(re.escape(line))])


def today(phone: Page) -> datetime:
    return datetime.now(ZoneInfo(phone.evaluate("() => Intl.DateTimeFormat().resolvedOptions().timeZone")))


def test_a_plan_chosen_without_signal_holds_at_once_and_reaches_the_server(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.goto("/reminders")
    expect_line(phone, "Your daily reminder is off.")
    expect(phone.get_by_label("Remind me at")).to_have_value("20:00")

    phone.get_by_role("radio", name="On").check()
    phone.get_by_label("Remind me at").fill("19:15")
    phone.get_by_role("checkbox", name="Remind me again if I miss it").check()
    save(phone)

    expect_saved(phone, "Your daily reminder is on.")
    expect(phone.get_by_text("1 entry is waiting to send.")).to_be_visible()
    phone.goto("/reminders")
    expect_line(phone, "Your daily reminder is on.")
    expect(phone.get_by_label("Remind me at")).to_have_value("19:15")
    expect(phone.get_by_role("checkbox", name="Remind me again if I miss it")).to_be_checked()

    phone.context.set_offline(False)
    expect(phone.get_by_text("All sent.")).to_be_visible()
    served = phone.request.get("/reminders").text()
    assert 'value="19:15"' in served  # as the server draws it


def test_a_pause_says_when_reminders_come_again_and_its_end_has_limits(phone: Page) -> None:
    last = today(phone).date() + timedelta(days=7)
    phone.get_by_role("radio", name="On").check()
    phone.get_by_label("Pause until").fill(str(last))
    save(phone)
    again = last + timedelta(days=1)
    expect_saved(phone, f"They come again on {again:%B} {again.day}, {again.year}.")

    phone.get_by_label("Pause until").fill(str(last + timedelta(days=90)))
    before = len(kept.states(phone))
    save(phone)

    expect(phone.get_by_role("alert")).to_contain_text("Choose a day from today on")
    expect(phone.get_by_label("Pause until")).to_have_attribute("aria-invalid", "true")
    expect_line(phone, f"They come again on {again:%B} {again.day}")
    assert len(kept.states(phone)) == before


def test_a_time_that_is_none_is_named_and_nothing_is_saved(phone: Page) -> None:
    phone.get_by_role("radio", name="On").check()
    phone.get_by_label("Remind me at").fill("")
    before = len(kept.states(phone))

    save(phone)

    expect(phone.get_by_role("alert")).to_contain_text("Choose a time for your reminder")
    expect(phone.get_by_role("alert")).to_be_focused()
    assert len(kept.states(phone)) == before


def test_further_taps_on_save_save_nothing_further(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.get_by_role("radio", name="On").check()

    for tap in (phone.get_by_role("button", name="Save").dblclick, phone.get_by_role("button", name="Save").click):
        tap()
        expect(phone.get_by_text("Saved.", exact=True)).to_be_visible()
        phone.wait_for_timeout(300)

    assert kept.unsettled(phone) == ["unsent"]


def test_after_the_course_the_screen_says_that_none_come(phone: Page) -> None:
    phone.context.set_offline(True)
    kept.change_facts(phone, areas=[])

    phone.goto("/reminders")

    expect_line(phone, "Your course has ended, so no reminders come.")


def test_saying_on_signs_this_phone_up_in_the_same_tap(reached: Page) -> None:
    kept.keep_about(reached, "reminders", at="20:00", on=False, again=False, paused_until=None)
    reached.reload()
    expect_line(reached, "Your daily reminder is off.")
    expect(here(reached)).to_be_hidden()

    with reached.expect_response("**/api/v1/push/subscribe") as told:
        turn_on(reached)

    assert told.value.status == 201
    expect_here(reached, "Reminders come to this phone.")
    expect(here(reached).get_by_role("button", name="Remind me on this phone")).to_be_hidden()


def test_a_phone_that_is_not_signed_up_says_so_and_is_by_a_tap(reached: Page) -> None:
    """The plan was made on another one."""
    kept.keep_about(reached, "reminders", at="20:00", on=True, again=False, paused_until=None)
    reached.reload()
    expect_here(reached, "No reminders come to this phone yet.")

    here(reached).get_by_role("button", name="Remind me on this phone").click()

    expect_here(reached, "Reminders come to this phone.")


def test_a_phone_that_reaches_no_push_service_says_so_and_tries_again(new_context: NewContext, site: Site) -> None:
    phone = opened(new_context, site, UNREACHED)

    turn_on(phone)

    expect_here(phone, "This phone could not be signed up for reminders yet.")
    expect(here(phone).get_by_role("button", name="Try again")).to_be_visible()


def test_a_start_that_reached_no_push_service_is_followed_by_a_look_at_the_next(reached: Page) -> None:
    reached.evaluate("() => { localStorage.unreached = 'yes' }")
    turn_on(reached)
    expect_here(reached, "This phone could not be signed up for reminders yet.")
    with reached.expect_response("**/api/v1/push/key"):
        reached.reload()
    reached.wait_for_timeout(500)

    reached.evaluate("() => { localStorage.removeItem('unreached') }")
    reached.reload()

    kept.wait_until(reached, "() => localStorage['diary-push'].endsWith(' on')")


def test_a_phone_that_blocks_reminders_says_how_to_turn_them_on(phone: Page) -> None:
    """As Chromium does here unless somebody allows it."""
    turn_on(phone)

    expect_here(phone, "Your phone is blocking reminders. Turn them on in phone settings.")
    expect(here(phone).get_by_role("listitem")).to_have_count(3)


def test_an_iphones_browser_sends_the_patient_to_the_home_screen_first(new_context: NewContext, site: Site) -> None:
    phone = opened(new_context, site, NO_PUSH, user_agent=IPHONE)

    turn_on(phone)

    expect_here(phone, "Put your diary on your home screen first.")
    here(phone).get_by_role("link", name="Show me how").click()
    phone.wait_for_url("**/install")


def test_a_browser_without_push_says_that_it_cannot(new_context: NewContext, site: Site) -> None:
    phone = opened(new_context, site, NO_PUSH)

    turn_on(phone)

    expect_here(phone, "This browser cannot show reminders.")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"status": 200, "json": {"outcome": "gone", "tag": "1"}}, "It did not arrive. Check your phone settings."),
        (
            {"status": 200, "json": {"outcome": "refused", "tag": "1"}},
            "It could not be sent. Check your signal, then try again.",
        ),
        ({"status": 503}, "It could not be sent. Check your signal, then try again."),
        ({"status": 429}, "You sent a few tests. Wait a while, then try again."),
    ],
)
def test_what_became_of_a_test_is_said(reached: Page, answer: dict[str, Any], words: str) -> None:
    turn_on(reached)
    reached.context.route("**/api/v1/push/test", lambda route: route.fulfill(**answer))

    here(reached).get_by_role("button", name="Send a test").click()

    expect(here(reached).locator("[data-part=trial] p:visible")).to_have_text([words])


def test_a_test_that_the_worker_showed_has_arrived(reached: Page) -> None:
    turn_on(reached)
    taken = {"status": 200, "json": {"outcome": "accepted", "tag": "this-one"}}
    reached.context.route("**/api/v1/push/test", lambda route: route.fulfill(**taken))
    trial = here(reached).locator("[data-part=trial] p:visible")
    here(reached).get_by_role("button", name="Send a test").click()
    expect(trial).to_have_text(["Sending."])

    reached.evaluate("() => new BroadcastChannel('diary-push').postMessage('this-one')")

    expect(trial).to_have_text(["Sent. You should see it now."])


def offer(phone: Page) -> Locator:
    return phone.locator("[data-module=reminder-offer]")


def save_an_entry(phone: Page) -> None:
    open_check_in(phone)
    phone.locator("#pain .pain-scale__cell").nth(4).click()
    save(phone)
    expect(phone.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()


@pytest.fixture
def saved(reached: Page) -> Page:
    """A phone of somebody who chose nothing yet, after an entry."""
    kept.change_facts(reached, reminders=None)
    reached.context.route("**/api/v1/sync", lambda route: route.abort())
    save_an_entry(reached)
    return reached


def test_after_an_entry_the_patient_is_asked_once_and_the_browser_only_by_a_tap(saved: Page) -> None:
    expect(offer(saved)).to_contain_text("Can we remind you once a day?")
    expect(offer(saved)).to_contain_text("The reminder does not mention pain or your clinic.")
    assert saved.evaluate("() => Notification.permission") == "default"

    saved.get_by_role("button", name="Yes, remind me").click()

    expect(offer(saved).locator("p:visible")).to_have_text(["Your daily reminder is on."])
    saved.get_by_role("link", name="Change your reminders").click()
    expect_line(saved, "Your daily reminder is on.")
    expect(saved.get_by_label("Remind me at")).to_have_value("20:00")
    expect_here(saved, "Reminders come to this phone.")
    save_an_entry(saved)
    expect(offer(saved)).to_be_hidden()


def test_who_says_no_is_not_asked_again_for_thirty_days(saved: Page) -> None:
    saved.get_by_role("button", name="No, thank you").click()
    expect(offer(saved)).to_be_hidden()
    save_an_entry(saved)
    saved.wait_for_timeout(500)
    expect(offer(saved)).to_be_hidden()

    saved.evaluate("() => { localStorage['diary-reminders-not-now'] -= 30 * 86_400_000 }")
    saved.reload()

    expect(offer(saved)).to_be_visible()
    assert saved.evaluate("() => Notification.permission") == "default"


def test_who_turned_reminders_off_is_not_asked(saved: Page) -> None:
    kept.keep_about(saved, "reminders", at="20:00", on=False, again=False, paused_until=None)
    saved.reload()
    expect(saved.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()
    saved.wait_for_timeout(500)

    expect(offer(saved)).to_be_hidden()


def test_a_new_phone_of_somebody_who_wants_reminders_asks_and_leaves_their_time(saved: Page) -> None:
    kept.keep_about(saved, "reminders", at="07:30", on=True, again=True, paused_until=None)
    saved.reload()

    saved.get_by_role("button", name="Yes, remind me").click()

    expect(offer(saved).locator("p:visible")).to_have_text(["Your daily reminder is on."])
    saved.get_by_role("link", name="Change your reminders").click()
    expect(saved.get_by_label("Remind me at")).to_have_value("07:30")


def test_half_a_date_is_named_and_no_pause_is_guessed(phone: Page) -> None:
    phone.get_by_label("Pause until").press_sequentially("12")
    save(phone)

    expect(phone.get_by_role("alert")).to_contain_text("Choose a day from today on")
    expect(phone.get_by_text("Saved.", exact=True)).to_be_hidden()


def test_a_form_with_a_fault_asks_for_no_permission(reached: Page) -> None:
    reached.get_by_role("radio", name="On").check()
    reached.get_by_label("Pause until").press_sequentially("12")
    save(reached)

    expect(reached.get_by_role("alert")).to_contain_text("Choose a day from today on")
    assert reached.evaluate("() => localStorage.allowed") is None


def test_coming_back_to_the_open_diary_clears_the_badge(reached: Page) -> None:
    turn_on(reached)
    expect_here(reached, "Reminders come to this phone.")
    reached.reload()
    reached.evaluate("() => { navigator.clearAppBadge = async () => { window.isCleared = true } }")

    comes_back = "() => { document.dispatchEvent(new Event('visibilitychange')); return window.isCleared }"

    reached.wait_for_function(comes_back)  # as often as it takes: what listens is loaded after the diary


def test_nothing_is_said_to_have_failed_while_the_push_service_has_not_answered(reached: Page) -> None:
    """The patient allowed it here before, so saving asks nobody, and is quicker than any push service."""
    reached.evaluate("() => { localStorage.allowed = 'granted' }")
    reached.evaluate("() => { PushManager.prototype.subscribe = () => new Promise(() => {}) }")
    reached.get_by_role("radio", name="On").check()
    save(reached)

    expect_saved(reached, "Your daily reminder is on.")
    reached.wait_for_timeout(1000)
    expect_here(reached, "No reminders come to this phone yet.")


def test_saving_shows_at_once_what_comes_of_it_on_this_phone(reached: Page) -> None:
    reached.set_viewport_size({"width": 320, "height": 640})
    reached.get_by_role("radio", name="On").check()
    reached.evaluate("() => scrollTo(0, document.body.scrollHeight)")

    save(reached)

    expect(reached.get_by_text("Saved.", exact=True)).to_be_in_viewport()
    expect(reached.get_by_text("Your daily reminder is on.", exact=True)).to_be_in_viewport()
    expect(here(reached).get_by_text("Reminders come to this phone.")).to_be_in_viewport()


def test_after_a_tap_that_takes_its_button_away_the_keyboard_is_still_there(reached: Page) -> None:
    kept.keep_about(reached, "reminders", at="20:00", on=True, again=False, paused_until=None)
    reached.reload()
    expect_here(reached, "No reminders come to this phone yet.")

    here(reached).get_by_role("button", name="Remind me on this phone").press("Enter")

    expect_here(reached, "Reminders come to this phone.")
    expect(here(reached).get_by_role("button", name="Send a test")).to_be_focused()
