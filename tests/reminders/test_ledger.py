"""A reminder is taken by one worker, given back by one that dies, and settled once."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from diary.db import db
from diary.practice.models import Patient
from diary.push.models import PushTally
from diary.reminders.ledger_actions import claim_due, miss_late, put_off, settle
from diary.reminders.models import ReminderSlot
from diary.reminders.schedule import Slot
from tests.factories import a_patient
from tests.reminders.ledger import add
from tests.reminders.test_schedule import DAY, at
from tests.threads import at_once

LEASE = timedelta(minutes=2)
EVENING = at(20)
DAILY = Slot(kind="daily", at=EVENING, until=EVENING + timedelta(hours=2))
A_MINUTE = timedelta(minutes=1)


def claim(now=EVENING, limit=100) -> list[UUID]:
    return [slot.id for slot in claim_due(now, lease=LEASE, limit=limit)]


def states() -> list[str]:
    found = list(db.session.scalars(select(ReminderSlot.state).order_by(ReminderSlot.day)))
    db.session.rollback()
    return found


def remind_each_day(patient: Patient, days: int) -> None:
    """A reminder of each of so many days, all due at the same moment."""
    for ago in range(days):
        add(patient.id, DAY - timedelta(days=ago), [DAILY])


@pytest.fixture
def slot(app, alice) -> UUID:
    """One that is due at eight."""
    add(alice.id, DAY, [DAILY])
    return db.session.scalars(select(ReminderSlot.id)).one()


def test_a_slot_is_taken_when_it_is_due(slot):
    assert claim(EVENING - timedelta(microseconds=1)) == []
    assert claim(EVENING) == [slot]


def test_a_claim_says_what_it_is_about(app, alice):
    add(alice.id, DAY, [Slot(kind="soon", at=EVENING, until=DAILY.until, about="six")])

    [claimed] = claim_due(EVENING, lease=LEASE, limit=1)

    assert (claimed.patient_id, claimed.day, claimed.kind, claimed.about) == (alice.id, DAY, "soon", "six")
    assert (claimed.until, claimed.tries) == (DAILY.until, 1)


def test_nobody_else_takes_it_while_the_lease_runs(slot):
    claim()

    assert claim(EVENING + LEASE - timedelta(microseconds=1)) == []


def test_a_worker_that_died_gives_it_back_when_its_lease_ends(slot):
    claim()

    [again] = claim_due(EVENING + LEASE, lease=LEASE, limit=1)
    assert (again.id, again.tries) == (slot, 2)


@pytest.mark.parametrize("state", ["sent", "skipped"])
def test_what_is_settled_is_never_taken_again(slot, state):
    claim()
    settle([slot], state, now=EVENING)

    assert claim(EVENING + LEASE) == []
    assert states() == [state]


def test_slots_are_settled_together(app, alice):
    remind_each_day(alice, days=3)
    [first, *others] = claim()

    settle(others, "sent", now=EVENING)

    assert sorted(states()) == ["sent", "sent", "waiting"]
    assert claim(EVENING + LEASE) == [first]


def test_slots_are_put_off_together(app, alice):
    remind_each_day(alice, days=3)
    [first, second, third] = claim()

    put_off({first: EVENING + 2 * LEASE, second: EVENING + 3 * LEASE})

    assert claim(EVENING + LEASE) == [third]
    assert set(claim(EVENING + 3 * LEASE)) == {first, second, third}


def test_a_service_that_asks_for_patience_is_left_alone_until_then(slot):
    claim()
    put_off({slot: EVENING + timedelta(minutes=30)})

    assert claim(EVENING + timedelta(minutes=29)) == []
    assert claim(EVENING + timedelta(minutes=30)) == [slot]


def test_it_is_not_taken_after_its_window(slot):
    assert claim(DAILY.until) == []


def test_a_window_that_ended_is_counted_as_missed_once(slot):
    assert miss_late(DAILY.until - timedelta(microseconds=1), limit=9) == 0
    assert miss_late(DAILY.until, limit=9) == 1
    assert miss_late(DAILY.until, limit=9) == 0
    assert states() == ["missed"]


def test_a_long_time_without_a_worker_is_gone_through_bit_by_bit(app, alice):
    remind_each_day(alice, days=5)

    assert [miss_late(DAILY.until, limit=2) for _round in range(4)] == [2, 2, 1, 0]


def test_what_is_being_sent_is_not_missed_before_its_lease_ends(slot):
    claim(DAILY.until - A_MINUTE)

    assert miss_late(DAILY.until, limit=9) == 0
    assert miss_late(DAILY.until + A_MINUTE, limit=9) == 1


def test_a_push_that_went_out_is_sent_even_if_its_window_ended_meanwhile(slot):
    claim(DAILY.until - A_MINUTE)
    miss_late(DAILY.until + A_MINUTE, limit=9)

    settle([slot], "sent", now=DAILY.until + A_MINUTE)

    assert states() == ["sent"]


def test_a_slot_that_is_added_again_is_one_slot_at_its_new_time(slot, alice):
    later = Slot(kind="daily", at=EVENING + A_MINUTE, until=DAILY.until + A_MINUTE)
    add(alice.id, DAY, [later])

    assert claim(EVENING) == []
    assert claim(EVENING + A_MINUTE) == [slot]


def test_what_was_begun_keeps_its_time(slot, alice):
    claim()
    add(alice.id, DAY, [Slot(kind="daily", at=EVENING - A_MINUTE, until=DAILY.until)])

    assert claim(EVENING) == []


def test_what_was_sent_is_not_sent_again_at_a_new_time(slot, alice):
    claim()
    settle([slot], "sent", now=EVENING)
    add(alice.id, DAY, [Slot(kind="daily", at=EVENING + A_MINUTE, until=DAILY.until)])

    assert claim(EVENING + A_MINUTE) == []


def test_those_that_wait_longest_come_first(app, alice):
    for ago in range(5):
        add(alice.id, DAY - timedelta(days=ago), [Slot(kind="daily", at=EVENING - A_MINUTE * ago, until=DAILY.until)])

    first = {slot.day for slot in claim_due(EVENING, lease=LEASE, limit=2)}
    assert first == {DAY - timedelta(days=4), DAY - timedelta(days=3)}
    assert len(claim()) == 3


def test_no_two_workers_take_the_same_slot(app, alice):
    remind_each_day(alice, days=120)

    taken = at_once(app, [lambda: [claim(limit=5) for _round in range(10)]] * 6)

    slots = [slot for worker in taken for group in worker for slot in group]
    assert len(slots) == len(set(slots)) == 120


def test_slots_of_many_days_and_kinds_live_side_by_side(app, alice, practice):
    soon = Slot(kind="soon", at=EVENING, until=DAILY.until, about="six")
    for patient in (alice, a_patient(practice)):
        for day in (DAY, date(2026, 11, 21)):
            add(patient.id, day, [DAILY, soon, Slot(kind="soon", at=EVENING, until=DAILY.until, about="seven")])

    assert len(claim()) == 12


def test_what_two_workers_settled_counts_once(slot):
    claim()
    settle([slot], "sent", now=EVENING)
    settle([slot], "sent", now=EVENING + LEASE)

    assert db.session.scalars(select(PushTally.count)).all() == [1]
