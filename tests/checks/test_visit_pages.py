"""The patient's visit: when it is, what to ask, and the weekly check from the day before."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from diary.checks.actions import record_answers
from diary.checks.models import Question
from diary.checks.queries import open_questions, weekly_checks
from diary.db import db
from diary.practice.models import Consent, Patient, Practice
from diary.sessions.models import Course
from tests.checks.test_record_answers import a_save
from tests.entries.saves import DAY, PHONE, stored_versions
from tests.factories import a_patient, kept
from tests.today.conftest import EVENING, alice, clock_hands, course, knee
from tests.today.days import a_session, sent_from

__all__ = ["alice", "clock_hands", "course", "knee"]

TOMORROW = datetime(2026, 11, 18, 15, tzinfo=UTC)  # ten in the morning in Toronto
PEG = {"peg_pain": "6", "peg_enjoyment": "7", "peg_activity": "5"}


def change(row: type, **values: object) -> None:
    db.session.execute(update(row).values(**values))
    db.session.commit()


def book(at: datetime | None) -> None:
    change(Course, next_visit_at=at)


@pytest.fixture
def visitor(alice_browser: FlaskClient, course: Course) -> FlaskClient:
    """Alice's phone, on the evening before a visit."""
    book(TOMORROW)
    return alice_browser


def answer(browser: FlaskClient, **answers: str):
    return browser.send_form("/visit/check", **sent_from(browser.get("/visit/check"), **answers))


def ask(browser: FlaskClient, address: str = "/visit/question", **typed: str):
    return browser.send_form("/visit/question", **sent_from(browser.get(address), **typed))


def checks_of(patient: Patient):
    return weekly_checks(patient.id, DAY - timedelta(days=9), DAY + timedelta(days=9))


def test_the_visit_stands_there_by_the_clock_of_the_practice(visitor, phone):
    change(Practice, zone="America/Los_Angeles")

    page = visitor.get("/visit").text

    assert "Wednesday, November 18 at 7:00 am" in page
    assert "Your visit is tomorrow. Add anything you want to ask." in page


def test_without_a_visit_it_says_whom_to_call(visitor):
    book(None)

    page = visitor.get("/visit").text
    assert re.search('No visit booked. Call <a [^>]*href="tel:4165550134">416 555 0134</a> to book[.]', page)


def test_of_two_visits_the_next_one_counts_and_one_that_is_over_stays_for_its_day(visitor, clock_hands):
    clock_hands.move_to(TOMORROW + timedelta(hours=2))

    page = visitor.get("/visit").text

    assert "Your visit is today." in page
    assert "3 quick questions" not in page


def test_after_its_day_a_visit_is_over(visitor, clock_hands):
    clock_hands.move_to(TOMORROW + timedelta(days=1))

    assert "No visit booked." in visitor.get("/visit").text


def test_an_ended_course_says_so(visitor):
    change(Course, ended_at=EVENING)

    page = visitor.get("/visit").text

    assert "Your course has ended. You can still see your diary." in page
    assert "No visit booked" not in page


def test_once_the_course_has_ended_nothing_is_asked_for_a_visit(visitor):
    ask(visitor, words="May I swim?")
    change(Course, ended_at=EVENING)

    page = visitor.get("/visit").text

    assert "May I swim?" in page
    for words in ("Add a question", "Change", "Think of one thing", "Your clinic will see"):
        assert words not in page, words
    assert visitor.get("/visit/question").location == "/visit"


def test_once_the_course_has_ended_there_is_no_empty_list_of_questions(visitor):
    change(Course, ended_at=EVENING)

    assert "Things to ask" not in visitor.get("/visit").text


@pytest.mark.parametrize(
    ("ahead", "is_asked"),
    [(timedelta(hours=1), True), (timedelta(hours=28), True), (timedelta(days=2), False), (timedelta(0), False)],
)
def test_the_weekly_check_is_asked_from_the_day_before_until_the_visit(visitor, ahead, is_asked):
    book(EVENING + ahead)

    assert (visitor.get("/visit/check").status_code == 200) is is_asked
    assert ("3 quick questions before your visit" in visitor.get("/visit").text) is is_asked


