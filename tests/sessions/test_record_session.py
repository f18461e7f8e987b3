"""Recording a session: kept once, numbered by time, and never on a day that is taken."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from threading import Barrier
from uuid import uuid4

import pytest

from diary.audit.models import AuditEvent
from diary.db import db
from diary.errors import Conflict, Invalid, NotFound
from diary.sessions.actions import cancel_session, record_session
from diary.sessions.course_actions import end_course
from diary.sessions.queries import (
    course_of,
    session_with_note,
    sessions_of,
    sessions_of_course,
)
from diary.sessions.values import SessionFacts, facts_of
from tests.factories import a_patient
from tests.sessions.made import BY_BOB, NOW, TODAY, a_course, a_session, at_toronto, record_of, some_facts

WEEK = timedelta(days=7)


def test_everything_recorded_comes_back(alice):
    course_id = a_course(alice)
    facts = some_facts(
        spg_bath=True,
        areas="Right knee\nLeft calf",
        side="both",
        volume_ml=12.5,
        points=24,
        stinging=2,
        pain_before=7,
        pain_after_15min=4,
        note="calm",
    )

    record_session(record_of(alice), course_id, uuid4(), facts, None, actor=BY_BOB, now=NOW)

    [session] = sessions_of_course(alice.id, course_id)
    whole = session_with_note(alice.id, session.id)
    assert SessionFacts(**facts_of(whole)) == facts
    assert (whole.number, whole.revision, whole.recorded_by, whole.recorded_at) == (1, 1, BY_BOB.id, NOW)


def test_lists_leave_the_practitioners_note_out(alice):
    course_id = a_course(alice)
    a_session(alice, course_id, note="for practitioners")

    assert [session.note for session in sessions_of(alice.id)] == [None]


def test_the_same_form_sent_twice_is_one_session(alice):
    course_id, session_id = a_course(alice), uuid4()

    for _click in range(2):
        record_session(record_of(alice), course_id, session_id, some_facts(), None, actor=BY_BOB, now=NOW)

    assert len(sessions_of_course(alice.id, course_id)) == 1


@pytest.mark.parametrize(("changes", "next_visit_at"), [({"points": 25}, None), ({}, NOW + WEEK)])
def test_the_same_form_with_other_answers_is_refused(alice, changes, next_visit_at):
    course_id, session_id = a_course(alice), uuid4()
    record_session(record_of(alice), course_id, session_id, some_facts(), None, actor=BY_BOB, now=NOW)

    with pytest.raises(Invalid) as refusal:
        again = (session_id, some_facts(**changes), next_visit_at)
        record_session(record_of(alice), course_id, *again, actor=BY_BOB, now=NOW)

    assert str(refusal.value.fields["date"]) == "This session is already saved. Open it to change it."


def test_the_form_of_a_cancelled_session_does_not_seem_to_save(alice):
    course_id, session_id = a_course(alice), uuid4()
    record_session(record_of(alice), course_id, session_id, some_facts(), None, actor=BY_BOB, now=NOW)
    cancel_session(record_of(alice), session_id, actor=BY_BOB, now=NOW)

    with pytest.raises(Invalid):
        record_session(record_of(alice), course_id, session_id, some_facts(), None, actor=BY_BOB, now=NOW)


def test_an_id_of_another_course_is_refused(alice):
    session_id = a_session(alice, a_course(alice, area="Knee"))
    hip = a_course(alice, area="Hip")

    with pytest.raises(Conflict):
        record_session(record_of(alice), hip, session_id, some_facts(), None, actor=BY_BOB, now=NOW)


def test_a_second_session_on_one_day_is_refused(alice):
    course_id = a_course(alice)
    a_session(alice, course_id)

    with pytest.raises(Invalid) as refusal:
        a_session(alice, course_id, clock=time(8, 0))

    assert str(refusal.value.fields["date"]) == "A session of this day is already saved. Open it to correct it."


def test_two_courses_may_have_a_session_on_one_day(alice):
    knee, hip = a_course(alice, area="Knee"), a_course(alice, area="Hip")

    a_session(alice, knee)
    a_session(alice, hip)

    assert len(sessions_of(alice.id)) == 2


def test_tomorrow_is_refused(alice):
    course_id = a_course(alice)

    with pytest.raises(Invalid) as refusal:
        a_session(alice, course_id, TODAY + timedelta(days=1))

    assert str(refusal.value.fields["date"]) == "Date must be today or in the past."


def test_a_course_that_has_ended_takes_no_session(alice):
    course_id = a_course(alice)
    end_course(record_of(alice), course_id, actor=BY_BOB, now=NOW)

    with pytest.raises(Conflict):
        a_session(alice, course_id)


def test_the_course_of_another_patient_takes_no_session(alice, practice):
    theirs = a_course(a_patient(practice, name="Stefan Ilić"))

    with pytest.raises(NotFound):
        a_session(alice, theirs)


def test_sessions_are_numbered_by_time_however_late_they_are_recorded(alice):
    course_id = a_course(alice)
    second = a_session(alice, course_id, TODAY - WEEK)
    third = a_session(alice, course_id, TODAY)
    first = a_session(alice, course_id, TODAY - 2 * WEEK)

    assert [(session.number, session.id) for session in sessions_of_course(alice.id, course_id)] == [
        (1, first),
        (2, second),
        (3, third),
    ]


def test_each_course_counts_for_itself(alice):
    knee, hip = a_course(alice, area="Knee"), a_course(alice, area="Hip")
    a_session(alice, knee, TODAY - WEEK)
    a_session(alice, hip, TODAY)
    a_session(alice, knee, TODAY)

    numbers = {(session.course_id, session.day): session.number for session in sessions_of(alice.id)}

    assert numbers == {(knee, TODAY - WEEK): 1, (hip, TODAY): 1, (knee, TODAY): 2}


def test_recording_sets_the_next_visit_of_the_course(alice):
    course_id = a_course(alice, next_visit_at=at_toronto(TODAY))
    following = at_toronto(TODAY + WEEK)

    record_session(record_of(alice), course_id, uuid4(), some_facts(), following, actor=BY_BOB, now=NOW)

    assert course_of(alice.id, course_id).next_visit_at == following


def test_a_session_without_a_next_visit_clears_the_one_that_was_booked(alice):
    course_id = a_course(alice, next_visit_at=at_toronto(TODAY))

    a_session(alice, course_id)

    assert course_of(alice.id, course_id).next_visit_at is None


def test_the_audit_says_that_a_session_was_recorded_and_not_what_was_done(alice):
    session_id = a_session(alice, a_course(alice), note="secret", pain_before=9)

    event = db.session.scalars(db.select(AuditEvent).where(AuditEvent.action == "session_recorded")).one()
    assert (event.patient_id, event.actor_id, event.detail) == (alice.id, BY_BOB.id, str(session_id))


def test_a_session_in_the_small_hours_belongs_to_the_evening_before(alice):
    course_id = a_course(alice)
    at = at_toronto(date(2026, 11, 19), time(2, 0))
    facts = some_facts(at=at, day=date(2026, 11, 18))

    record_session(record_of(alice), course_id, uuid4(), facts, None, actor=BY_BOB, now=NOW)

    [session] = sessions_of_course(alice.id, course_id)
    assert (session.day, session.at) == (date(2026, 11, 18), datetime(2026, 11, 19, 2, 0, tzinfo=at.tzinfo))


def at_once(app, *calls):
    """Run these at the same time, each as a request of its own would; returns what each raised, or None."""
    start = Barrier(len(calls))

    def run(call):
        with app.app_context():
            start.wait()
            try:
                call()
            except Invalid as refusal:
                return refusal
        return None

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def test_two_clicks_at_once_are_one_session(app, alice):
    course_id, session_id, patient = a_course(alice), uuid4(), record_of(alice)
    db.session.rollback()

    def click():
        record_session(patient, course_id, session_id, some_facts(), None, actor=BY_BOB, now=NOW)

    refusals = at_once(app, click, click, click)

    assert refusals == [None, None, None]
    assert len(sessions_of_course(alice.id, course_id)) == 1


def test_of_two_people_who_record_the_same_visit_at_once_one_is_told(app, alice):
    course_id, patient = a_course(alice), record_of(alice)
    db.session.rollback()

    def person():
        record_session(patient, course_id, uuid4(), some_facts(), None, actor=BY_BOB, now=NOW)

    refusals = at_once(app, person, person)

    assert sorted(refusal is None for refusal in refusals) == [False, True]
    assert len(sessions_of_course(alice.id, course_id)) == 1
