"""The hours after a session, on a phone without signal: what was answered there reaches the clinic."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import kept
from tests.browser.barriers import SIZES, barriers_in_every_look, misfits, small_targets
from tests.browser.conftest import DESK, watched
from tests.browser.server import NOON, Site
from tests.browser.test_layout import AFTER, AFTER_SAVE_BAR, misplaced
from tests.browser.test_offline import THUMB, TODAY
from tests.browser.visitors import NewContext, sign_in

ALL_SENT = f"async () => {{ {kept.OPEN} return (await store.counts()).unsent === 0 }}"
SAVED = f"""async () => {{ {kept.OPEN}
  return (await store.versions()).filter(({{ version }}) => version.kind === "after").map(({{ version }}) => version.body)
}}"""


@pytest.fixture(scope="module")
def desk(chromium: Browser, site: Site) -> Iterator[Page]:
    """Where Margaret's session was just recorded."""
    with watched(chromium) as new_context:
        desk = new_context(site, viewport=DESK).new_page()
        record_session(desk)
        yield desk


def record_session(desk: Page) -> None:
    sign_in(desk, "practitioner@demo.example")
    desk.get_by_role("link", name="Margaret Ellis").first.click()
    desk.get_by_role("link", name="Record session 6").click()
    desk.get_by_role("link", name="Same as last time").click()
    desk.get_by_role("button", name="Save session").click()
    expect(desk.get_by_role("status")).to_have_text("Session 6 saved.")


def group(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name)


def test_what_was_answered_without_signal_is_on_the_one_pager(new_context: NewContext, site: Site, desk: Page) -> None:
    phone = new_context(site, has_touch=True).new_page()
    phone.goto(site / "demo/patient")
    kept.wait_for_the_diary(phone)
    phone.context.set_offline(True)

    phone.goto("/after")
    expect(phone.get_by_text("Session 6, less than an hour ago")).to_be_visible()
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("link", name="Choose how your usual pain is now.")).to_be_visible()
    group(phone, "Your usual pain is").get_by_role("radio", name="Much less").tap()
    group(phone, "When did it start to ease?").get_by_role("radio", name="In 1 hour").tap()
    phone.get_by_role("checkbox", name="None of these").first.tap()
    phone.get_by_role("checkbox", name="Bruise").tap()
    expect(phone.get_by_role("checkbox", name="None of these").first).not_to_be_checked()
    group(phone, "How much does it bother you?").get_by_role("radio", name="Quite a bit").tap()
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("heading", name="Saved")).to_be_visible()
    assert kept.unsettled(phone) == ["unsent"]

    phone.goto("/?closed=1")
    phone.get_by_role("link", name="My relief has worn off").tap()
    group(phone, "When did it wear off?").get_by_role("radio", name="Just now").tap()
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("heading", name="Today")).to_be_visible()
    expect(phone.get_by_role("link", name="My relief has worn off")).to_be_hidden()
    assert kept.unsettled(phone) == ["unsent", "unsent"]

    phone.context.set_offline(False)
    expect(phone.get_by_text("All sent.")).to_be_visible()
    desk.goto("/clinic/")
    desk.get_by_role("link", name="Margaret Ellis").first.click()
    expect(desk.get_by_text("Bruise, quite a bit, 1 day or more").first).to_be_visible()


def test_after_the_check_in_it_says_that_the_check_in_is_saved(new_context: NewContext, site: Site) -> None:
    phone = new_context(site).new_page()
    phone.goto(site / "demo/patient")
    kept.wait_for_the_diary(phone)
    phone.context.set_offline(True)
    kept.treat(phone, hours_ago=3)
    phone.goto(f"/check-in/{TODAY}")
    phone.locator("#pain .pain-scale__cell").nth(4).click()

    phone.get_by_role("button", name="Save").click()

    expect(phone.get_by_role("heading", name="How are things since your injections?")).to_be_visible()
    expect(phone.get_by_text("Your check-in is saved.")).to_be_visible()
    phone.goto("/after")
    expect(phone.get_by_role("heading", name="How are things since your injections?")).to_be_visible()
    expect(phone.get_by_text("Your check-in is saved.")).to_be_hidden()


