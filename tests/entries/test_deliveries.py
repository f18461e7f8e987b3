"""Deliveries may repeat and come in any order, from several phones at once: the diary ends the same."""

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from diary.audit.domain import Actor
from diary.db import db
from diary.entries.actions import keep_entry, record_entry
from diary.entries.models import Entry, EntryEffect, EntryMedicine, Version
from diary.entries.queries import days_of
from diary.entries.values import Delivery
from diary.practice.models import Patient
from tests.entries.saves import DAY, EVENING, PHONE, a_save, record, stored_versions
from tests.factories import a_patient, an_area
from tests.faults import PulledPlug, statements_of
from tests.threads import at_once

LATER = EVENING + timedelta(days=60)
CARER = Actor.phone(uuid4(), is_carer=True)
TABLES = (Version, Entry, EntryEffect, EntryMedicine)

# Few moments, skews and days, so that saves meet: the same day, the same corrected instant, a skew that turns the order round.
saves = st.fixed_dictionaries(
    {
        "id": st.integers(0, 2**128 - 1),
        "pain": st.integers(0, 10),
        "for_day": st.sampled_from([DAY, DAY - timedelta(days=1)]),
        "edited_at": st.sampled_from([EVENING + timedelta(minutes=minute) for minute in (0, 1, 2, 5, 3000)]),
        "skew_ms": st.sampled_from([0, 60_000, -60_000, 120_000, -900_000]),
        "zone": st.sampled_from(["America/Toronto", "America/Vancouver", "Pacific/Auckland"]),
        "body": st.fixed_dictionaries(
            {},
            optional={
                "note": st.sampled_from(["", "Slept badly"]),
                "effects": st.sampled_from(
                    [[], [{"effect": "bruise", "severity": 2}], [{"effect": "tired", "severity": 0}]]
                ),
                "medicine": st.just(1),
            },
        ),
    }
)


def days_shown(patient: Patient, area) -> list:
    return days_of(patient.id, area.id, DAY - timedelta(days=9), DAY + timedelta(days=9))


