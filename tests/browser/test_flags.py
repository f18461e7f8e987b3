"""A red-flag card comes at once, without signal too, and nothing that was ticked is lost, whatever the patient does next."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import kept
from tests.browser.barriers import barriers_in_every_look, misfits, small_targets
from tests.browser.server import Site
from tests.browser.test_offline import TODAY, lose_signal, opened_once, tap
from tests.browser.visitors import NewContext

pytestmark = pytest.mark.usefixtures("anew")
WEAKNESS = "New weakness, such as a foot that drops or dropping things"
ONE_SIDE = "A drooping face, a weak arm, or trouble speaking, all of a sudden"
SAID = f"""async () => {{ {kept.OPEN}
  const saves = (await store.versions()).filter(({{ state }}) => state === "unsent").map(({{ version }}) => version)
  return saves.sort((one, other) => one.edited_at < other.edited_at ? -1 : 1).map(({{ kind, body }}) => ({{ kind, ...body }}))
}}"""


@pytest.fixture
def page(new_context: NewContext, site: Site) -> Page:
    """The check-in on a phone without signal, with numbness that bothers quite a bit."""
    page = opened_once(new_context, site)
    lose_signal(page)
    page.goto(f"/check-in/{TODAY}")
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    tap(page, 4)
    page.get_by_role("group", name="bothering you today").get_by_role("radio", name="Yes").check()
    page.get_by_role("checkbox", name="Numbness", exact=True).check()
    page.get_by_role("group", name="Numbness: how much").get_by_role("radio", name="Quite a bit").check()
    return page


def card(page: Page) -> Locator:
    return page.get_by_role("alertdialog")


def said(page: Page, kind: str, count: int) -> list[dict[str, object]]:
    """What waits on this phone of one kind, in the order in which it was saved."""
    kept.wait_until(
        page,
        f"async ([kind, count]) => (await ({SAID})()).filter((one) => one.kind === kind).length === count",
        [kind, count],
    )
    return [one for one in page.evaluate(SAID) if one["kind"] == kind]


def test_a_tick_shows_the_card_at_once_and_the_check_in_is_kept(page: Page) -> None:
    expect(page.get_by_role("group", name="Do you have any of these?")).to_be_visible()
    page.get_by_role("checkbox", name=WEAKNESS).check()

    expect(card(page)).to_be_visible()
    expect(card(page).get_by_role("heading")).to_have_text("Call the clinic today", use_inner_text=True)
    expect(card(page).get_by_role("heading")).to_be_focused()
    expect(card(page)).to_contain_text("should be discussed with your clinic today.", use_inner_text=True)
    expect(card(page)).to_contain_text("This diary does not alert anyone. Please make the call yourself.")
    [entry] = said(page, "entry", 1)
    assert (entry["pain"], entry["symptoms"]) == (4, ["weakness"])

    page.goto("/")  # as after the phone ended the page that the card was on
    expect(card(page)).to_contain_text("should be discussed with your clinic today.", use_inner_text=True)
    page.keyboard.press("Escape")
    expect(card(page)).to_be_visible()
    card(page).get_by_role("button", name="I've read this").tap()
    expect(card(page)).to_be_hidden()
    shown, _again, read = said(page, "flag_log", 3)
    assert (shown["rule"], shown["level"], shown["symptoms"]) == ("RF06", "C", ["weakness"])
    assert read["dismissed_at"]
    assert "called" not in read


def test_a_day_with_a_symptom_that_is_opened_and_saved_as_it_was_is_kept_once(page: Page) -> None:
    page.get_by_role("checkbox", name=WEAKNESS).check()
    card(page).get_by_role("button", name="I've read this").tap()
    for _time in range(2):
        page.get_by_role("button", name="Save").tap()
        expect(page.get_by_role("heading", name="Saved. Pain 4 out of 10.")).to_be_visible()
        page.goto(f"/check-in/{TODAY}")
        expect(page.get_by_role("checkbox", name="Numbness", exact=True)).to_be_checked()

    [entry] = said(page, "entry", 1)
    assert entry["symptoms"] == ["weakness"]


def test_a_worse_symptom_shows_the_next_card_and_a_call_is_kept_with_it(page: Page) -> None:
    page.get_by_role("checkbox", name=WEAKNESS).check()
    card(page).get_by_role("button", name="I've read this").tap()
    page.get_by_role("checkbox", name=ONE_SIDE).check()

    expect(card(page).get_by_role("heading")).to_have_text("Call emergency services now", use_inner_text=True)
    expect(card(page)).to_contain_text("Call 911 now.", use_inner_text=True)
    card(page).get_by_role("button", name="I have called").tap()

    saves = said(page, "flag_log", 4)
    assert [one["level"] for one in saves] == ["C", "C", "E", "E"]
    assert saves[-1]["called"] is True


def test_symptoms_are_asked_only_while_an_answer_gives_a_reason(page: Page) -> None:
    asked = page.get_by_role("group", name="Do you have any of these?")
    none = asked.get_by_role("checkbox", name="None of these")
    none.check()
    expect(asked.get_by_role("checkbox", name="Pus")).to_be_hidden()

    page.get_by_role("checkbox", name=WEAKNESS).check()
    expect(none).not_to_be_checked()
    card(page).get_by_role("button", name="I've read this").tap()
    page.get_by_role("checkbox", name="Numbness", exact=True).uncheck()

    expect(asked).to_be_hidden()
    assert page.evaluate("() => new FormData(document.forms[0]).getAll('symptoms')") == []


def test_help_keeps_the_word_that_the_patient_called_with_the_card(page: Page) -> None:
    page.get_by_role("checkbox", name=WEAKNESS).check()
    card(page).get_by_role("button", name="I've read this").tap()
    said(page, "flag_log", 2)
    page.goto("/help")
    page.get_by_role("button", name="I have called").dblclick()

    promise = page.get_by_text("We will show this to your clinic at your visit.", exact=True)
    expect(promise).to_be_visible()
    expect(page.get_by_text("It does not replace a call.")).to_be_visible()
    page.get_by_role("button", name="I have called").tap()
    [*_before, called] = said(page, "flag_log", 3)
    assert (called["rule"], called["called"], bool(called["dismissed_at"])) == ("RF06", True, True)

    kept.change_facts(page, shared=False)
    page.goto("/help")
    page.get_by_role("button", name="I have called").tap()
    expect(page.get_by_text("It does not replace a call.")).to_be_visible()
    expect(promise).to_be_hidden()


def test_without_script_the_symptoms_and_the_card_are_pages_of_their_own(new_context: NewContext, site: Site) -> None:
    page = new_context(site, reduced_motion="reduce", service_workers="block").new_page()
    page.goto(site / "demo/patient")
    page.goto(site / f"check-in/{TODAY}")
    page.locator("#pain .pain-scale__cell").nth(4).click()
    page.get_by_role("group", name="bothering you today").get_by_role("radio", name="Yes").check()
    page.get_by_role("checkbox", name="Numbness", exact=True).check()
    page.get_by_role("group", name="Numbness: how much").get_by_role("radio", name="Quite a bit").check()

    send_without_script(page, f"/symptoms/{TODAY}")
    asked = barriers_in_every_look(page) | misfits(page), small_targets(page)
    page.get_by_role("checkbox", name=WEAKNESS).check()
    page.evaluate("() => document.querySelector('main form').submit()")
    page.get_by_role("checkbox", name="A drooping face").wait_for()  # asked because of what was ticked
    send_without_script(page, "/red-flag/*")
    shown = barriers_in_every_look(page) | misfits(page), small_targets(page)

    expect(page.get_by_text("should be discussed with your clinic today.")).to_be_visible()
    assert (asked, shown) == (({}, []), ({}, []))


def send_without_script(page: Page, leads_to: str) -> None:
    page.evaluate("() => document.querySelector('main form').submit()")
    page.wait_for_url(f"**{leads_to}")
