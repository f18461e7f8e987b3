"""Requests that save at the same moment share one commit, and none of them pays for another."""

import threading
import time
from collections.abc import Callable, Mapping
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from diary.db import db
from diary.entries.actions import ENTRY_KIND
from diary.entries.cursor_queries import HistoryLost
from diary.entries.keeping_actions import Kind
from diary.entries.together_actions import keep_together, queues
from diary.entries.values import Cursor, Delivery, Kept, Verdict
from diary.errors import Invalid, NotFound
from tests.entries.saves import EVENING, PHONE, a_save, shown_days, stored_versions
from tests.factories import a_patient, an_area
from tests.statements import heard
from tests.threads import at_once

OTHERS = 4
START = Cursor()


@pytest.fixture
def knees(practice):
    """The areas of five patients: the first one's save goes ahead, the others wait behind it."""
    return [an_area(a_patient(practice)) for _ in range(1 + OTHERS)]


def a_parcel(area, *, patient_id=None, kind=ENTRY_KIND, count=1):
    owner = patient_id or area.patient_id
    return [
        (Delivery(patient_id=owner, version=a_save(area), actor=PHONE, source="phone", received_at=EVENING), kind)
        for _ in range(count)
    ]


def keep(parcel, cursor=START):
    """What became of each save of a parcel, as its request hears it."""
    outcomes = keep_together(parcel[0][0].patient_id, parcel, cursor)
    return [outcome.verdict if isinstance(outcome, Kept) else outcome for outcome in outcomes]


def keep_at_the_same_moment(
    app, parcels, sees: Callable[[str], None] = lambda _words: None, *, cursors: Mapping[int, Cursor] = {}
) -> list[object]:
    """What became of each parcel; the first holds the others up until all of them wait."""
    held = threading.Event()

    def hold(words):
        if words == "COMMIT" and not held.is_set():
            held.set()
            wait_until(lambda: len(queues[db.engine].waiting) == len(parcels) - 1)
            return
        if held.is_set():
            sees(words)

    def keep_in_turn(place, parcel):
        if place:
            held.wait(timeout=20)
        return keep(parcel, cursors.get(place, START))

    with heard(hold):
        turns = [lambda place=place, parcel=parcel: keep_in_turn(place, parcel) for place, parcel in enumerate(parcels)]
        return at_once(app, turns)


def wait_until(holds: Callable[[], bool]) -> None:
    for _try in range(2000):
        if holds():
            return
        time.sleep(0.005)
    raise TimeoutError


def test_requests_that_wait_share_one_commit(app, knees):
    seen = []

    answers = keep_at_the_same_moment(app, [a_parcel(knee) for knee in knees], seen.append)

    assert answers == [[Verdict.STORED]] * (1 + OTHERS)
    assert seen.count("COMMIT") == 1
    assert len(stored_versions()) == len(shown_days()) == 1 + OTHERS


def test_each_patient_has_revisions_of_their_own(app, knees):
    keep_at_the_same_moment(app, [a_parcel(knee, count=3) for knee in knees])

    found = {(version.patient_id, version.revision) for version in stored_versions()}
    assert found == {(knee.patient_id, revision) for knee in knees for revision in (1, 2, 3)}


def test_one_save_sent_twice_at_once_is_stored_once(app, knees):
    parcel = a_parcel(knees[1])

    answers = keep_at_the_same_moment(app, [a_parcel(knees[0]), parcel, parcel])

    assert sorted(answers[1:]) == [[Verdict.SAME], [Verdict.STORED]]


def test_an_id_that_two_patients_send_at_once_is_one_patients(app, knees):
    mine = a_parcel(knees[1])
    theirs = [(Delivery(**vars(mine[0][0]) | {"patient_id": knees[2].patient_id}), ENTRY_KIND)]

    answers = keep_at_the_same_moment(app, [a_parcel(knees[0]), mine, theirs])

    assert answers[1] == [Verdict.STORED]
    assert answers[2] != [Verdict.STORED]