def expected_days(versions) -> dict:
    """What each day must show, worked out from the saves alone."""
    by_day = {}
    for version in versions:
        by_day.setdefault(version.for_day, []).append(version)
    return {
        day: (max(of_day, key=lambda version: (version.corrected_at, version.id)), len(of_day))
        for day, of_day in by_day.items()
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_and_repetition_of_deliveries_ends_the_same(practice, data):
    drawn = data.draw(st.lists(saves, min_size=1, max_size=6, unique_by=lambda save: save["id"] >> 64))
    order = data.draw(
        st.lists(st.sampled_from(range(len(drawn))), max_size=6).flatmap(
            lambda repeats: st.permutations([*range(len(drawn)), *repeats])
        )
    )
    alice = a_patient(practice)
    knee = an_area(alice)
    versions = [a_save(knee, **save | {"id": fresh_id(save["id"], alice)}) for save in drawn]

    verdicts = [record(alice, versions[place], actor=(PHONE, CARER)[place % 2], now=LATER) for place in order]

    shown = {day.day: day for day in days_shown(alice, knee)}
    assert sorted(verdicts) == sorted(["stored"] * len(versions) + ["same"] * (len(order) - len(versions)))
    assert kept_ids(alice) == {version.id for version in versions}
    assert shown.keys() == expected_days(versions).keys()
    for day, (winner, count) in expected_days(versions).items():
        assert (shown[day].corrected_at, shown[day].zone) == (winner.corrected_at, winner.zone)
        assert shown[day].pain == (None if shown[day].stamp == "recalled" else winner.body["pain"])
        assert [{"effect": one.effect, "severity": one.severity} for one in shown[day].effects] == winner.body.get(
            "effects", []
        )
        assert shown[day].edited == (count > 1)


def fresh_id(drawn: int, patient: Patient) -> UUID:
    """An id that no earlier example has used and that sorts as the one that was drawn."""
    return UUID(int=drawn >> 64 << 64 | patient.id.int & (2**64 - 1))


def kept_ids(patient: Patient) -> set[UUID]:
    return set(db.session.scalars(select(Version.id).where(Version.patient_id == patient.id)))


def sender(patient_id: UUID, versions: list) -> Callable[[], object]:
    return lambda: [
        str(record_entry(patient_id, version, actor=PHONE, source="phone", now=LATER)) for version in versions
    ]


def test_two_phones_at_once_lose_nothing_and_leave_no_gap(app, alice):
    knee = an_area(alice)
    of_each = [
        [a_save(knee, pain=n % 11, edited_at=EVENING + timedelta(minutes=2 * n + phone)) for n in range(25)]
        for phone in range(2)
    ]

    answers = at_once(app, [sender(alice.id, versions) for versions in of_each])

    assert answers == [["stored"] * 25] * 2
    assert [version.revision for version in stored_versions()] == list(range(1, 51))
    [day] = days_shown(alice, knee)
    assert (day.pain, day.edited) == (24 % 11, True)
    assert db.session.scalar(select(Entry.versions)) == 50


def test_the_same_save_sent_twice_at_once_is_stored_once(app, alice):
    knee = an_area(alice)
    versions = [a_save(knee, edited_at=EVENING + timedelta(minutes=n)) for n in range(20)]

    answers = at_once(app, [sender(alice.id, versions)] * 3)

    assert sorted(verdict for verdicts in answers for verdict in verdicts) == ["same"] * 40 + ["stored"] * 20
    assert [version.revision for version in stored_versions()] == list(range(1, 21))
    assert db.session.scalar(select(Entry.versions)) == 20


@pytest.mark.parametrize(("pain", "verdict"), [(6, "same"), (2, "differs")])
def test_a_delivery_overtaken_by_another_of_its_id_leaves_no_gap(app, alice, pain, verdict):
    """The second looks before the first commits, and finds it only when it adds its own."""
    knee = an_area(alice)
    first = a_save(knee, pain=6)
    second = a_save(knee, pain=pain, id=first.id)
    answers = []

    def deliver_second() -> None:
        with app.app_context():
            answers.append(record_entry(alice.id, second, actor=PHONE, source="phone", now=LATER))

    keep_entry(Delivery(patient_id=alice.id, version=first, actor=PHONE, source="phone", received_at=LATER))
    thread = threading.Thread(target=deliver_second)
    thread.start()
    thread.join(0.3)  # time enough to look; now it waits for the first, which still holds the patient
    assert answers == []

    db.session.commit()
    thread.join()

    assert answers == [verdict]
    assert [(version.revision, version.digest) for version in stored_versions()] == [(1, first.digest)]
    assert db.session.scalar(select(Patient.revision).where(Patient.id == alice.id)) == 1


def rows_kept() -> dict[str, list]:
    db.session.rollback()
    return {table.__tablename__: db.session.execute(select(table.__table__)).all() for table in (*TABLES, Patient)}


def test_a_failure_at_any_statement_leaves_no_part_of_a_save(alice):
    knee = an_area(alice)
    full = {"medicine": 1, "medicine_classes": ["opioid"], "effects": [{"effect": "bruise", "severity": 1}]}
    record(alice, a_save(knee, body=full))
    before = rows_kept()
    edit = a_save(knee, pain=3, body=full | {"note": "Better"}, edited_at=EVENING + timedelta(hours=1))
    sent = failures = 0

    while not sent:
        try:
            sent = statements_of(lambda: record(alice, edit, now=LATER), stop_at=failures + 1)
        except PulledPlug:
            failures += 1
            assert rows_kept() == before, f"statement {failures} left something behind"

    assert failures == sent  # each of them was tried, from the first look to the commit
    assert sent >= len(("look", "revision", "version", "day", "replace", "drop", "drop", "part", "part", "commit"))
    assert [day.pain for day in days_shown(alice, knee)] == [3]
