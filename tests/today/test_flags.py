"""Red flags where no script shows them: asked about after the save, a card to read, and the word that one called."""

import json
from datetime import date, timedelta

import pytest

from diary.db import db
from diary.effects.domain import LEVELS
from diary.effects.queries import shown_flags
from diary.effects.red_flags import RED_FLAGS
from diary.entries.models import UnshownVersion
from diary.today.help import SIGNS
from tests.factories import a_patient
from tests.today.days import FRIDAY, MONDAY, TUESDAY, a_session, save, sent_from, shown, versions

EVER = (date(2000, 1, 1), date(2100, 1, 1))
SYMPTOMS, SAVED = f"/symptoms/{TUESDAY}", f"/saved/{TUESDAY}"
NUMB = {"pain": "4", "bothered": "yes", "bother_numbness": "2"}
WEAK = {"earlier": ["weakness"], "symptoms": ["none"]}  # and none of what that gives a reason to ask
WEAK_WORDS = "New weakness, such as a foot that drops or dropping things"

BADLY_WORDS = "Passing out more than once"


def cards(patient):
    db.session.rollback()
    return shown_flags(patient.id, *EVER)


def bodies(kind):
    return [json.loads(version.body)["body"] for version in versions() if version.kind == kind]


def show_weakness(browser):
    """The address of the card that new weakness asks for."""
    save(browser, **NUMB)
    return browser.send_form(SYMPTOMS, **WEAK).location


def test_an_effect_that_gives_a_reason_asks_about_symptoms_after_the_save(at_check_in, course):
    a_session(course, MONDAY)

    answer = save(at_check_in, **NUMB)

    assert answer.location == SYMPTOMS
    assert [body["effects"] for body in bodies("entry")] == [[{"effect": "numbness", "severity": 2, "words": None}]]
    page = at_check_in.get(SYMPTOMS).text
    assert WEAK_WORDS in page
    assert "None of these" in page
    assert "Pus" not in page


def test_the_worst_that_a_day_said_of_an_effect_counts_whichever_form_said_it(at_check_in, course, clock_hands):
    """Weakness is asked about once tingling bothers quite a bit."""
    session = a_session(course, TUESDAY)
    page = at_check_in.get(f"/after/{session.id}")
    after = sent_from(page, ease="same", effects=["tingling"], bother_tingling="1")
    at_check_in.send_form(f"/after/{session.id}", **after)
    clock_hands.shift(timedelta(hours=1))

    assert save(at_check_in, pain="4", bothered="yes", bother_tingling="2").location == SYMPTOMS


def test_an_effect_that_gives_none_asks_nothing(at_check_in, course):
    a_session(course, MONDAY)

    assert save(at_check_in, pain="4", bothered="yes", bother_soreness="1").location == SAVED
    assert at_check_in.get(SYMPTOMS).location == "/"


def test_a_symptom_shows_its_card_which_is_kept_as_shown_and_as_read(at_check_in, alice, course, clock_hands):
    a_session(course, MONDAY)

    address = show_weakness(at_check_in)

    [card] = cards(alice)
    page = at_check_in.get(address).text
    assert (card.rule, card.level, card.rules_version, card.dismissed_at) == ("RF06", "C", RED_FLAGS.version, None)
    assert bodies("flag_log")[0]["symptoms"] == ["weakness"]
    assert bodies("symptoms") == [{"symptoms": ["weakness"]}]
    assert "Call the clinic today</h1>" in page
    assert "should be discussed with your clinic today." in page
    assert 'href="tel:4165550134"' in page
    assert "This diary does not alert anyone. Please make the call yourself." in page

    clock_hands.shift(timedelta(minutes=1))
    assert at_check_in.send_form(address, done="read").location == SAVED
    [read] = cards(alice)
    assert (read.dismissed_at - read.shown_at, read.called) == (timedelta(minutes=1), None)


def test_who_says_to_have_called_is_kept_with_the_card(at_check_in, alice, course, clock_hands):
    a_session(course, MONDAY)
    address = show_weakness(at_check_in)
    clock_hands.shift(timedelta(minutes=1))

    at_check_in.send_form(address, done="called")

    [card] = cards(alice)
    assert card.called


def test_none_of_these_shows_no_card_and_is_kept(at_check_in, alice, course):
    a_session(course, MONDAY)
    save(at_check_in, **NUMB)

    assert at_check_in.send_form(SYMPTOMS, symptoms=["none"]).location == SAVED
    assert cards(alice) == []
    assert bodies("symptoms") == [{"symptoms": ["none"]}]


