"""The first day of a real practice: from the command that makes it to the first number on the one-pager."""

import re
from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import DESK, sign_in
from tests.browser.server import NOON, Site

BOB = "bob@riverside.example"
PASSWORD = "granite-lantern-orchard"
PRACTICE = {
    "--clinic": "Riverside Clinic",
    "--phone": "416 555 0175",
    "--emergency-number": "911",
    "--zone": NOON,
    "--name": "Bob Tremblay",
    "--email": BOB,
}


def set_up_second_step(desk: Page) -> list[str]:
    """Give the app's first code; returns the recovery codes."""
    secret = desk.locator("code.key").inner_text().replace("-", "")
    desk.get_by_label("6-digit code").fill(pyotp.TOTP(secret).now())
    desk.get_by_role("button", name="Turn it on").click()
    expect(desk.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    return desk.locator("code.key").all_inner_texts()


def add_alice(desk: Page) -> None:
    desk.get_by_role("link", name="Add patient").click()
    desk.get_by_label("Name").fill("Alice Moreau")
    desk.get_by_label("Year of birth").fill("1970")
    desk.get_by_label("Area", exact=True).fill("Right knee")
    desk.get_by_role("radio", name="Joint").check()
    desk.get_by_role("button", name="Save patient").click()


def open_course(desk: Page) -> None:
    desk.get_by_role("link", name="New course").click()
    desk.get_by_role("radio", name="Right knee").check()
    desk.get_by_label("What is treated").select_option("Joint pain")
    desk.get_by_role("button", name="Open the course").click()


def pair(desk: Page, phone: Page) -> None:
    phone.goto("/")
    letters = phone.locator(".pair__code")
    expect(letters).to_have_text(re.compile(r"^\w{3}-\w{3}$"))
    desk.get_by_role("link", name="Pair a phone").click()
    desk.get_by_label(re.compile("Type the code")).fill(letters.inner_text())
    desk.get_by_role("button", name="Continue").click()
    desk.get_by_role("radio", name="The patient's").check()
    desk.get_by_role("button", name="Pair this phone").click()


def record_session(desk: Page) -> None:
    desk.get_by_role("link", name="Record session 1").click()
    desk.get_by_role("checkbox", name="Injections").check()
    desk.get_by_label("Volume in ml").fill("8")
    desk.get_by_role("radio", name="Lidocaine").check()
    desk.get_by_role("button", name="Save session").click()


def first_check_in(phone: Page) -> None:
    expect(phone.get_by_role("heading", name="Before you start")).to_be_visible()
    phone.get_by_role("button", name="I agree").tap()
    expect(phone.get_by_text("The days before session 1 set your starting point.")).to_be_visible()
    phone.locator("#pain .pain-scale__cell").nth(6).tap()
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("heading", name="Saved. Pain 6 out of 10.")).to_be_visible()


def newest_number(desk: Page) -> Locator:
    """The pain of the newest day in the one-pager's table."""
    desk.get_by_role("button", name="Table").click()
    return desk.get_by_role("dialog", name="Daily values").get_by_role("row").nth(1).get_by_role("cell").nth(1)


@pytest.fixture
def practice(clinic: Site) -> Site:
    """A diary with one real practice and its first person in it."""
    answers = [word for answer in PRACTICE.items() for word in answer]
    clinic.run("practice", "create", *answers, "--password-stdin", typed=f"{PASSWORD}\n")
    return clinic


def test_a_new_practice_reads_its_first_number(new_context: Callable[..., BrowserContext], practice: Site) -> None:
    desk = new_context(practice, viewport=DESK).new_page()
    phone = new_context(practice, has_touch=True).new_page()

    sign_in(desk, BOB, PASSWORD)
    recovery_codes = set_up_second_step(desk)
    desk.get_by_role("link", name="I have kept them").click()
    add_alice(desk)
    details = desk.url.partition("?")[0]
    open_course(desk)
    desk.goto(details)
    pair(desk, phone)
    first_check_in(phone)

    desk.goto(details.removesuffix("/details"))
    expect(newest_number(desk)).to_have_text("6")
    desk.get_by_role("button", name="Close").click()
    record_session(desk)
    expect(desk.get_by_role("status")).to_contain_text("Session 1 saved.")

    desk.context.clear_cookies()
    sign_in(desk, BOB, PASSWORD)
    desk.get_by_label("6-digit code").fill(recovery_codes[0])
    desk.get_by_role("button", name="Sign in", exact=True).click()
    expect(desk.get_by_role("link", name=re.compile("^Alice Moreau"))).to_be_visible()
