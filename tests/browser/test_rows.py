"""Which rows the diary asks beside the number is the clinic's choice, and every screen follows it."""

from datetime import time
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import kept
from tests.browser.course import Walk, day_of, lived

MEDICINE = "Did you take extra pain medicine?"
WORST = "What was your worst pain?"


def rows(page: Page) -> list[bool]:
    """Whether the check-in asks for medicine, and for the worst pain."""
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    return [row(page, name).is_visible() for name in (MEDICINE, WORST)]


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name)


def choose_rows(walk: Walk) -> None:
    """Bob asks for the worst pain, and no more for medicine."""
    walk.open_desk("/details")
    walk.desk.get_by_role("checkbox", name="Extra medicine").uncheck()
    walk.desk.get_by_role("checkbox", name="Worst pain").check()
    walk.desk.get_by_role("button", name="Save", exact=True).click()
    expect(walk.desk.get_by_role("status")).to_be_visible()


def answers_of(page: Page, place: int) -> str:
    page.goto(f"/days/{day_of(place)}")
    page.locator("html:not([data-opening])").wait_for()
    return " ".join(page.locator("dl.answers").inner_text().split())


def test_the_rows_that_the_clinic_chose_are_asked_and_read_everywhere(chromium: Browser, tmp_path: Path) -> None:
    with lived(chromium, tmp_path) as walk:
        walk.be_at(0, time(20))
        online = walk.new_phone(service_workers="block")
        walk.sign_in(online)
        walk.sign_in(walk.phone)
        walk.open("/")
        kept.wait_for_the_diary(walk.phone)
        assert rows(walk.phone) == [True, False]
        walk.keep(0, asked="last_24h", pain=6, medicine=2)

        choose_rows(walk)
        walk.be_at(1, time(20))
        walk.open("/?closed=1")
        walk.wait_until_sent()
        kept.wait_until(
            walk.phone, f"async () => {{ {kept.OPEN} return (await store.facts()).rows.includes('worst') }}"
        )
        online.context.clock.set_system_time(walk.practice.now)
        online.goto("/")
        assert rows(online) == [False, True]
        walk.lose_signal()
        walk.open("/")
        assert rows(walk.phone) == [False, True]
        walk.tap_number(5)
        walk.tap_number(9, "worst")
        walk.save()
        walk.see("Saved. Pain 5 out of 10.")
        offline = [answers_of(walk.phone, place) for place in (0, 1)]
        assert offline == ["Extra pain medicine Twice", "Worst pain 9"]
        walk.find_signal()
        walk.open("/?closed=1")
        walk.wait_until_sent()

        assert [answers_of(online, place) for place in (0, 1)] == offline
        walk.open_desk("")
        expect(walk.desk.locator(".only-wide").get_by_text("no answers")).to_have_count(
            2
        )  # effects and sleep, which are asked
        walk.desk.get_by_role("button", name="Table").click()
        table = walk.desk.get_by_role("dialog", name="Daily values").get_by_role("row")
        cells = [table.nth(n).get_by_role("cell").all_inner_texts() for n in (1, 2)]
        assert [(row[1], row[3]) for row in cells] == [("5, worst 9", "–"), ("6", "2")]
