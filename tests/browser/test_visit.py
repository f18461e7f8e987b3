"""Everything for the next visit is written without signal, and reaches the clinic."""

from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import DESK
from tests.browser.server import Site
from tests.browser.test_offline import STUMBLES_ONCE_KEPT
from tests.browser.visitors import NewContext, sign_in

pytestmark = pytest.mark.usefixtures("anew")


def test_questions_the_weekly_check_and_the_goal_are_kept_without_signal_and_sent(
    new_context: NewContext, site: Site
) -> None:
    phone = new_context(site).new_page()
    phone.goto("/demo/patient")
    kept.wait_for_the_diary(phone)
    kept.book_visit(phone, in_hours=20)
    phone.context.set_offline(True)

    phone.goto("/visit/question")
    phone.get_by_label("Your question").fill("May I swim in the lake?")
    kept.wait_until(phone, f"async () => {{ {kept.OPEN} return (await store.draft('question')) !== null }}")
    phone.goto("/visit/question")
    expect(phone.get_by_label("Your question")).to_have_value("May I swim in the lake?")
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator("[data-fill=questions]").get_by_text("May I swim in the lake?").first).to_be_visible()

    phone.get_by_role("link", name="Change May I swim in the lake?").click()
    phone.get_by_label("Your question").fill("May I swim in the sea?")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("May I swim in the lake?")).to_have_count(0)

    phone.get_by_role("link", name="Answer now").click()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("alert")).to_be_focused()
    assert phone.get_by_role("alert").get_by_role("link").all_inner_texts() == [
        "Average pain: choose a number from 0 to 10.",
        "Enjoyment of life: choose a number from 0 to 10.",
        "General activity: choose a number from 0 to 10.",
    ]
    for item, score in (("peg_pain", 4), ("peg_enjoyment", 5), ("peg_activity", 3)):
        phone.locator(f"#{item} .pain-scale__cell").nth(score).click()
    phone.get_by_role("radio", name="A little better").check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("You have answered them.")).to_be_visible()
    promise = phone.get_by_text("Your clinic will see your trend and your questions.")
    expect(promise).to_be_visible()
    kept.change_facts(phone, shared=False)
    phone.goto("/visit")
    expect(phone.get_by_text("You have answered them.")).to_be_visible()
    expect(promise).to_be_hidden()

    phone.goto("/goal/change")
    phone.get_by_role("radio", name="Write my own").check()
    phone.get_by_label("My goal").fill("Knit a scarf")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Knit a scarf")).to_be_visible()
    assert kept.unsettled(phone) == ["unsent"] * 4

    phone.context.set_offline(False)
    kept.wait_until(phone, f"async () => (await ({kept.STATES})()).every((state) => state === 'sent')")
    desk = new_context(site, viewport=DESK).new_page()
    sign_in(desk, "practitioner@demo.example")
    desk.get_by_role("link", name="Margaret Ellis").first.click()
    expect(desk.get_by_text("May I swim in the sea?").first).to_be_visible()
    expect(desk.get_by_text("Goal: Knit a scarf").first).to_be_visible()


@pytest.mark.parametrize("has_signal", [True, False])
def test_a_goal_that_is_kept_is_not_sent_as_a_form_too(new_context: NewContext, site: Site, has_signal: bool) -> None:
    phone = new_context(site).new_page()
    phone.goto("/demo/patient")
    kept.wait_for_the_diary(phone)
    posted: list[str] = []
    phone.on("request", lambda request: posted.append(urlsplit(request.url).path) if request.method == "POST" else None)
    phone.context.set_offline(not has_signal)
    phone.goto("/goal/change")
    phone.get_by_role("radio", name="Climb the stairs").check()
    phone.evaluate(STUMBLES_ONCE_KEPT)

    phone.get_by_role("button", name="Save").click()

    phone.wait_for_url("**/goal")
    expect(phone.locator("main").get_by_text("Climb the stairs").first).to_be_visible()
    assert [path for path in posted if "/api/" not in path] == []


def test_once_the_course_has_ended_the_phone_asks_for_no_goal(new_context: NewContext, site: Site) -> None:
    phone = new_context(site).new_page()
    phone.goto("/demo/patient")
    kept.wait_for_the_diary(phone)
    phone.context.set_offline(True)
    phone.goto("/goal")
    expect(phone.get_by_role("link", name="Change my goal")).to_be_visible()

    kept.change_facts(phone, areas=[])
    phone.goto("/goal/change")

    phone.wait_for_url("**/goal")
    expect(phone.get_by_text("Your course has ended. You can still see your diary.")).to_be_visible()
    expect(phone.get_by_role("link", name="Change my goal")).to_be_hidden()
    expect(phone.locator("[data-fill=week]")).to_be_hidden()
    kept.change_facts(phone, goals=[])
    phone.goto("/goal")
    expect(phone.get_by_text("Your course has ended. You can still see your diary.")).to_be_visible()