@pytest.mark.usefixtures("desk")
def test_its_pages_stand_in_nobodys_way(new_context: NewContext, site: Site) -> None:
    phone = new_context(site, reduced_motion="reduce", service_workers="block", bypass_csp=True).new_page()
    phone.goto(site / "demo/patient")
    found = {}

    def look(name: str) -> None:
        found[name] = [barriers_in_every_look(phone), misfits(phone)]
        phone.set_viewport_size(SIZES[0])
        found[name] = [wrong for wrong in (*found[name], small_targets(phone)) if wrong]

    phone.goto("/after")
    assert misplaced(phone, AFTER, ".phone__bar") + misplaced(phone, AFTER_SAVE_BAR, "") == []
    session = phone.locator("form[data-session]").get_attribute("data-session")
    group(phone, "Do you have any of these?").get_by_role("checkbox", name="Tingling").check()
    phone.get_by_role("checkbox", name="Dizziness").check()
    group(phone, "Dizziness: how much does it bother you?").get_by_role("radio", name="A lot").check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("link", name="Choose how your usual pain is now.")).to_be_visible()
    look("question with faults and symptoms")
    group(phone, "Your usual pain is").get_by_role("radio", name="Worse").check()
    group(phone, "Tingling: how much does it bother you?").get_by_role("radio", name="A little").check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("If you are worried, call")).to_be_visible()
    look("saved")
    phone.goto(f"/after/relief/{session}")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("link", name="Choose when your relief wore off.")).to_be_visible()
    look("relief with a fault")

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.usefixtures("desk")
def test_who_is_worried_calls_with_a_tap_without_signal(new_context: NewContext, site: Site) -> None:
    phone = new_context(site).new_page()
    phone.goto(site / "demo/patient")
    kept.wait_for_the_diary(phone)
    facts = phone.evaluate(f"async () => {{ {kept.OPEN} return store.facts() }}")
    session = facts["sessions"][-1]["id"]
    kept.change_facts(phone, clinic=facts["clinic"] | {"phone": "416 555 0134", "demo": False})
    phone.context.set_offline(True)
    effects = [{"effect": "swelling", "severity": 3}]
    kept.keep_after(phone, str(TODAY), session, ease="worse", effects=effects)

    phone.goto(f"/after/saved/{session}")

    number = phone.get_by_role("link", name="416 555 0134")
    expect(number).to_have_attribute("href", "tel:4165550134")
    expect(phone.get_by_text("If you are worried, call 416 555 0134.")).to_be_visible()
    box = number.bounding_box()
    assert box
    assert box["height"] >= THUMB

    kept.change_facts(phone, clinic=facts["clinic"] | {"phone": None})
    phone.goto(f"/after/saved/{session}")
    expect(phone.get_by_text("Thank you.")).to_be_visible()
    expect(phone.get_by_text("If you are worried")).to_be_hidden()


@pytest.mark.usefixtures("desk")
def test_what_a_card_kept_is_not_kept_again_by_save(new_context: NewContext, site: Site) -> None:
    phone = new_context(site, service_workers="block").new_page()
    phone.goto(site / "demo/patient")
    phone.goto("/after")
    group(phone, "Your usual pain is").get_by_role("radio", name="The same").check()
    phone.get_by_role("checkbox", name="Swelling", exact=True).check()
    group(phone, "How much does it bother you?").get_by_role("radio", name="A lot").check()
    phone.get_by_role("checkbox", name="A swollen face, lips, tongue or throat").check()
    phone.get_by_role("button", name="I've read this").click()

    phone.get_by_role("button", name="Save").click()

    expect(phone.get_by_text("If you are worried, call")).to_be_visible()
    swellings = [save for save in phone.evaluate(SAVED) if "face_swelling" in save.get("symptoms", [])]
    assert len(swellings) == 1


@pytest.mark.usefixtures("desk")
def test_days_of_very_high_pain_show_their_card_before_any_tick(new_context: NewContext, site: Site) -> None:
    phone = new_context(site).new_page()
    phone.goto(site / "demo/patient")
    kept.wait_for_the_diary(phone)
    phone.context.set_offline(True)
    for day in (TODAY - timedelta(days=1), TODAY):
        kept.keep(phone, str(day), asked="since_session", pain=9, worst=9)

    phone.goto("/after")

    expect(phone.get_by_role("alertdialog")).to_contain_text("Your pain has been very high for two days.")


def test_a_stumble_after_the_save_leads_on_and_saves_nothing_twice(chromium: Browser, site: Site, desk: Page) -> None:
    context = chromium.new_context(
        base_url=site.url, timezone_id=NOON, service_workers="block"
    )  # which reports the stumble
    phone = context.new_page()
    phone.goto("/demo/patient")
    phone.goto("/after")
    group(phone, "Your usual pain is").get_by_role("radio", name="The same").check()
    phone.get_by_role("checkbox", name="Tired").check()
    group(phone, "How much does it bother you?").get_by_role("radio", name="A little").check()
    phone.evaluate("Object.defineProperty(navigator, 'serviceWorker', {get() { throw new Error('a stumble') }})")

    phone.get_by_role("button", name="Save").click()

    expect(phone.get_by_role("heading", name="Saved")).to_be_visible()
    kept.wait_until(phone, ALL_SENT)
    said = [effect["effect"] for save in phone.evaluate(SAVED) for effect in save.get("effects", [])]
    assert said.count("tired") == 1
    context.close()
