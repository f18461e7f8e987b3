"""Phones that sync at the same moment: nobody's save is stepped over, stored twice or lost."""

import threading
from uuid import uuid4

import pytest

from diary.db import db
from diary.practice.models import Patient
from tests.entries.saves import a_message, stored_versions
from tests.factories import a_device, signed_in_phone
from tests.sync.phones import Phone, sync, verdicts, versions
from tests.threads import at_once

WRITERS, ROUNDS, BATCH = 3, 12, 4


@pytest.fixture
def phones(app, alice):
    """Four phones of one patient."""
    return [signed_in_phone(app.test_client(), alice, device=a_device(alice)) for _ in range(WRITERS + 1)]


def test_a_phone_that_asks_while_others_write_misses_nothing(app, phones, knee):
    queues = [[[a_message(knee) for _ in range(BATCH)] for _ in range(ROUNDS)] for _ in range(WRITERS)]
    done = threading.Event()
    finished = threading.Barrier(WRITERS, action=done.set)
    answers = []

    def write(browser, batches):
        found = [verdict for batch in batches for verdict in verdicts(sync(browser, *batch))]
        finished.wait()
        return found

    def read():
        cursor, last = 0, False
        while not last:
            last = done.is_set()
            answers.append(sync(phones[-1], since=cursor).json)
            cursor = answers[-1]["cursor"]

    writers = [lambda at=at: write(phones[at], queues[at]) for at in range(WRITERS)]
    wrote = at_once(app, [*writers, read])[:WRITERS]

    revisions = [change["revision"] for answer in answers for change in answer["changes"] if "revision" in change]
    assert wrote == [["stored"] * ROUNDS * BATCH] * WRITERS
    assert revisions == list(range(1, WRITERS * ROUNDS * BATCH + 1))
    for before, answer in zip([{"cursor": 0}, *answers], answers, strict=False):
        came = [change["revision"] for change in answer["changes"] if "revision" in change]
        assert came == list(range(before["cursor"] + 1, answer["cursor"] + 1))


def test_the_same_batch_from_one_outbox_sent_twice_at_once_is_stored_once(app, phones, knee):
    """A page and its worker may both send, should the lock between them fail."""
    batch = [a_message(knee) for _ in range(20)]

    answers = at_once(app, [lambda browser=browser: verdicts(sync(browser, *batch)) for browser in phones])

    assert sorted(map(tuple, answers)) == sorted([("same",) * 20] * WRITERS + [("stored",) * 20])
    assert [version.revision for version in stored_versions()] == list(range(1, 21))
    assert db.session.scalar(db.select(Patient.revision)) == 20


def test_batches_in_opposite_order_do_not_block_each_other(app, phones, knee):
    batch = [a_message(knee) for _ in range(20)]

    one, two = at_once(
        app,
        [
            lambda: verdicts(sync(phones[0], *batch)),
            lambda: verdicts(sync(phones[1], *reversed(batch))),
        ],
    )

    assert {*one, *two} == {"stored", "same"}
    assert len(stored_versions()) == 20


def test_phones_that_write_at_once_end_equal(app, phones, knee):
    kept = [Phone(browser) for browser in phones]
    for phone in kept:
        phone.save(*(a_message(knee, id=str(uuid4())) for _ in range(10)))

    at_once(app, [phone.sync for phone in kept])
    for phone in kept:
        phone.sync()

    assert len(kept[0].kept) == 10 * len(kept)
    assert all(phone.kept == kept[0].kept for phone in kept)
    assert len(versions(sync(phones[0]))) == 10 * len(kept)