def test_without_signal_a_tap_calls_the_clinic_to_book_and_about_higher_pain(
    new_context: NewContext, site: Site
) -> None:
    phone = new_context(site).new_page()
    phone.goto("/demo/patient")
    kept.wait_for_the_diary(phone)
    facts, past = phone.evaluate(f"async () => {{ {kept.OPEN} return [await store.facts(), await store.past()] }}")
    phone.context.set_offline(True)
    areas = [area | {"visit": None} for area in facts["areas"]]
    past["areas"][0]["trend"]["headline"] = "higher"
    calls = facts["clinic"] | {"phone": "416 555 0134", "demo": False}
    screens = {
        "/visit": ("No visit booked. Call 416 555 0134 to book.", "No visit booked. Call your clinic to book."),
        "/trend": ("If it worries you, call 416 555 0134.", "If it worries you, call your clinic."),
    }

    for path, (with_number, without) in screens.items():
        kept.change_facts(phone, past, areas=areas, clinic=calls)
        phone.goto(path)
        expect(phone.locator("main")).to_contain_text(with_number, use_inner_text=True)
        expect(phone.get_by_role("link", name="416 555 0134")).to_have_attribute("href", "tel:4165550134")
        kept.change_facts(phone, past, areas=areas, clinic=calls | {"phone": None})
        phone.goto(path)
        expect(phone.locator("main")).to_contain_text(without, use_inner_text=True)
        expect(phone.locator("[data-call]:visible")).to_have_count(0)


def test_once_the_course_has_ended_the_phone_asks_for_nothing_at_a_visit(new_context: NewContext, site: Site) -> None:
    phone = new_context(site).new_page()
    phone.goto("/demo/patient")
    kept.wait_for_the_diary(phone)
    phone.context.set_offline(True)
    asked = phone.evaluate(
        f"async () => {{ {kept.OPEN} return (await store.facts()).questions.map(({{ id }}) => id) }}"
    )
    kept.change_facts(phone, areas=[])
    for question in asked:
        kept.keep_about(phone, "question", question=question, words="", withdrawn=True)

    phone.goto("/visit")
    expect(phone.get_by_text("Your course has ended. You can still see your diary.")).to_be_visible()
    for words in ("Things to ask", "Add a question", "Your clinic will see your trend and your questions."):
        expect(phone.get_by_text(words)).to_be_hidden()
    kept.keep_about(phone, "question", words="May I swim?")
    phone.goto("/visit/question")
    phone.wait_for_url("**/visit")
    expect(phone.get_by_text("May I swim?").first).to_be_visible()
    expect(phone.get_by_role("link", name="Add a question")).to_be_hidden()
    expect(phone.get_by_role("link", name="Change")).to_be_hidden()


def test_what_was_begun_gives_way_to_a_newer_question_and_a_newer_goal(new_context: NewContext, site: Site) -> None:
    phone = new_context(site).new_page()
    phone.goto("/demo/patient")
    kept.wait_for_the_diary(phone)
    phone.context.set_offline(True)
    question = str(uuid4())
    kept.keep_about(phone, "question", words="May I swim?", question=question)
    kept.keep_about(phone, "goal", words="Knit a scarf")
    phone.goto("/goal/change")
    phone.get_by_role("radio", name="Climb the stairs").check()
    kept.wait_until(phone, f"async () => (await ({draft_of('goal')})()) !== null")
    phone.goto(f"/visit/question?change={question}")
    box = phone.get_by_label("Your question")
    box.fill("May I run?")
    kept.wait_until(phone, f"async () => (await ({draft_of('question')})()) !== null")

    kept.keep_about(phone, "question", words="May I ski?", question=question)
    kept.keep_about(phone, "goal", words="Cook a meal")

    phone.goto("/goal/change")
    expect(phone.get_by_role("button", name="I do not want a goal now")).to_be_visible()
    phone.wait_for_timeout(300)
    expect(phone.get_by_role("radio", checked=True)).to_have_count(0)
    phone.goto(f"/visit/question?change={question}")
    phone.wait_for_timeout(300)
    expect(box).to_have_value("May I ski?")
    box.fill("")
    phone.get_by_role("button", name="Remove this question").click()
    phone.wait_for_url("**/visit")
    expect(phone.get_by_text("May I ski?")).to_have_count(0)


def draft_of(kind: str) -> str:
    return f"async () => {{ {kept.OPEN} return store.draft('{kind}') }}"
