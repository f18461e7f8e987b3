"""At the visit the practitioner notes what was talked about; the patient reads it with its day."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from diary.audit.models import AuditEvent
from diary.checks.actions import record_answers
from diary.checks.models import Question
from diary.checks.queries import open_questions, questions_of
from diary.db import db
from diary.practice.models import Patient
from tests.checks.test_record_answers import a_save
from tests.entries.saves import DAY, EVENING, PHONE
from tests.today.conftest import alice, clock_hands

__all__ = ["alice", "clock_hands"]


@pytest.fixture
def question(alice):
    """What Alice wants to ask."""
    version = a_save("question", {"words": "May I swim?"})
    record_answers(alice.id, version, actor=PHONE, source="phone", now=EVENING)
    return version.id


def talk(browser, patient, question, **fields):
    return browser.send_form(f"/clinic/patients/{patient.id}/questions/{question}", **fields)


def test_a_question_that_was_talked_about_is_open_no_more_and_says_when(bob_browser, alice_browser, alice, question):
    assert talk(bob_browser, alice, question, talked="1").location == f"/clinic/patients/{alice.id}"

    assert open_questions(alice.id) == []
    assert [one.talked_about_on for one in questions_of(alice.id)] == [DAY]
    assert "Talked about on Tuesday, November 17" in alice_browser.get("/visit").text
    assert "Talked about today" in bob_browser.get(f"/clinic/patients/{alice.id}").text


def test_a_wrong_tap_is_taken_back(bob_browser, alice, question):
    talk(bob_browser, alice, question, talked="1")
    talk(bob_browser, alice, question)

    assert [one.id for one in open_questions(alice.id)] == [question]
    actions = db.session.scalars(db.select(AuditEvent.action).where(AuditEvent.action.like("question%")))
    assert sorted(actions) == ["question_open_again", "question_talked_about"]


def test_what_was_asked_where_it_is_the_next_day_already_is_settled_too(bob_browser, alice):
    tomorrow = DAY + timedelta(days=1)
    version = a_save("question", {"words": "May I fly?"}, for_day=tomorrow, zone="Pacific/Auckland", offset_min=780)
    record_answers(alice.id, version, actor=PHONE, source="phone", now=EVENING)

    talk(bob_browser, alice, version.id, talked="1")

    assert [one.talked_about_on for one in questions_of(alice.id)] == [tomorrow]
    assert "Talked about today" in bob_browser.get(f"/clinic/patients/{alice.id}").text


def test_what_was_talked_about_earlier_is_settled(bob_browser, alice):
    yesterday = {"for_day": DAY - timedelta(days=1), "edited_at": EVENING - timedelta(days=1)}
    version = a_save("question", {"words": "May I swim?"}, **yesterday)
    record_answers(alice.id, version, actor=PHONE, source="phone", now=EVENING)
    db.session.execute(update(Question).values(talked_about_on=DAY - timedelta(days=1)))
    db.session.commit()

    assert talk(bob_browser, alice, version.id).status_code == 404
    assert "May I swim?" not in bob_browser.get(f"/clinic/patients/{alice.id}").text


def test_a_question_of_nobody_or_of_another_practice_is_not_found(bob_browser, charlie_browser, alice, question):
    assert talk(bob_browser, alice, uuid4(), talked="1").status_code == 404
    assert talk(charlie_browser, alice, question, talked="1").status_code == 404
    assert [one.id for one in open_questions(alice.id)] == [question]


def test_what_is_not_shared_cannot_be_marked(bob_browser, alice, question):
    before = datetime(2026, 11, 1, tzinfo=UTC)
    db.session.execute(update(Patient).where(Patient.id == alice.id).values(sharing_stopped_at=before))
    db.session.commit()

    assert talk(bob_browser, alice, question, talked="1").status_code == 404