def test_symptoms_that_come_with_the_check_in_show_their_card_at_once(at_check_in, alice, course):
    a_session(course, MONDAY)

    address = save(at_check_in, **NUMB, symptoms=["weakness", "one_side"]).location

    assert address.startswith("/red-flag/")
    assert [(card.rule, card.level) for card in cards(alice)] == [("RF06", "E")]
    assert 'href="tel:911"' in at_check_in.get(address).text


def test_what_was_ticked_asks_what_it_gives_a_reason_to_ask_before_the_card(at_check_in, alice, course):
    a_session(course, MONDAY)
    save(at_check_in, pain="4", bothered="yes", bother_dizziness="1")
    first = at_check_in.get(SYMPTOMS)
    assert BADLY_WORDS not in first.text

    second = at_check_in.send_form(SYMPTOMS, **sent_from(first, symptoms=["fainted"]))

    assert BADLY_WORDS in second.text
    assert "Trouble breathing" not in second.text
    assert cards(alice) == []
    answer = at_check_in.send_form(SYMPTOMS, **sent_from(second, symptoms=["fainted_badly"]))
    assert answer.location.startswith("/red-flag/")
    assert [(card.rule, card.level) for card in cards(alice)] == [("RF13", "E")]
    assert bodies("flag_log")[0]["symptoms"] == ["fainted", "fainted_badly"]


def test_an_emergency_waits_for_no_more_questions(at_check_in, alice, course):
    a_session(course, MONDAY)
    save(at_check_in, pain="4", bothered="yes", bother_itching="1")

    at_check_in.send_form(SYMPTOMS, symptoms=["breathing", "hives"])

    assert [card.level for card in cards(alice)] == ["E"]


def test_symptoms_ticked_after_a_session_leave_the_number_of_the_morning_as_it_was(at_check_in, course, clock_hands):
    clock_hands.shift(timedelta(hours=-10))
    save(at_check_in, pain="7")
    [morning] = shown()
    clock_hands.shift(timedelta(hours=3))
    session = a_session(course, TUESDAY)
    page = at_check_in.get(f"/after/{session.id}")
    at_check_in.send_form(
        f"/after/{session.id}", **sent_from(page, ease="same", effects=["numbness"], bother_numbness="2")
    )
    asked = sent_from(at_check_in.get(SYMPTOMS), symptoms=["none"])

    for _tap in range(2):
        at_check_in.send_form(SYMPTOMS, **asked)
        clock_hands.shift(timedelta(seconds=1))

    assert [entry.version_id for entry in shown()] == [morning.version_id]
    assert [(version.kind, version.source) for version in versions()] == [
        ("entry", "form"),
        ("after", "form"),
        ("symptoms", "form"),
    ]


def test_symptoms_ticked_without_a_check_in_are_kept_and_in_the_copy(at_check_in, course):
    session = a_session(course, TUESDAY)
    page = at_check_in.get(f"/after/{session.id}")
    at_check_in.send_form(
        f"/after/{session.id}", **sent_from(page, ease="same", effects=["numbness"], bother_numbness="2")
    )

    at_check_in.send_form(SYMPTOMS, symptoms=["weakness"])

    assert bodies("symptoms") == [{"symptoms": ["weakness"]}]
    assert "symptoms,weakness" in at_check_in.get("/data/copy.csv").text


def test_they_wait_for_no_later_release(at_check_in, course):
    a_session(course, MONDAY)
    save(at_check_in, **NUMB)

    at_check_in.send_form(SYMPTOMS, symptoms=["weakness"])

    assert db.session.scalars(db.select(UnshownVersion)).all() == []


@pytest.mark.parametrize("done", ["read", "called"])
def test_a_card_that_was_read_does_not_come_twice_within_twelve_hours(at_check_in, alice, course, clock_hands, done):
    a_session(course, MONDAY)
    address = show_weakness(at_check_in)
    clock_hands.shift(timedelta(hours=1))
    at_check_in.send_form(address, done=done)

    assert at_check_in.send_form(SYMPTOMS, **WEAK).location == SAVED
    assert len(cards(alice)) == 1


def test_a_card_that_nobody_read_comes_again(at_check_in, course, clock_hands):
    a_session(course, MONDAY)
    show_weakness(at_check_in)
    clock_hands.shift(timedelta(minutes=1))

    assert at_check_in.send_form(SYMPTOMS, **WEAK).location.startswith("/red-flag/")


