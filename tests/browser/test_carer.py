"""A carer's phone keeps the diary too, and everybody who reads it reads who wrote what."""

import re
from datetime import time
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser import first_day, kept
from tests.browser.course import Walk, day_of, lived, moment

TODAY = day_of(0)
AS_A_CARER = "You write here as a carer."
SCREENS = (
    "/?closed=1",
    f"/check-in/{TODAY}",
    f"/saved/{TODAY}",
    "/days",
    f"/days/{TODAY}",
    "/trend",
    "/visit",
    "/settings",
)


def pair_carer(walk: Walk) -> Page:
    carer = walk.new_phone()
    carer.context.clock.set_system_time(moment(0, time(10)))
    walk.open_desk("/details")
    first_day.find_phone(walk.desk, carer)
    walk.desk.get_by_role("radio", name="Their carer's").check()
    walk.desk.get_by_role("button", name="Pair this phone").click()
    expect(carer.get_by_text(AS_A_CARER)).to_be_visible()
    kept.wait_for_the_diary(carer)
    return carer


def test_what_a_carer_writes_is_the_carers_wherever_it_is_read(chromium: Browser, tmp_path: Path) -> None:
    with lived(chromium, tmp_path) as walk:
        walk.be_at(0, time(10))
        walk.sign_in(walk.phone)
        carer = pair_carer(walk)

        carer.context.set_offline(True)
        carer.goto("/")
        carer.locator("#pain .pain-scale__cell").nth(4).tap()
        carer.get_by_role("button", name="Save").tap()
        expect(carer.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()
        for path in SCREENS:
            carer.goto(path)
            expect(carer.get_by_text(AS_A_CARER)).to_be_visible()
        reads_who_wrote(carer, "By you")
        carer.context.set_offline(False)
        expect(carer.get_by_text("All sent.")).to_be_visible()

        walk.open("/?closed=1")
        expect(
            walk.phone.get_by_text(re.compile("This day was filled in at 10:0. am. You can change it."))
        ).to_be_visible()
        expect(walk.phone.get_by_text(AS_A_CARER)).to_be_hidden()
        reads_who_wrote(walk.phone, "By your carer")
        kept.wait_for_the_diary(walk.phone)
        walk.lose_signal()
        reads_who_wrote(walk.phone, "By your carer")
        walk.open_desk("")
        expect(first_day.newest_number(walk.desk)).to_have_text("4 by the carer")
        walk.open_desk("/details")
        expect(walk.desk.get_by_text(", carer")).to_be_visible()


def reads_who_wrote(phone: Page, words: str) -> None:
    """Among the days, on the day's own page, and in the numbers of the trend."""
    phone.goto("/days")
    expect(phone.locator(".days__day").first).to_contain_text(words)
    phone.goto(f"/days/{TODAY}")
    expect(phone.get_by_text(words, exact=True).first).to_be_visible()
    phone.goto("/trend")
    phone.get_by_text("See the numbers").first.tap()
    expect(phone.locator("[data-part=numbers] tr").first).to_contain_text(words)
