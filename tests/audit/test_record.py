"""What was done and its trace are kept together; who looked is noted before they read."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from diary.audit.actions import record, record_view
from diary.audit.domain import Actor
from diary.audit.models import AuditEvent
from diary.db import db, only_reads, writing
from diary.practice.models import Practice
from tests.factories import a_practice

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


def events():
    db.session.rollback()
    return db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()


def test_an_event_says_who_did_what_to_whom_and_when(app):
    who, where, whom = uuid4(), uuid4(), uuid4()
    with writing():
        record("phone_paired", Actor.staff(who), now=NOW, practice_id=where, patient_id=whom, detail="iPhone")

    [event] = events()

    assert (event.at, event.practice_id, event.patient_id) == (NOW, where, whom)
    assert (event.actor_kind, event.actor_id, event.action, event.detail) == ("staff", who, "phone_paired", "iPhone")


@pytest.mark.parametrize(
    ("actor", "kind"),
    [
        (Actor.staff(uuid4()), "staff"),
        (Actor.phone(uuid4(), is_carer=False), "patient"),
        (Actor.phone(uuid4(), is_carer=True), "carer"),
        (Actor.system(), "system"),
    ],
)
def test_every_kind_of_actor_can_be_kept(app, actor, kind):
    with writing():
        record("done", actor, now=NOW, practice_id=None)

    assert [event.actor_kind for event in events()] == [kind]


def test_an_unknown_kind_of_actor_is_refused(app):
    with pytest.raises(IntegrityError), writing():
        record("done", Actor("robot"), now=NOW, practice_id=None)


def test_what_was_undone_leaves_no_trace(app):
    with pytest.raises(RuntimeError), writing():
        record("done", Actor.system(), now=NOW, practice_id=None)
        raise RuntimeError("the change itself failed")

    assert events() == []


def test_a_look_is_kept_even_when_the_page_then_breaks(app):
    practice = a_practice()
    reading = only_reads.set(True)
    db.session.scalars(select(Practice)).all()

    record_view("diary_viewed", Actor.staff(uuid4()), now=NOW, practice_id=practice.id, patient_id=uuid4())
    db.session.rollback()

    only_reads.reset(reading)
    assert [event.action for event in events()] == ["diary_viewed"]
