"""The screen after a session: what it asks, what it takes, and where it leads."""

import re
from datetime import timedelta

import pytest

from diary.db import db
from diary.effects.queries import after_answers
from diary.entries.values import Effect
from diary.practice.models import Practice
from tests.factories import an_area
from tests.today.days import MONDAY, TUESDAY, Fields, a_course, a_session, save, versions

OF_INJECTIONS = [
    *("soreness", "stinging", "bruise", "redness", "swelling", "itching", "tingling", "numbness", "stiffness"),
    *("dizziness", "headache", "more_pain", "tired", "something_else"),
]
EVER = (TUESDAY - timedelta(days=30), TUESDAY + timedelta(days=30))


@pytest.fixture
def session(course):
    """Alice's knee was injected this morning at ten, nine hours ago."""
    return a_session(course, TUESDAY)


def answer(browser, session, **answers):
    """Open the screen of a session, answer and save."""
    page = browser.get(f"/after/{session.id}")
    hidden = {name: value for name, value in Fields(page.text).values.items() if name != "csrf_token"}
    return browser.send_form(f"/after/{session.id}", **hidden | answers)


def offered(page: str) -> list[str]:
    """The effects to choose from, in order."""
    return [effect for effect in re.findall(r'name="effects" value="(\w+)"', page) if effect != "none"]


def test_it_says_which_session_and_how_long_ago(at_check_in, session):
    page = at_check_in.get("/after").text

    assert "Session 1, 9 hours ago" in page
    assert "How are things since your injections?" in page
    assert "Back to your usual day?" in page.partition('data-row="usual_day" hidden')[2]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(59, "Session 1, less than an hour ago"), (60, "Session 1, 1 hour ago"), (120, "Session 1, 2 hours ago")],
)
def test_the_first_hour_is_not_called_zero_hours(at_check_in, session, clock_hands, minutes, said):
    clock_hands.move_to(session.at + timedelta(minutes=minutes))

    assert said in at_check_in.get("/after").text


def test_what_was_answered_is_kept_for_its_session(at_check_in, alice, session, knee):
    said = {"ease": "much_less", "eased": "in_1_hour", "effects": ["soreness"], "bother_soreness": "1"}

    response = answer(at_check_in, session, **said)

    assert response.location == f"/after/saved/{session.id}"
    [kept] = after_answers(alice.id, *EVER)
    assert (kept.session_id, kept.day, kept.prompt) == (session.id, TUESDAY, "soon")
    assert (kept.ease, kept.eased, kept.effects) == (
        "much_less",
        "in_1_hour",
        (Effect(effect="soreness", severity=1),),
    )
    [version] = versions()
    assert (version.area_id, version.kind) == (knee.id, "after")


