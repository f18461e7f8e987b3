"""Signing out takes the diary off the phone, and never by accident what the clinic does not have; nothing else clears it."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Error, Locator, Page, Route, expect

from tests.browser import kept
from tests.browser.server import NOON, Site
from tests.browser.visitors import NewContext

pytestmark = pytest.mark.usefixtures("anew")
TODAY = datetime.now(UTC).astimezone(ZoneInfo(NOON)).date()
LEFT_BEHIND = """async () => ({
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map((one) => one.name).filter((name) => name !== 'diary-key'),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  strings: Object.keys(localStorage),
})"""
OWNS_NOTHING = f"""async () => {{ {kept.CORE}
  return !(await new KeyStore(indexedDB).read())
}}"""
KEEPS_NO_DIARY = "async () => !(await indexedDB.databases()).some((one) => one.name !== 'diary-key')"
NOTHING = {"caches": [], "databases": [], "workers": 0, "strings": []}


@pytest.fixture
def phone(new_context: NewContext, site: Site) -> Page:
    page = new_context(site).new_page()
    page.goto(site / "demo/patient")
    kept.wait_for_the_diary(page)
    return page


def save_without_signal(phone: Page, number: int) -> None:
    phone.context.set_offline(True)
    phone.goto(f"/check-in/{TODAY}")
    phone.locator("#pain .pain-scale__cell").nth(number).click()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("heading", name=f"Saved. Pain {number} out of 10.")).to_be_visible()


def ask_to_sign_out(phone: Page) -> None:
    phone.get_by_role("button", name="Sign out of this phone").click()


def sign_out(phone: Page) -> None:
    ask_to_sign_out(phone)
    question(phone).get_by_role("button", name="Sign out", exact=True).click()


def question(phone: Page) -> Locator:
    return phone.get_by_role("dialog")


def open_settings_while_sending_fails(phone: Page) -> None:
    """A phone with an entry that cannot be sent, at the settings."""
    save_without_signal(phone, 3)
    phone.context.route(
        "**/api/v1/sync", lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Café")
    )
    phone.context.set_offline(False)
    phone.goto("/settings")


def test_signing_out_leaves_nothing_on_the_phone(phone: Page) -> None:
    phone.goto("/?closed=1")
    phone.goto("/settings")

    sign_out(phone)

    expect(phone.get_by_role("heading", name="Your code")).to_be_visible()
    assert phone.evaluate(LEFT_BEHIND) == NOTHING
    assert [cookie["name"] for cookie in phone.context.cookies() if cookie["name"] == "sid"] == []


def test_signing_out_asks_first_and_says_what_coming_back_needs(phone: Page) -> None:
    phone.goto("/settings")

    ask_to_sign_out(phone)
    expect(question(phone)).to_have_accessible_name("Sign out of this phone?")
    expect(question(phone)).to_contain_text("To come back you need a new code from your clinic.")
    question(phone).get_by_role("button", name="Stay").click()

    expect(question(phone)).to_be_hidden()
    expect(phone.get_by_role("heading", name="Settings")).to_be_visible()
    assert not phone.evaluate(OWNS_NOTHING)


def test_who_signed_out_is_told_so(phone: Page) -> None:
    phone.goto("/settings")

    sign_out(phone)

    expect(phone.get_by_text("You are signed out of this phone.")).to_be_visible()
    phone.goto("/pair")
    expect(phone.get_by_role("heading", name="Your code")).to_be_visible()
    expect(phone.get_by_text("You are signed out of this phone.")).to_be_hidden()


def test_who_signed_out_still_finds_help(phone: Page) -> None:
    phone.goto("/settings")
    sign_out(phone)
    expect(phone.get_by_text("You are signed out of this phone.")).to_be_visible()

    phone.get_by_role("link", name="Get help").click()

    expect(phone.get_by_text("Call your emergency number now if you have:")).to_be_visible()
    expect(phone.get_by_role("link", name="Call the clinic")).to_be_hidden()
    expect(phone.get_by_role("button", name="I have called")).to_be_hidden()


def test_deleting_leaves_nothing_on_the_phone_and_says_what_comes_next(phone: Page) -> None:
    phone.goto("/data")
    phone.get_by_role("link", name="Delete my diary").click()

    phone.get_by_role("button", name="Delete for good").click()

    expect(phone.get_by_role("heading", name="Your diary is off this phone")).to_be_visible()
    assert phone.evaluate(LEFT_BEHIND) == NOTHING
    phone.goto("/demo/patient")
    kept.wait_for_the_diary(phone)
    phone.goto("/data")
    phone.get_by_role("button", name="Keep my diary").click()
    expect(phone.get_by_role("button", name="Keep my diary")).to_be_hidden()


def test_deleting_waits_for_a_talk_that_is_under_way(phone: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.context.route("**/api/v1/sync", hold)
    with phone.expect_request("**/api/v1/sync"):
        phone.goto("/data/delete")

    phone.get_by_role("button", name="Delete for good").click()

    phone.wait_for_timeout(1000)
    assert not phone.evaluate(OWNS_NOTHING)
    held[-1].continue_()
    expect(phone.get_by_role("heading", name="Your diary is off this phone")).to_be_visible()
    phone.context.unroute_all(behavior="ignoreErrors")
    phone.goto("/demo/patient")
    kept.wait_for_the_diary(phone)
    phone.goto("/data")
    phone.get_by_role("button", name="Keep my diary").click()
    expect(phone.get_by_role("button", name="Keep my diary")).to_be_hidden()


def test_without_signal_nothing_is_deleted(phone: Page) -> None:
    phone.goto("/data/delete")
    phone.context.set_offline(True)

    phone.get_by_role("button", name="Delete for good").click()

    expect(phone.get_by_text("This needs a signal. Nothing is deleted yet. Try again later.")).to_be_visible()
    assert not phone.evaluate(OWNS_NOTHING)


BUSY = {"status": 503, "json": {"error": {"code": "busy", "message": "The diary is busy."}}}


def test_a_busy_server_deletes_nothing_and_is_not_called_a_lack_of_signal(phone: Page) -> None:
    phone.goto("/data/delete")
    phone.context.route("**/data/leave", lambda route: route.fulfill(**BUSY))

    phone.get_by_role("button", name="Delete for good").click()

    expect(phone.get_by_text("The diary is busy right now. Nothing is deleted yet. Try again later.")).to_be_visible()
    expect(phone.get_by_text("This needs a signal.")).to_be_hidden()
    phone.context.unroute("**/data/leave")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Delete for good").click()
    expect(phone.get_by_text("This needs a signal. Nothing is deleted yet. Try again later.")).to_be_visible()
    expect(phone.get_by_text("The diary is busy right now.")).to_be_hidden()


def test_a_busy_server_signs_nobody_out_and_is_not_called_a_lack_of_signal(phone: Page) -> None:
    phone.goto("/settings")
    phone.context.route("**/settings/leave", lambda route: route.fulfill(**BUSY))

    sign_out(phone)

    expect(question(phone)).to_have_accessible_name("The diary is busy right now")
    expect(question(phone)).to_contain_text("Your diary stays on this phone. So does all that is not sent yet.")
    assert phone.evaluate(LEFT_BEHIND)["databases"] != []


def test_after_signing_out_back_shows_nothing_of_the_diary(phone: Page) -> None:
    save_without_signal(phone, 6)
    phone.context.set_offline(False)
    expect(phone.get_by_text("Sent")).to_be_visible()
    phone.get_by_role("link", name="Done").click()
    phone.get_by_role("link", name="More").click()
    phone.get_by_role("link", name="Settings").click()

    sign_out(phone)
    expect(phone.get_by_role("heading", name="Your code")).to_be_visible()
    for _step in range(2):
        phone.go_back()

        expect(phone.get_by_role("heading", name="Your code")).to_be_visible()
        assert "out of 10." not in phone.inner_text("body")


def test_after_signing_out_the_diary_does_not_open_without_signal(phone: Page) -> None:
    phone.goto("/settings")
    sign_out(phone)
    expect(phone.get_by_role("heading", name="Your code")).to_be_visible()

    phone.context.set_offline(True)

    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        phone.goto("/")


def test_what_waits_is_sent_before_the_phone_is_signed_out(phone: Page) -> None:
    save_without_signal(phone, 5)
    phone.context.set_offline(False)
    phone.goto("/settings")

    sign_out(phone)

    expect(phone.get_by_role("heading", name="Your code")).to_be_visible()
    phone.goto("/demo/patient")
    phone.goto(f"/check-in/{TODAY}")
    expect(phone.locator("#pain-5")).to_be_checked()


def test_signing_out_asks_before_it_loses_an_entry(phone: Page) -> None:
    open_settings_while_sending_fails(phone)

    ask_to_sign_out(phone)
    expect(question(phone)).to_contain_text("1 entry is not sent yet")
    expect(question(phone)).to_have_accessible_name("1 entry is not sent yet")
    question(phone).get_by_role("button", name="Stay").click()

    expect(question(phone)).to_be_hidden()
    assert kept.unsettled(phone) == ["unsent"]
    expect(phone.get_by_role("heading", name="Settings")).to_be_visible()


def test_who_says_so_signs_out_and_loses_it(phone: Page) -> None:
    open_settings_while_sending_fails(phone)

    ask_to_sign_out(phone)
    question(phone).get_by_role("button", name="Sign out and lose 1 entry").click()

    expect(phone.get_by_role("heading", name="Your code")).to_be_visible()
    assert phone.evaluate(LEFT_BEHIND) == NOTHING


def test_an_entry_that_was_kept_back_is_asked_about_too(phone: Page) -> None:
    kept.keep(phone, str(TODAY), asked="last_24h", pain=44)
    phone.goto("/settings")
    expect(phone.get_by_text("1 entry could not be added to your diary.")).to_be_visible()

    ask_to_sign_out(phone)

    expect(question(phone)).to_contain_text("1 entry is not sent yet")
    question(phone).get_by_role("button", name="Stay").click()


def test_without_signal_signing_out_says_what_stays(phone: Page) -> None:
    phone.goto("/settings")
    phone.context.set_offline(True)

    ask_to_sign_out(phone)

    expect(question(phone)).to_have_accessible_name("Signing out needs a signal")
    expect(question(phone)).to_contain_text("Your diary stays on this phone. So does all that is not sent yet.")
    question(phone).get_by_role("button", name="Stay").click()
    phone.goto("/?closed=1")
    expect(phone.get_by_role("heading", name="Today")).to_be_visible()


def test_what_signing_out_lacked_is_no_longer_said_once_there_is_a_signal(phone: Page) -> None:
    phone.goto("/settings")
    phone.context.set_offline(True)
    ask_to_sign_out(phone)
    expect(question(phone)).to_be_visible()

    phone.context.set_offline(False)

    expect(question(phone)).to_be_hidden()
    expect(phone.get_by_role("heading", name="Settings")).to_be_visible()


def test_the_phones_can_be_looked_for_again_once_there_is_a_signal(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.goto("/settings")
    phone.context.set_offline(False)

    phone.get_by_role("link", name="Look again").click()

    expect(phone.get_by_role("listitem").filter(has_text="Demo phone")).to_be_visible()


@pytest.mark.parametrize(
    "portal",
    [
        {"status": 302, "headers": {"Location": "https://portal.example/"}},
        {"status": 200, "content_type": "text/html", "body": "<p>Café"},
        {"status": 200, "json": {"welcome": True}},
        {"status": 401, "content_type": "text/html", "body": "<p>Sign in to our Wi-Fi"},
    ],
    ids=["a redirect", "a page", "JSON", "a refusal"],
)
def test_only_the_diarys_own_server_can_say_that_the_phone_is_signed_out(phone: Page, portal: dict[str, Any]) -> None:
    phone.goto("/settings")
    phone.context.route(re.compile("/settings/.+"), lambda route: route.fulfill(**portal))

    sign_out(phone)

    expect(question(phone)).to_have_accessible_name("Signing out needs a signal")
    assert phone.evaluate(LEFT_BEHIND)["databases"] != []


def test_a_phone_that_the_clinic_signed_out_meanwhile_can_be_cleared(phone: Page) -> None:
    phone.goto("/settings")
    phone.context.clear_cookies(name="sid")

    sign_out(phone)

    expect(phone.get_by_role("heading", name="Your code")).to_be_visible()
    assert phone.evaluate(LEFT_BEHIND) == NOTHING


def test_signing_out_that_was_cut_short_is_made_up_for(phone: Page) -> None:
    phone.goto("/settings")
    phone.evaluate("() => { IDBFactory.prototype.deleteDatabase = () => new EventTarget() }")  # the phone dies here
    with phone.expect_response("**/settings/leave"):
        sign_out(phone)
    kept.wait_until(phone, OWNS_NOTHING)

    phone.goto("/more")

    expect(phone.get_by_role("heading", name="Your code")).to_be_visible()
    kept.wait_until(phone, KEEPS_NO_DIARY)


def test_a_second_window_closes_with_the_first(phone: Page) -> None:
    other = phone.context.new_page()
    other.goto("/?closed=1")
    phone.goto("/settings")

    sign_out(phone)

    expect(other.get_by_role("heading", name="Your code")).to_be_visible()


def test_a_login_that_ended_clears_nothing(phone: Page) -> None:
    save_without_signal(phone, 4)
    phone.context.clear_cookies()
    phone.context.set_offline(False)

    phone.goto("/settings")
    phone.get_by_role("link", name="Sign in to send 1 entry").click()

    expect(phone.get_by_role("heading", name="Your code")).to_be_visible()
    left = phone.evaluate(LEFT_BEHIND)
    assert len(left["caches"]) == len(left["databases"]) == left["workers"] == 1
    assert kept.unsettled(phone) == ["unsent"]