def test_a_request_that_fails_fails_alone(app, knees):
    parcels = [a_parcel(knee) for knee in knees]
    parcels[2] = a_parcel(knees[2], patient_id=uuid4())

    answers = keep_at_the_same_moment(app, parcels)

    assert isinstance(answers.pop(2), NotFound)
    assert answers == [[Verdict.STORED]] * OTHERS
    assert len(stored_versions()) == OTHERS


def test_a_phone_that_knows_more_than_the_database_holds_holds_nobody_else_up(app, knees):
    parcels = [a_parcel(knee) for knee in knees]

    answers = keep_at_the_same_moment(app, parcels, cursors={2: Cursor(7)})

    assert isinstance(answers.pop(2), HistoryLost)
    assert answers == [[Verdict.STORED]] * OTHERS
    assert len(stored_versions()) == OTHERS


def test_a_save_that_the_database_refuses_is_refused_alone(app, knees):
    wrong = Kind(
        read=ENTRY_KIND.read,
        show=lambda connection, _saves: connection.execute(text("UPDATE practice SET name = NULL")),
    )
    parcels = [a_parcel(knee) for knee in knees]
    parcels[2] += a_parcel(knees[2], kind=wrong)

    answers = keep_at_the_same_moment(app, parcels)

    stored, refused = answers.pop(2)
    assert (stored, type(refused)) == (Verdict.STORED, Invalid)
    assert answers == [[Verdict.STORED]] * OTHERS


def test_a_busy_database_is_busy_for_all_who_wait_and_for_none_after_them(app, knees):
    def refuse(words):
        if words.startswith("INSERT INTO version"):
            raise OperationalError("", {}, Exception("database is locked"))

    answers = keep_at_the_same_moment(app, [a_parcel(knee) for knee in knees], refuse)

    assert answers.pop(0) == [Verdict.STORED]
    assert {type(answer) for answer in answers} == {OperationalError}
    assert len(stored_versions()) == 1
    assert keep(a_parcel(knees[1])) == [Verdict.STORED]


@pytest.mark.parametrize("sqlstate", ["55P03", "40P01", "57014"])
def test_who_waits_for_one_patients_row_holds_nobody_else_up(app, knees, sqlstate):
    class Refused(Exception):
        pass

    Refused.sqlstate = sqlstate

    def refuse(words):
        if words.startswith("INSERT INTO version") and not refused:
            refused.append(words)
            raise OperationalError("", {}, Refused())

    refused: list[str] = []
    answers = keep_at_the_same_moment(app, [a_parcel(knee) for knee in knees], refuse)

    assert (answers, len(refused)) == ([[Verdict.STORED]] * (1 + OTHERS), 1)


def test_who_breaks_off_while_leading_leaves_nobody_waiting(app, knees):
    class BrokenOff(BaseException):
        """Neither a fault of the save nor of the database."""

    def break_off(words):
        if words.startswith("INSERT INTO version"):
            raise BrokenOff

    def leaves(parcel):
        with pytest.raises(BrokenOff):
            keep(parcel)

    with heard(break_off):
        answers = at_once(app, [lambda knee=knee: leaves(a_parcel(knee)) for knee in knees])

    assert answers == [None] * (1 + OTHERS)
    assert stored_versions() == []
    assert keep(a_parcel(knees[1])) == [Verdict.STORED]


def test_a_commit_that_fails_is_nobodys_answer(app, knees):
    """An answer that came before the commit would be a promise that a power cut breaks."""

    def refuse(words):
        if words == "COMMIT":
            raise OperationalError("", {}, Exception("disk I/O error"))

    answers = keep_at_the_same_moment(app, [a_parcel(knee) for knee in knees], refuse)

    assert {type(answer) for answer in answers[1:]} == {OperationalError}
    assert len(stored_versions()) == 1
