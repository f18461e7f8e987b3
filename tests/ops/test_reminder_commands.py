"""What an operator sees of reminders, and what is forgotten of them."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from diary import clock
from diary.accounts.domain import DEVICE_LIFE
from diary.accounts.phone_actions import sign_out_phone
from diary.audit.domain import Actor
from diary.db import db
from diary.ops import prune_actions
from diary.ops.prune_actions import SLOTS_KEPT
from diary.push.models import PushSubscription
from diary.reminders.ledger_actions import claim_due, miss_late, settle
from diary.reminders.models import ReminderSlot
from diary.reminders.schedule import WINDOW, Slot
from tests.factories import a_device
from tests.reminders.conftest import reach
from tests.reminders.ledger import add

A_DAY = timedelta(days=1)


def told(app, *words: str) -> list[str]:
    done = app.test_cli_runner().invoke(args=words)
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def a_slot(patient, at) -> None:
    add(patient.id, at.date(), [Slot(kind="daily", at=at, until=at + WINDOW)])


def left(model) -> int:
    db.session.rollback()
    return len(db.session.scalars(select(model)).all())


def test_an_operator_sees_how_long_the_oldest_reminder_waits_for_a_worker(app, alice):
    now = clock.now()
    assert "diary_reminder_oldest_due_seconds 0" in told(app, "metrics")

    a_slot(alice, now - timedelta(minutes=10))
    a_slot(alice, now - A_DAY * 2)  # late: nobody waits for it
    [line] = [line for line in told(app, "metrics") if line.startswith("diary_reminder_oldest")]
    assert 600 <= int(line.split()[1]) <= 660

    claim_due(now, lease=timedelta(minutes=5), limit=9)
    assert "diary_reminder_oldest_due_seconds 0" in told(app, "metrics")


def test_an_operator_sees_what_became_of_reminders(app, alice):
    now = clock.now()
    for ago in range(4):
        a_slot(alice, now - A_DAY * ago)
    [slot] = claim_due(now, lease=timedelta(minutes=5), limit=9)
    settle([slot.id], "sent", now=now)
    miss_late(now, limit=9)

    lines = told(app, "metrics")
    assert 'diary_reminders_total{state="sent"} 1' in lines
    assert 'diary_reminders_total{state="missed"} 3' in lines
    assert 'diary_reminders_total{state="collapsed"} 0' in lines


def test_old_reminders_are_forgotten_and_the_others_stay(app, alice, monkeypatch):
    monkeypatch.setattr(prune_actions, "AT_ONCE", 2)
    now = clock.now()
    for days in (0, 1, 59, 62, 63, 64, 90, 400):
        a_slot(alice, now - A_DAY * days)

    assert "reminders: 5 forgotten" in told(app, "push", "prune")
    assert left(ReminderSlot) == 3
    assert timedelta(days=59) < SLOTS_KEPT < timedelta(days=62)


@pytest.mark.parametrize(("unseen", "stays"), [(DEVICE_LIFE - A_DAY, 1), (DEVICE_LIFE + A_DAY, 0)])
def test_a_phone_that_has_to_be_paired_anew_is_forgotten(app, alice, unseen, stays):
    reach(a_device(alice), "alice")
    db.session.execute(update(PushSubscription).values(seen_at=clock.now() - unseen))
    db.session.commit()

    assert f"phones: {1 - stays} forgotten" in told(app, "push", "prune")
    assert left(PushSubscription) == stays


def test_a_phone_that_was_signed_out_is_forgotten(app, alice):
    device = a_device(alice)
    reach(device, "alice", now=clock.now())
    sign_out_phone(alice.id, device.id, Actor.phone(device.id, is_carer=False), now=clock.now())
    told(app, "push", "prune")

    assert left(PushSubscription) == 0