def test_two_days_of_very_high_pain_show_a_card(at_check_in, alice, course):
    a_session(course, FRIDAY)
    assert save(at_check_in, MONDAY, pain="9").location == f"/saved/{MONDAY}"

    assert save(at_check_in, TUESDAY, pain="9").location.startswith("/red-flag/")
    assert [card.rule for card in cards(alice)] == ["RF12"]


def test_the_first_of_two_days_of_very_high_pain_may_be_filled_in_last(at_check_in, alice, course):
    a_session(course, FRIDAY)
    assert save(at_check_in, TUESDAY, pain="9").location == SAVED

    assert save(at_check_in, MONDAY, pain="9").location.startswith("/red-flag/")
    assert [card.rule for card in cards(alice)] == ["RF12"]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_no_day_of_the_calendar_breaks_the_rules(at_check_in, course, day):
    assert at_check_in.send_form(f"/symptoms/{day}", symptoms=["none"]).location == f"/saved/{day}"


def test_help_asks_nobody_to_say_which_card_they_called_about(at_check_in, alice, course, clock_hands):
    a_session(course, MONDAY)
    show_weakness(at_check_in)
    clock_hands.shift(timedelta(hours=2))

    answer = at_check_in.send_form("/help/called", **sent_from(at_check_in.get("/help")))

    [card] = cards(alice)
    assert (card.rule, card.called) == ("RF06", True)
    page = at_check_in.get(answer.location).text
    assert "We will show this to your clinic at your visit." in page
    assert "I have called" not in page  # which would be said of another card


def test_a_call_of_another_day_is_kept_though_help_lies_open_since(at_check_in, alice, clock_hands):
    form = sent_from(at_check_in.get("/help"))
    at_check_in.send_form("/help/called", **form)
    clock_hands.shift(timedelta(days=1))

    for _tap in range(2):
        at_check_in.send_form("/help/called", **form)

    first, second = cards(alice)
    assert abs(second.shown_at - first.shown_at) == timedelta(days=1)


def test_a_second_tap_on_called_speaks_of_the_same_card(at_check_in, alice, course, clock_hands):
    a_session(course, FRIDAY)
    save(at_check_in, MONDAY, pain="9")
    save(at_check_in, TUESDAY, pain="9")
    clock_hands.shift(timedelta(hours=1))
    at_check_in.send_form(SYMPTOMS, **WEAK)
    form = sent_from(at_check_in.get("/help"))

    for _tap in range(2):
        clock_hands.shift(1)
        at_check_in.send_form("/help/called", **form)

    assert [(card.rule, card.called) for card in cards(alice)] == [("RF12", None), ("RF06", True)]


def test_a_call_that_no_card_asked_for_is_a_word_of_its_own_and_is_said_once(at_check_in, alice, clock_hands):
    form = sent_from(at_check_in.get("/help"))

    for _tap in range(2):
        clock_hands.shift(1)
        assert at_check_in.send_form("/help/called", **form).location == "/help?called=1"

    assert [(card.rule, card.called) for card in cards(alice)] == [("help", True)]


def test_another_call_is_another_word(at_check_in, alice, clock_hands):
    for _call in range(2):
        clock_hands.shift(60)
        at_check_in.send_form("/help/called", **sent_from(at_check_in.get("/help")))

    assert [card.rule for card in cards(alice)] == ["help", "help"]


def test_nobody_reads_the_card_of_somebody_else(at_check_in, practice, alice, course):
    a_session(course, MONDAY)
    address = show_weakness(at_check_in)
    other = a_patient(practice)
    db.session.execute(db.text("UPDATE flag_card SET patient_id = :other"), {"other": other.id.hex})
    db.session.commit()

    assert at_check_in.get(address).status_code == 404


def test_get_help_names_signs_of_every_rule_at_its_level_or_a_higher_one():
    named = {(rule, level) for level, signs in SIGNS.items() for _words, rules in signs for rule in rules}

    for rule in RED_FLAGS.rules:
        at_least = LEVELS[: LEVELS.index(rule.level) + 1]
        assert named & {(rule.id, level) for level in at_least}, (rule.id, rule.level)
    assert named <= {(rule.id, rule.level) for rule in RED_FLAGS.rules}


def test_get_help_follows_the_levels(alice_browser):
    page = alice_browser.get("/help").text
    heads = ["Call 911 now if you have:", "Get seen today if you have:", "Call the clinic today if you have:"]

    assert sorted(heads, key=page.index) == heads
    assert "When it is closed, call" in page
    assert "is closed now" not in page  # the hours are the clinic's words
