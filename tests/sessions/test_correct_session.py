"""Correcting, moving and cancelling: what stood before is kept, and nobody overwrites unseen."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from diary.audit.models import AuditEvent
from diary.db import db
from diary.errors import Conflict, Invalid, NotFound
from diary.sessions.actions import add_pain_after, cancel_session, correct_session, record_session
from diary.sessions.queries import earlier_states, session_with_note, sessions_of_course
from diary.sessions.values import SessionFacts, facts_of
from tests.factories import a_patient
from tests.sessions.made import BY_BOB, NOW, TODAY, a_course, a_session, record_of, some_facts

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@pytest.fixture
def course_id(alice):
    return a_course(alice)


@pytest.fixture
def session_id(alice, course_id):
    return a_session(alice, course_id, points=20)


def actions_logged():
    return db.session.scalars(
        db.select(AuditEvent.action).where(AuditEvent.action.like("session_%")).order_by(AuditEvent.id)
    ).all()


def corrected(alice, session_id, facts, *, revision=1, now=NOW):
    correct_session(record_of(alice), session_id, facts, revision, actor=BY_BOB, now=now)


def test_a_correction_shows_and_what_stood_before_is_kept(alice, session_id):
    corrected(alice, session_id, some_facts(points=24), now=NOW + DAY)

    now_reads, [before] = session_with_note(alice.id, session_id), earlier_states(session_id)
    assert (now_reads.points, now_reads.revision, now_reads.recorded_at) == (24, 2, NOW + DAY)
    assert (before.points, before.revision, before.recorded_at) == (20, 1, NOW)
    assert actions_logged() == ["session_recorded", "session_corrected"]


def test_every_earlier_state_is_kept_whole(alice, session_id):
    first = some_facts(points=20)
    second = some_facts(points=24, note="better light", pain_before=6)
    corrected(alice, session_id, second)
    corrected(alice, session_id, some_facts(points=25), revision=2)

    assert [SessionFacts(**facts_of(state)) for state in earlier_states(session_id)] == [first, second]


def test_saving_without_a_change_changes_nothing(alice, session_id):
    corrected(alice, session_id, some_facts(points=20))

    assert session_with_note(alice.id, session_id).revision == 1
    assert earlier_states(session_id) == []


def test_the_same_correction_sent_twice_is_one(alice, session_id):
    for _click in range(2):
        corrected(alice, session_id, some_facts(points=24))

    assert len(earlier_states(session_id)) == 1


def test_a_correction_of_what_somebody_else_changed_meanwhile_is_refused(alice, session_id):
    corrected(alice, session_id, some_facts(points=24))

    with pytest.raises(Conflict):
        corrected(alice, session_id, some_facts(points=30))

    assert session_with_note(alice.id, session_id).points == 24


def test_a_wrong_date_is_moved_and_the_move_is_in_the_audit(alice, course_id, session_id):
    corrected(alice, session_id, some_facts(TODAY - DAY, points=20))

    assert [session.day for session in sessions_of_course(alice.id, course_id)] == [TODAY - DAY]
    assert [state.day for state in earlier_states(session_id)] == [TODAY]
    assert actions_logged() == ["session_recorded", "session_moved"]


def test_moving_a_session_renumbers_the_course(alice, course_id, session_id):
    other = a_session(alice, course_id, TODAY - WEEK)

    corrected(alice, session_id, some_facts(TODAY - 2 * WEEK, points=20))

    assert [session.id for session in sessions_of_course(alice.id, course_id)] == [session_id, other]


def test_after_seven_days_the_date_stays(alice, session_id):
    with pytest.raises(Invalid) as refusal:
        corrected(alice, session_id, some_facts(TODAY - DAY, points=20), now=NOW + WEEK + DAY)

    assert "date" in refusal.value.fields


def test_after_seven_days_the_rest_can_still_be_put_right(alice, session_id):
    corrected(alice, session_id, some_facts(points=24), now=NOW + WEEK + DAY)

    assert session_with_note(alice.id, session_id).points == 24


def test_corrections_do_not_prolong_the_time_for_moving(alice, session_id):
    corrected(alice, session_id, some_facts(points=24), now=NOW + timedelta(days=6))

    with pytest.raises(Invalid):
        corrected(alice, session_id, some_facts(TODAY - DAY, points=24), revision=2, now=NOW + timedelta(days=8))


@pytest.mark.parametrize("day", [TODAY + DAY, TODAY - WEEK])
def test_a_session_cannot_be_moved_to_tomorrow_or_onto_another_one(alice, course_id, session_id, day):
    a_session(alice, course_id, TODAY - WEEK)

    with pytest.raises(Invalid) as refusal:
        corrected(alice, session_id, some_facts(day, points=20))

    assert "date" in refusal.value.fields


def test_the_time_can_be_put_right_on_the_same_day(alice, session_id):
    corrected(alice, session_id, some_facts(clock=time(9, 45), points=20))

    assert session_with_note(alice.id, session_id).at == some_facts(clock=time(9, 45)).at


def test_the_pain_after_can_be_added_later(alice, session_id):
    add_pain_after(record_of(alice), session_id, 4, actor=BY_BOB, now=NOW)

    assert session_with_note(alice.id, session_id).pain_after_15min == 4
    assert [state.pain_after_15min for state in earlier_states(session_id)] == [None]


def test_a_cancelled_session_leaves_the_list_and_stays_in_the_history(alice, course_id, session_id):
    later = a_session(alice, course_id, TODAY - DAY)

    cancel_session(record_of(alice), later, actor=BY_BOB, now=NOW)

    assert [(session.id, session.number) for session in sessions_of_course(alice.id, course_id)] == [(session_id, 1)]
    assert len(earlier_states(later)) == 1
    assert actions_logged()[-1] == "session_cancelled"


def test_a_cancelled_session_is_not_found_any_more(alice, session_id):
    cancel_session(record_of(alice), session_id, actor=BY_BOB, now=NOW)

    with pytest.raises(NotFound):
        session_with_note(alice.id, session_id)
    with pytest.raises(NotFound):
        corrected(alice, session_id, some_facts(points=24), revision=2)


def test_the_day_of_a_cancelled_session_is_free_again(alice, course_id, session_id):
    cancel_session(record_of(alice), session_id, actor=BY_BOB, now=NOW)

    a_session(alice, course_id)

    assert len(sessions_of_course(alice.id, course_id)) == 1


def test_the_session_of_another_patient_is_not_found(alice, practice, session_id):
    stefan = a_patient(practice, name="Stefan Ilić")

    with pytest.raises(NotFound):
        corrected(stefan, session_id, some_facts(points=24))
    with pytest.raises(NotFound):
        cancel_session(record_of(stefan), session_id, actor=BY_BOB, now=NOW)
    with pytest.raises(NotFound):
        add_pain_after(record_of(stefan), session_id, 4, actor=BY_BOB, now=NOW)


@pytest.mark.parametrize(
    "statement", ["UPDATE earlier_treatment_session SET points = 1", "DELETE FROM earlier_treatment_session"]
)
def test_the_database_itself_keeps_the_history(alice, session_id, statement):
    corrected(alice, session_id, some_facts(points=24))

    with pytest.raises(DBAPIError, match="only ever added"):
        db.session.execute(text(statement))


@pytest.mark.parametrize(
    "wrong",
    [
        {"points": 301},
        {"points": -1},
        {"pain_before": 11},
        {"pain_after_15min": -1},
        {"stinging": 4},
        {"volume_ml": 501.0},
        {"side": "top"},
        {"anaesthetic": "ether"},
        {"injections": False},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(alice, course_id, wrong):
    with pytest.raises(DBAPIError):
        record_session(record_of(alice), course_id, uuid4(), some_facts(**wrong), None, actor=BY_BOB, now=NOW)
