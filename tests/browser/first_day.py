"""The steps of a real practice's first day, as its people take them."""

import re
from dataclasses import dataclass
from uuid import uuid4

import pyotp
from playwright.sync_api import Locator, Page, expect

from tests.browser.server import NOON, Site

PASSWORD = "granite-lantern-orchard"
PRACTICE = {
    "--clinic": "Riverside Clinic",
    "--phone": "416 555 0175",
    "--emergency-number": "911",
    "--hours": "Monday to Friday, 9 am to 5 pm",
    "--out-of-hours": "811",
    "--zone": NOON,
    "--name": "Bob Tremblay",
}


@dataclass(frozen=True)
class Practice:
    """A practice that has one person and nobody else yet."""

    site: Site
    email: str


def create_practice(site: Site) -> Practice:
    """Make one with the command that a real clinic uses."""
    email = f"bob-{uuid4().hex[:8]}@riverside.example"
    answers = [word for answer in (PRACTICE | {"--email": email}).items() for word in answer]
    site.run("practice", "create", *answers, "--password-stdin", typed=f"{PASSWORD}\n")
    return Practice(site, email)


def set_up_second_step(desk: Page) -> list[str]:
    """Give the app's first code; returns the recovery codes."""
    secret = desk.locator("code.key").inner_text().replace("-", "")
    desk.get_by_label("6-digit code").fill(pyotp.TOTP(secret).now())
    desk.get_by_role("button", name="Turn it on").click()
    expect(desk.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    return desk.locator("code.key").all_inner_texts()


def add_alice(desk: Page) -> str:
    """Returns the address of her details."""
    desk.get_by_role("link", name="Add patient").click()
    desk.get_by_label("Name").fill("Alice Moreau")
    desk.get_by_label("Year of birth").fill("1970")
    desk.get_by_label("Area", exact=True).fill("Right knee")
    desk.get_by_role("radio", name="Joint").check()
    desk.get_by_role("button", name="Save patient").click()
    expect(desk.get_by_role("heading", name="Alice Moreau")).to_be_visible()
    return desk.url.partition("?")[0]


def open_course(desk: Page) -> None:
    desk.get_by_role("link", name="New course").click()
    desk.get_by_role("radio", name="Right knee").check()
    desk.get_by_label("What is treated").select_option("Joint pain")
    desk.get_by_role("button", name="Open the course").click()
    expect(desk.get_by_text("No entries yet", exact=True)).to_be_visible()


def find_phone(desk: Page, phone: Page) -> None:
    """Type the code that the phone shows."""
    phone.goto("/")
    letters = phone.locator(".pair__code")
    expect(letters).to_have_text(re.compile(r"^\w{3}-\w{3}$"))
    desk.get_by_role("link", name="Pair a phone").click()
    desk.get_by_label(re.compile("Type the code")).fill(letters.inner_text())
    desk.get_by_role("button", name="Continue").click()
    expect(desk.get_by_role("heading", name="Is this the phone?")).to_be_visible()


def let_phone_in(desk: Page, phone: Page) -> None:
    desk.get_by_role("radio", name="The patient's").check()
    desk.get_by_role("button", name="Pair this phone").click()
    expect(phone.get_by_role("heading", name="Before you start")).to_be_visible()


def agree(phone: Page) -> None:
    """Agree, and set no goal yet."""
    phone.get_by_role("button", name="I agree").click()
    phone.get_by_role("link", name="Not now").click()
    expect(phone.get_by_text("The days before session 1 set your starting point.")).to_be_visible()


def check_in(phone: Page, number: int) -> None:
    phone.locator("#pain .pain-scale__cell").nth(number).click()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("heading", name=f"Saved. Pain {number} out of 10.")).to_be_visible()
    expect(phone.get_by_text(re.compile(r"^Sent \d"))).to_be_visible()


def newest_number(desk: Page) -> Locator:
    """The pain of the newest day, in the table of the one-pager."""
    desk.get_by_role("button", name="Table").click()
    return desk.get_by_role("dialog", name="Daily values").get_by_role("row").nth(1).get_by_role("cell").nth(1)


def record_session(desk: Page) -> None:
    desk.get_by_role("link", name="Record session 1").click()
    desk.get_by_role("checkbox", name="Injections").check()
    desk.get_by_label("Volume in ml").fill("8")
    desk.get_by_role("radio", name="Lidocaine").check()
    desk.get_by_role("button", name="Save session").click()
    expect(desk.get_by_role("status")).to_contain_text("Session 1 saved.")


def sign_in_again(desk: Page, recovery_code: str) -> None:
    """Give the second step; the password was typed already."""
    desk.get_by_label("6-digit code").fill(recovery_code)
    desk.get_by_role("button", name="Sign in", exact=True).click()
    expect(desk.get_by_role("link", name=re.compile("^Alice Moreau"))).to_be_visible()