def test_the_weekly_check_asks_peg_word_for_word_and_names_its_source(visitor):
    page = visitor.get("/visit/check").text

    for question in (
        "What number best describes your pain on average in the past week?",
        "What number best describes how, during the past week, pain has interfered with your enjoyment of life?",
        "What number best describes how, during the past week, pain has interfered with your general activity?",
    ):
        assert question in page
    assert "Krebs and others, Journal of General Internal Medicine, 2009." in page


def test_a_weekly_check_is_kept_and_can_be_changed_until_the_visit(visitor, alice, clock_hands):
    assert answer(visitor, **PEG).location == "/visit"
    assert "You have answered them." in visitor.get("/visit").text

    clock_hands.shift(60)
    answer(visitor, peg_pain="2")

    assert [check.peg_pain for check in checks_of(alice)] == [6, 2]
    assert [check.day for check in checks_of(alice)] == [DAY, DAY]
    assert checks_of(alice)[1].peg_activity == 5, "what was not touched stays"


def test_the_same_form_sent_twice_is_one_check_and_a_changed_one_another(visitor, alice, clock_hands):
    form = sent_from(visitor.get("/visit/check"), **PEG)
    visitor.send_form("/visit/check", **form)
    clock_hands.shift(1)
    visitor.send_form("/visit/check", **form)
    assert len(checks_of(alice)) == 1

    clock_hands.shift(60)
    visitor.send_form("/visit/check", **form | {"peg_pain": "1"})

    assert [check.peg_pain for check in checks_of(alice)] == [6, 1]


def test_today_offers_the_check_until_it_is_answered(visitor):
    offer = "Your visit is near. Answer 3 quick questions."
    assert offer in visitor.get("/?closed=1").text

    answer(visitor, **PEG)

    assert offer not in visitor.get("/?closed=1").text


def test_what_was_talked_about_stands_there_with_its_day_for_four_weeks(visitor, alice, clock_hands):
    ask(visitor, words="May I swim?")
    change(Question, talked_about_on=DAY)

    assert "Talked about on Tuesday, November 17" in visitor.get("/visit").text
    assert "Change" not in visitor.get("/visit").text.partition("Things to ask")[2]

    clock_hands.shift(timedelta(days=29))
    assert "May I swim?" not in visitor.get("/visit").text


def test_a_patient_who_does_not_agree_any_more_is_asked_for_consent_first(visitor, alice):
    said = {"wording_version": "2026-11", "wording": "words", "language": "en", "agreed": False}
    kept(Consent(patient_id=alice.id, answered_at=EVENING + timedelta(seconds=1), **said))

    for path in ("/visit", "/visit/check", "/visit/question", "/goal", "/goal/change"):
        assert visitor.get(path).location == "/consent"


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ("peg_pain", "Average pain: choose a number from 0 to 10."),
        ("peg_enjoyment", "Enjoyment of life: choose a number from 0 to 10."),
        ("peg_activity", "General activity: choose a number from 0 to 10."),
    ],
)
def test_all_three_of_peg_are_needed_and_what_was_chosen_stays(visitor, alice, missing, named):
    response = answer(visitor, **{item: value for item, value in PEG.items() if item != missing})

    assert response.status_code == 422
    assert re.search(f'href="#{missing}"[^>]*>{named}</a>', response.text)
    assert response.text.count(" checked") == 2
    assert checks_of(alice) == []


def test_change_is_asked_after_a_session_and_the_goal_when_there_is_one(visitor, course, alice):
    assert "before your first session" not in visitor.get("/visit/check").text
    a_session(course, DAY - timedelta(days=7))
    visitor.send_form("/goal/change", **sent_from(visitor.get("/goal/change"), goal="Walk 20 minutes"))

    page = visitor.get("/visit/check").text
    assert "How are things now, compared with before your first session?" in page
    assert "Your goal: Walk 20 minutes. How hard is it for you now?" in page

    answer(visitor, **PEG, change="3", goal_difficulty="8")
    [check] = checks_of(alice)
    assert (check.change, check.goal_difficulty) == (3, 8)


