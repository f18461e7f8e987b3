"""Reading the diary: what days show, what they said before, how many there are."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from diary.audit.domain import Actor
from diary.db import db
from diary.entries.keeping_actions import UNSHOWN, keep_version
from diary.entries.queries import days_of, entry_of, history_of
from diary.entries.values import DayEntry, Delivery, Effect
from tests.entries.saves import DAY, EVENING, PHONE, a_save, record
from tests.factories import a_patient, an_area

FULL = {
    "asked": "since_session",
    "worst": 9,
    "sleep": 3,
    "medicine": 2,
    "medicine_classes": ["paracetamol", "cortisone"],
    "relief": "wearing_off",
    "goal": "part",
    "bothered": True,
    "effects": [{"effect": "tired", "severity": 1}, {"effect": "something_else", "severity": 3, "words": "Buzzing"}],
    "note": "Long walk",
}


@pytest.fixture
def knee(alice):
    return an_area(alice, name="Right knee", area_group="joint")


def keep(patient, area, ago, *, late=timedelta(0), **changes):
    """Keep the entry of a day some days before the last, saved that evening or later."""
    return record(
        patient,
        a_save(area, for_day=DAY - timedelta(days=ago), edited_at=EVENING - timedelta(days=ago) + late),
        **changes,
    )


def test_a_day_shows_all_that_was_answered(alice, knee):
    record(alice, a_save(knee, pain=7, body=FULL))

    assert entry_of(alice.id, knee.id, DAY) == DayEntry(
        day=DAY,
        stamp="on_time",
        edited=False,
        corrected_at=EVENING,
        zone="America/Toronto",
        author="patient",
        source="phone",
        asked="since_session",
        pain=7,
        worst=9,
        sleep=3,
        medicine=2,
        medicine_classes=("cortisone", "paracetamol"),
        relief="wearing_off",
        goal="part",
        bothered=True,
        effects=(Effect(effect="something_else", severity=3, words="Buzzing"), Effect(effect="tired", severity=1)),
        note="Long walk",
    )


def test_the_worst_effect_is_the_one_that_bothers_most(alice, knee):
    record(alice, a_save(knee, body=FULL))

    assert entry_of(alice.id, knee.id, DAY).worst_effect == 3


def test_an_unanswered_row_is_none_and_nothing_else(alice, knee):
    record(alice, a_save(knee))

    day = entry_of(alice.id, knee.id, DAY)
    assert {day.worst, day.sleep, day.medicine, day.relief, day.goal, day.bothered, day.note} == {None}
    assert (day.effects, day.medicine_classes, day.worst_effect) == ((), (), 0)


def test_zero_and_no_are_answers(alice, knee):
    record(alice, a_save(knee, pain=0, body={"sleep": 0, "medicine": 0, "bothered": False}))

    day = entry_of(alice.id, knee.id, DAY)
    assert (day.pain, day.sleep, day.medicine, day.bothered) == (0, 0, 0, False)


def test_days_come_in_order_without_the_missing_ones(alice, knee):
    for ago in (0, 5, 2):
        keep(alice, knee, ago)

    days = days_of(alice.id, knee.id, DAY - timedelta(days=5), DAY)

    assert [(DAY - day.day).days for day in days] == [5, 2, 0]


def test_the_ends_of_the_span_belong_to_it(alice, knee):
    for ago in range(5):
        keep(alice, knee, ago)

    days = days_of(alice.id, knee.id, DAY - timedelta(days=3), DAY - timedelta(days=1))

    assert [(DAY - day.day).days for day in days] == [3, 2, 1]


def test_effects_stand_with_their_own_day(alice, knee):
    for ago, effect in enumerate(("bruise", "itching")):
        body = {"effects": [{"effect": effect, "severity": 1}]}
        record(
            alice, a_save(knee, body=body, for_day=DAY - timedelta(days=ago), edited_at=EVENING - timedelta(days=ago))
        )

    days = days_of(alice.id, knee.id, DAY - timedelta(days=1), DAY)

    assert [day.effects[0].effect for day in days] == ["itching", "bruise"]


def test_another_area_and_another_patient_do_not_show(alice, knee, practice):
    stefan = a_patient(practice, name="Stefan")
    record(alice, a_save(an_area(alice)))
    record(stefan, a_save(an_area(stefan)))

    assert days_of(alice.id, knee.id, date.min, date.max) == []
    assert entry_of(alice.id, knee.id, DAY) is None
    assert history_of(alice.id, knee.id, DAY) == []


def test_nobody_reads_a_patients_area_under_another_patients_name(alice, knee, practice):
    record(alice, a_save(knee))
    stefan = a_patient(practice, name="Stefan")

    assert days_of(stefan.id, knee.id, date.min, date.max) == []
    assert history_of(stefan.id, knee.id, DAY) == []


def test_a_year_of_days_takes_three_statements(alice, knee):
    for ago in range(3):
        keep(alice, knee, ago)
    statements = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    days_of(alice.id, knee.id, DAY - timedelta(days=365), DAY)

    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 3


def test_the_history_begins_with_the_newest_edit(alice, knee):
    for hour, pain in enumerate((6, 5, 4)):
        record(alice, a_save(knee, pain=pain, edited_at=EVENING + timedelta(hours=hour)))

    history = history_of(alice.id, knee.id, DAY)

    assert [save.pain for save in history] == [4, 5, 6]
    assert history[-1].corrected_at == EVENING
    assert entry_of(alice.id, knee.id, DAY).edited


def test_the_history_says_what_was_typed_even_from_memory(alice, knee):
    record(alice, a_save(knee, pain=6))
    record(
        alice, a_save(knee, pain=2, edited_at=EVENING + timedelta(days=4)), actor=Actor.phone(uuid4(), is_carer=True)
    )

    recalled, first = history_of(alice.id, knee.id, DAY)

    assert (recalled.pain, recalled.stamp, recalled.author) == (2, "recalled", "carer")
    assert (first.pain, first.stamp, first.author) == (6, "on_time", "patient")


def test_a_save_of_another_kind_is_not_in_the_history(alice, knee):
    version = a_save(knee, kind="after")
    keep_version(
        Delivery(patient_id=alice.id, version=version, actor=PHONE, source="phone", received_at=EVENING), UNSHOWN
    )

    assert history_of(alice.id, knee.id, DAY) == []
