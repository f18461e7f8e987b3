"""What the patient looks back on, in a real browser: the same with and without signal."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import kept

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


def test_what_was_saved_is_counted_since_a_session_that_came_in_meanwhile(alices_phone: Page) -> None:
    kept.wait_for_the_diary(alices_phone)
    alices_phone.context.set_offline(True)
    today = str(datetime.now(UTC).date())
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
