"""The first day of a real practice: from the command that makes it to the first number on the one-pager."""

from playwright.sync_api import expect

from tests.browser import first_day
from tests.browser.conftest import DESK
from tests.browser.server import Site
from tests.browser.visitors import NewContext, sign_in


def test_a_new_practice_reads_its_first_number(new_context: NewContext, clinic: Site) -> None:
    practice = first_day.create_practice(clinic)
    desk = new_context(clinic, viewport=DESK).new_page()
    phone = new_context(clinic, has_touch=True).new_page()

    sign_in(desk, practice.email, first_day.PASSWORD)
    recovery_codes = first_day.set_up_second_step(desk)
    desk.get_by_role("link", name="I have kept them").click()
    details = first_day.add_alice(desk)
    first_day.open_course(desk)
    desk.goto(details)
    first_day.find_phone(desk, phone)
    first_day.let_phone_in(desk, phone)
    first_day.agree(phone)
    first_day.check_in(phone, 6)

    desk.goto(details.removesuffix("/details"))
    expect(first_day.newest_number(desk)).to_have_text("6")
    desk.get_by_role("button", name="Close").click()
    first_day.record_session(desk)

    desk.context.clear_cookies()
    sign_in(desk, practice.email, first_day.PASSWORD)
    first_day.sign_in_again(desk, recovery_codes[0])