def test_a_check_is_for_no_day_after_the_visit_where_the_practice_is(visitor, alice, phone):
    """A patient far to the east has a later date than the clinic."""
    db.session.execute(db.text("UPDATE device SET zone = 'Pacific/Auckland'"))
    db.session.commit()

    answer(visitor, **PEG)

    assert [check.day for check in checks_of(alice)] == [DAY]


def test_questions_are_added_changed_and_withdrawn(visitor, alice, clock_hands):
    ask(visitor, words="  May I swim? ")
    [question] = open_questions(alice.id)
    assert "May I swim?" in visitor.get("/visit").text

    clock_hands.shift(60)
    ask(visitor, f"/visit/question?change={question.id}", words="May I swim yet?")
    assert [(one.id, one.words) for one in open_questions(alice.id)] == [(question.id, "May I swim yet?")]

    clock_hands.shift(60)
    ask(visitor, f"/visit/question?change={question.id}", withdrawn="1")
    assert open_questions(alice.id) == []
    assert "Think of one thing you want to know." in visitor.get("/visit").text


def test_a_question_is_removed_whatever_its_box_says_by_then(visitor, alice, clock_hands):
    for typed in ("", "x" * 141):
        ask(visitor, words="May I\nswim?")
        [question] = open_questions(alice.id)
        form = sent_from(visitor.get(f"/visit/question?change={question.id}"), words=typed, withdrawn="1")
        for _tap in range(2):
            clock_hands.shift(1)
            assert visitor.send_form("/visit/question", **form).location == "/visit"

        assert open_questions(alice.id) == []

    assert len(stored_versions()) == 4


def test_a_question_sent_again_with_other_words_changes_the_question(visitor, alice, clock_hands):
    form = sent_from(visitor.get("/visit/question"), words="May I swim?")
    visitor.send_form("/visit/question", **form)
    clock_hands.shift(60)
    for _tap in range(2):
        visitor.send_form("/visit/question", **form | {"words": "May I run?"})
        clock_hands.shift(1)

    assert len(stored_versions()) == 2
    assert [question.words for question in open_questions(alice.id)] == ["May I run?"]


@pytest.mark.parametrize(("days", "is_open"), [(0, False), (1, True)])
def test_what_was_talked_about_is_asked_again_in_other_words_of_a_later_day(visitor, alice, clock_hands, days, is_open):
    form = sent_from(visitor.get("/visit/question"), words="May I swim?")
    visitor.send_form("/visit/question", **form)
    change(Question, talked_about_on=DAY)
    clock_hands.shift(timedelta(days=days, minutes=1))

    visitor.send_form("/visit/question", **form | {"words": "May I run?"})

    assert [question.words for question in open_questions(alice.id)] == ["May I run?"] * is_open


@pytest.mark.parametrize(
    ("words", "sentence"), [("", "Type your question."), ("x" * 141, "Question must be 140 letters or less.")]
)
def test_a_question_without_words_or_with_too_many_is_refused_and_stays_as_typed(visitor, words, sentence):
    response = ask(visitor, words=words)

    assert response.status_code == 422
    assert response.text.count(f">{sentence}<") == 2, "in the list and beside the field"
    assert f">{words}</textarea>" in response.text
    assert stored_versions() == []


def test_a_question_of_another_patient_is_not_found(visitor, practice):
    stefan = a_patient(practice, name="Stefan")
    version = a_save("question", {"words": "May I run?"})
    record_answers(stefan.id, version, actor=PHONE, source="phone", now=EVENING)

    assert visitor.get(f"/visit/question?change={version.id}").status_code == 404
    assert "May I run?" not in visitor.get("/visit").text


def test_a_page_of_who_was_signed_in_here_before_adds_nothing(visitor, alice):
    form = sent_from(visitor.get("/visit/question"), words="May I swim?", owner=str(uuid4()))

    assert visitor.send_form("/visit/question", **form).status_code == 401
    assert open_questions(alice.id) == []