def test_none_of_these_is_kept_as_such(at_check_in, alice, session):
    answer(at_check_in, session, ease="same", eased="later", effects=["none"])

    [kept] = after_answers(alice.id, *EVER)
    assert (kept.none_of_these, kept.effects, kept.eased) == (True, (), None)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"effects": ["none"]}, "Choose how your usual pain is now."),
        ({"ease": "same"}, "Choose any effects you have, or None of these."),
        (
            {"ease": "same", "effects": ["none", "bruise"], "bother_bruise": "1"},
            "Choose any effects you have, or None of these.",
        ),
        ({"ease": "same", "effects": ["bruise"]}, "Bruise: choose how much it bothers you."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(at_check_in, session, answers, sentence):
    response = answer(at_check_in, session, **answers)

    assert response.status_code == 422
    assert f">{sentence}</a></li>" in response.text
    assert versions() == []


def test_the_same_form_sent_twice_is_one_save_and_a_changed_one_another(at_check_in, session, clock_hands):
    page = at_check_in.get(f"/after/{session.id}")
    hidden = {name: value for name, value in Fields(page.text).values.items() if name != "csrf_token"}
    for ease in ("same", "same", "worse"):
        clock_hands.shift(timedelta(seconds=5))
        at_check_in.send_form(f"/after/{session.id}", **hidden, ease=ease, effects=["none"])

    assert len(versions()) == 2


def test_a_bath_is_called_a_treatment_and_has_its_own_effects(at_check_in, course):
    a_session(course, TUESDAY, injections=False, spg_bath=True)

    page = at_check_in.get("/after").text

    assert "How are things since your treatment?" in page
    assert offered(page) == [*OF_INJECTIONS[:-1], "nose_burning", "bitter_taste", "nosebleed", "something_else"]


def test_injections_alone_are_asked_about_every_effect_but_those_of_a_bath(at_check_in, session):
    assert offered(at_check_in.get("/after").text) == OF_INJECTIONS


def test_the_next_morning_names_the_day_and_asks_about_the_usual_day(at_check_in, course, alice):
    session = a_session(course, MONDAY, hour=23)

    page = at_check_in.get("/after").text

    assert "This is about your session on Monday. Answer as best you can." in page
    assert 'data-row="usual_day">' in page
    answer(at_check_in, session, ease="same", effects=["none"], usual_day="almost")
    [kept] = after_answers(alice.id, *EVER)
    assert (kept.prompt, kept.usual_day, kept.day) == ("morning", "almost", TUESDAY)


def test_after_two_days_nothing_is_asked(at_check_in, course):
    session = a_session(course, TUESDAY - timedelta(days=3))

    assert at_check_in.get("/after").location == "/"
    assert at_check_in.get(f"/after/{session.id}").location == "/"


def test_a_session_still_to_come_is_not_asked_about(at_check_in, course):
    session = a_session(course, TUESDAY + timedelta(days=1))

    assert at_check_in.get("/after").location == "/"
    assert at_check_in.get(f"/after/{session.id}").status_code == 404


def test_who_is_bothered_a_lot_is_told_whom_to_call(at_check_in, session, clock_hands):
    answer(at_check_in, session, ease="worse", effects=["swelling"], bother_swelling="3")
    worried = "If you are worried, call"

    page = at_check_in.get(f"/after/saved/{session.id}").text
    assert re.search(f'{worried} <a class="link"[^>]* href="tel:4165550134">416 555 0134</a>[.]', page)
    clock_hands.shift(timedelta(hours=1))
    answer(at_check_in, session, ease="worse", effects=["swelling"], bother_swelling="2")
    assert worried not in at_check_in.get(f"/after/saved/{session.id}").text


def test_who_stopped_sharing_reads_no_promise_that_the_clinic_will_see_it(at_check_in, session):
    answer(at_check_in, session, ease="worse", effects=["swelling"], bother_swelling="3")
    saved = f"/after/saved/{session.id}"
    pages = [saved, "/data", "/help?called=1", "/visit", "/visit/question", f"/check-in/{TUESDAY}"]

    def promises():
        found = {page: re.findall(r'data-part="shared"( hidden)?>', at_check_in.get(page).text) for page in pages}
        return {(page, is_hidden) for page, every in found.items() for is_hidden in every}

    assert promises() == {(page, "") for page in pages}
    at_check_in.send_form("/data/sharing", share="no")
    assert promises() == {(page, " hidden") for page in pages}
    assert "If you are worried, call" in at_check_in.get(saved).text


def test_a_clinic_without_a_number_is_not_called(at_check_in, session):
    db.session.execute(db.update(Practice).values(phone=None))
    db.session.commit()

    answer(at_check_in, session, ease="worse", effects=["swelling"], bother_swelling="3")

    page = at_check_in.get(f"/after/saved/{session.id}").text
    assert "Thank you." in page
    assert "If you are worried" not in page


def test_of_two_areas_the_other_one_follows(at_check_in, alice, session):
    neck = a_session(a_course(alice, an_area(alice, name="Neck")), TUESDAY, hour=14)

    assert "Right knee" in at_check_in.get("/after").text
    answer(at_check_in, session, ease="same", effects=["none"])

    assert f'href="/after/{neck.id}"' in at_check_in.get(f"/after/saved/{session.id}").text


def test_the_check_in_of_a_session_day_leads_on_to_its_question(at_check_in, session):
    follows = save(at_check_in, pain="4").location

    assert follows == f"/after/{session.id}?saved=1"
    assert 'data-part="checked-in">Your check-in is saved.' in at_check_in.get(follows).text
    assert 'data-part="checked-in" hidden>' in at_check_in.get(f"/after/{session.id}").text
    answer(at_check_in, session, ease="same", effects=["none"])

    assert save(at_check_in, pain="3").location == f"/saved/{TUESDAY}"


def test_the_check_in_of_yesterday_leads_to_what_was_saved(at_check_in, course):
    a_session(course, MONDAY)

    assert save(at_check_in, MONDAY, pain="4").location == f"/saved/{MONDAY}"


def test_where_two_areas_are_treated_today_names_the_one_that_it_asks_about(at_check_in, alice, course, session):
    save(at_check_in, pain="3")
    page = at_check_in.get("/?closed=1").text
    assert "Answer about session 1<" in page
    assert "My relief has worn off<" in page

    a_course(alice, an_area(alice, name="Left hip"), opened_at=session.at)

    page = at_check_in.get("/?closed=1").text
    assert "Answer about session 1: Right knee<" in page
    assert "My relief has worn off: Right knee<" in page
    assert "Right knee" in at_check_in.get(f"/after/relief/{session.id}").text


def test_an_open_question_stands_on_today_until_it_is_answered(at_check_in, session):
    link = f'href="/after/{session.id}">Answer about session 1'

    assert link in at_check_in.get("/?closed=1").text
    answer(at_check_in, session, ease="same", effects=["none"])
    assert link not in at_check_in.get("/?closed=1").text
