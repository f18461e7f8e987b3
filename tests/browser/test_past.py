"""What the patient looks back on, in a real browser: the same with and without signal."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser import kept
from tests.browser.server import NOON

pytestmark = pytest.mark.usefixtures("anew")
TELL = "dispatchEvent(new Event('offline'))"
SCREENS = ("/days", "/days?by=month", "/trend")


def words(page: Page, path: str) -> list[str]:
    page.goto(path)
    page.locator("html:not([data-opening])").wait_for()
    return page.inner_text("main").split()


def paths(page: Page) -> list[tuple[str, list[Any]]]:
    """What the picture is made of, as far as it shows."""
    drawn = page.locator("svg.figure > path").all()
    found = [(path.get_attribute("class") or "", path.get_attribute("d") or "") for path in drawn]
    return [(look, re.findall(r"[A-Za-z]|[0-9.]+", path)) for look, path in found if path]


def test_days_and_trend_are_the_same_without_signal(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    online = {path: words(alices_phone, path) for path in SCREENS}
    picture = paths(alices_phone)
    alices_phone.context.set_offline(True)

    offline = {path: words(alices_phone, path) for path in SCREENS}

    assert alices_phone.locator("html").get_attribute("data-shell") == "trend"
    assert offline == online
    assert paths(alices_phone) == picture


def test_a_day_is_the_same_without_signal(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.goto("/help")
    missed = str(datetime.now(ZoneInfo(NOON)).date() - timedelta(days=12))
    effects = [{"effect": effect, "severity": 2} for effect in ("tired", "soreness", "dizziness")]
    kept.keep(alices_phone, missed, asked="last_24h", bothered=True, effects=effects)
    alices_phone.goto("/help")
    kept.wait_until(alices_phone, f"async () => (await ({kept.STATES})()).every((state) => state === 'sent')")
    online = words(alices_phone, f"/days/{missed}")
    alices_phone.context.set_offline(True)

    assert words(alices_phone, f"/days/{missed}") == online


def test_a_save_without_signal_is_in_the_list_at_once(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.context.set_offline(True)
    alices_phone.goto("/days")
    alices_phone.get_by_role("link", name="Fill in this day").first.click()
    alices_phone.locator("#pain .pain-scale__cell").nth(4).click()
    alices_phone.get_by_role("button", name="Save").click()
    expect(alices_phone.get_by_role("heading", name="Saved.")).to_be_visible()

    alices_phone.get_by_role("link", name="Done").click()
    alices_phone.get_by_role("link", name="Days").click()

    expect(alices_phone.locator(".days__day").first).to_contain_text("Pain 4 out of 10")


def test_a_day_that_is_drawn_again_says_no_more_than_it_does_now(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.context.set_offline(True)
    now = datetime.now(UTC)
    today = str(now.date())
    [area, *_others] = alices_phone.evaluate(f"async () => {{ {kept.OPEN} return (await store.facts()).areas }}")
    session = {"number": 4, "day": today, "at": (now - timedelta(minutes=1)).isoformat()}
    kept.change_facts(alices_phone, past={"areas": [area | {"until": None, "sessions": [session]}]})
    kept.keep(alices_phone, today, effects=[{"effect": "redness", "severity": 2}])
    alices_phone.goto(f"/days/{today}")
    day = alices_phone.locator(".day")
    for words in ("No number", "Redness: quite a bit", "Session 4"):
        expect(day).to_contain_text(words, use_inner_text=True)

    kept.change_facts(alices_phone, past={"areas": [area | {"until": None, "sessions": []}]})
    kept.keep(alices_phone, today, pain=3, bothered=True, effects=[{"effect": "bruise", "severity": 1}])
    alices_phone.evaluate(TELL)

    expect(day).to_contain_text("Pain 3 out of 10", use_inner_text=True)
    expect(day).to_contain_text("Bruise: a little", use_inner_text=True)
    for words in ("Redness", "Session 4"):
        expect(day).not_to_contain_text(words, use_inner_text=True)


def test_numbers_that_grew_old_without_signal_say_up_to_when_they_go(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.goto("/trend")
    expect(alices_phone.get_by_text("days this week.")).to_be_visible()
    alices_phone.context.set_offline(True)
    alices_phone.clock.set_system_time(datetime.now(UTC) + timedelta(days=5))

    alices_phone.goto("/trend")

    expect(alices_phone.get_by_text("Numbers up to")).to_be_visible()
    expect(alices_phone.get_by_text("days in the week up to")).to_be_visible()
    expect(alices_phone.get_by_text("days this week.")).to_have_count(0)


def test_one_day_of_a_goal_is_a_day(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.context.set_offline(True)
    past = alices_phone.evaluate(f"async () => {{ {kept.OPEN} return store.past() }}")
    past["areas"][0]["trend"]["goal"] |= {"done": 0, "of": 1}
    kept.change_facts(alices_phone, past=past)

    alices_phone.goto("/trend")
    expect(alices_phone.get_by_text("0 of 1 day this week.")).to_be_visible()
    alices_phone.clock.set_system_time(datetime.now(UTC) + timedelta(days=5))
    alices_phone.goto("/trend")
    expect(alices_phone.get_by_text("0 of 1 day in the week up to")).to_be_visible()
    expect(alices_phone.get_by_text("this week.")).to_be_hidden()


def test_where_two_areas_are_treated_a_number_has_the_whole_row(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.context.set_offline(True)
    [area, *_others] = alices_phone.evaluate(f"async () => {{ {kept.OPEN} return (await store.facts()).areas }}")
    back = area | {"id": str(uuid4()), "name": "Left shoulder blade and upper back"}
    kept.change_facts(
        alices_phone,
        areas=[area, back],
        past={"areas": [one | {"until": None, "sessions": []} for one in (area, back)]},
    )
    kept.keep(alices_phone, str(datetime.now(ZoneInfo(NOON)).date()), pain=4)

    alices_phone.goto("/days")

    row = alices_phone.locator(".days__day").filter(has_text="pain 4 out of 10").first
    date, number = (row.locator(part).first.bounding_box() for part in (".days__date", ".days__number:visible"))
    assert date
    assert number
    assert number["y"] >= date["y"] + date["height"]
    assert date["height"] < 30, "on one line"


@pytest.mark.parametrize("has_signal", [True, False])
def test_a_day_of_which_nothing_is_shown_has_no_empty_card(alices_phone: Page, has_signal: bool) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.context.set_offline(not has_signal)

    for days, words in ((200, "Days before the last 16 weeks are not shown here."), (-2, "This day has not come yet.")):
        alices_phone.goto(f"/days/{datetime.now(ZoneInfo(NOON)).date() - timedelta(days=days)}")

        expect(alices_phone.get_by_text(words)).to_be_visible()
        expect(alices_phone.locator(".card")).to_be_hidden()


def test_what_was_saved_is_counted_since_a_session_that_came_in_meanwhile(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.context.set_offline(True)
    today = str(datetime.now(ZoneInfo(NOON)).date())
    kept.change_facts(alices_phone, sessions=[])
    kept.keep(alices_phone, today, pain=3)
    alices_phone.goto(f"/saved/{today}")
    expect(alices_phone.get_by_text("before your first session")).to_be_visible()

    kept.treat(alices_phone, hours_ago=1)
    alices_phone.evaluate(TELL)

    expect(alices_phone.get_by_text("since your last session")).to_be_visible()
    expect(alices_phone.get_by_text("before your first session")).to_be_hidden()


def test_who_stands_on_a_day_stays_there_when_nothing_changed(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.context.set_offline(True)
    alices_phone.goto("/days")
    day = alices_phone.locator(".days__day").nth(1)
    day.focus()

    alices_phone.evaluate(TELL)
    alices_phone.wait_for_timeout(300)

    expect(day).to_be_focused()


def test_who_reads_the_numbers_of_the_trend_stays_there_until_they_change(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.context.set_offline(True)
    alices_phone.goto("/trend")
    alices_phone.get_by_text("See the numbers").first.click()
    row = alices_phone.locator("[data-part=numbers] tr").nth(1).element_handle()

    alices_phone.evaluate(TELL)
    alices_phone.wait_for_timeout(300)
    assert row.evaluate("row => row.isConnected")

    kept.keep(alices_phone, str(datetime.now(ZoneInfo(NOON)).date()), pain=9)
    alices_phone.evaluate(TELL)
    expect(alices_phone.locator("[data-part=numbers] tr").first).to_contain_text("9", use_inner_text=True)
    assert not row.evaluate("row => row.isConnected")
