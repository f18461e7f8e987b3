"""A save is kept for ever, and its day shows the newest."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from diary.audit.domain import Actor
from diary.db import db
from diary.entries.actions import keep_entry
from diary.entries.keeping_actions import UNSHOWN, keep_version
from diary.entries.models import EntryEffect, EntryMedicine
from diary.entries.values import Delivery, Verdict
from diary.entries.wire import read_version
from diary.errors import Forbidden, Invalid, NotFound
from diary.practice.models import Area, Patient
from tests.entries.saves import DAY, EVENING, PHONE, a_message, a_save, record, shown_days, stored_versions
from tests.factories import a_patient, an_area
from tests.statements import heard


@pytest.fixture
def knee(alice: Patient) -> Area:
    return an_area(alice, name="Right knee", area_group="joint")


def revision_of(patient):
    return db.session.scalar(select(Patient.revision).where(Patient.id == patient.id))


def test_a_save_is_stored_and_its_day_shows_it(alice, knee):
    verdict = record(alice, a_save(knee, pain=6, body={"sleep": 2, "relief": "still", "note": "Walked to the shop"}))

    [day] = shown_days()
    assert verdict == "stored"
    assert (day.for_day, day.pain, day.sleep, day.relief, day.note) == (DAY, 6, 2, "still", "Walked to the shop")
    assert (day.stamp, day.versions, day.asked) == ("on_time", 1, "last_24h")


def test_the_version_is_kept_exactly_as_it_came(alice, knee):
    message = a_message(knee, new_in_2_0={"mood": [1, 2.5, None]}, skew_ms=-1500)

    record(alice, read_version(message))

    [version] = stored_versions()
    assert '"new_in_2_0":{"mood":[1,2.5,null]}' in version.body
    assert (version.edited_at, version.corrected_at) == (EVENING, EVENING - timedelta(seconds=1.5))
    assert (version.zone, version.offset_min, version.skew_ms, version.app) == ("America/Toronto", -300, -1500, "1.4.0")


def test_the_version_says_who_wrote_it_how_and_when_it_came(alice, knee):
    carer = Actor.phone(uuid4(), is_carer=True)

    record(alice, a_save(knee), actor=carer, now=EVENING + timedelta(days=3))

    [version] = stored_versions()
    assert (version.author, version.author_id, version.source) == ("carer", carer.id, "phone")
    assert version.received_at == EVENING + timedelta(days=3)


def test_the_same_bytes_again_change_nothing(alice, knee):
    version = a_save(knee)
    record(alice, version)

    verdict = record(alice, version, now=EVENING + timedelta(days=1))

    assert verdict == "same"
    assert revision_of(alice) == 1
    assert [day.versions for day in shown_days()] == [1]


def test_the_same_bytes_again_write_nothing(alice, knee):
    version = a_save(knee)
    record(alice, version)
    statements = []

    with heard(statements.append):
        record(alice, version)

    assert {statement.split()[0] for statement in statements} - {"BEGIN", "COMMIT"} == {"SELECT"}


def test_the_same_id_with_other_bytes_is_refused(alice, knee):
    version = a_save(knee, pain=6)
    record(alice, version)

    verdict = record(alice, a_save(knee, pain=2, id=version.id))

    assert verdict == "differs"
    assert [day.pain for day in shown_days()] == [6]


def test_a_field_that_nobody_knows_yet_counts_among_the_bytes(alice, knee):
    version = a_save(knee)
    record(alice, version)

    assert record(alice, a_save(knee, id=version.id, mood=3)) == "differs"


def test_another_patients_id_says_nothing_of_their_diary(alice, knee, practice):
    version = a_save(knee)
    record(alice, version)
    other = a_patient(practice, name="Stefan")

    assert record(other, version) == "differs"


def test_each_stored_save_raises_the_patients_revision_by_one(alice, knee):
    for hour in range(3):
        record(alice, a_save(knee, edited_at=EVENING + timedelta(hours=hour)))

    assert [version.revision for version in stored_versions()] == [1, 2, 3]
    assert revision_of(alice) == 3


def test_an_edit_replaces_what_the_day_shows(alice, knee):
    sore = {"effects": [{"effect": "soreness", "severity": 3}], "medicine": 2, "medicine_classes": ["opioid", "other"]}
    itchy = {"effects": [{"effect": "itching", "severity": 1}], "medicine": 1, "medicine_classes": ["other"]}
    record(alice, a_save(knee, pain=6, body=sore))

    record(alice, a_save(knee, pain=4, body=itchy, edited_at=EVENING + timedelta(hours=1)))

    [day] = shown_days()
    assert (day.pain, day.medicine, day.versions) == (4, 1, 2)
    assert list(db.session.execute(select(EntryEffect.effect, EntryEffect.severity))) == [("itching", 1)]
    assert list(db.session.scalars(select(EntryMedicine.medicine_class))) == ["other"]


def test_an_older_edit_that_comes_later_does_not_replace_it(alice, knee):
    record(alice, a_save(knee, pain=4, edited_at=EVENING + timedelta(hours=1)))

    record(alice, a_save(knee, pain=6, body={"effects": [{"effect": "bruise", "severity": 1}]}))

    [day] = shown_days()
    assert (day.pain, day.versions) == (4, 2)
    assert not list(db.session.scalars(select(EntryEffect)))


def test_the_corrected_time_decides_not_the_phones_clock(alice, knee):
    fast_by_an_hour = {"edited_at": EVENING + timedelta(minutes=50), "skew_ms": -3_600_000}
    record(alice, a_save(knee, pain=4))

    record(alice, a_save(knee, pain=6, **fast_by_an_hour))

    assert [day.pain for day in shown_days()] == [4]


def test_at_the_same_instant_the_greater_id_wins(alice, knee):
    low, high = "10000000-0000-4000-8000-000000000000", "f0000000-0000-4000-8000-000000000000"
    record(alice, a_save(knee, pain=4, id=high))

    record(alice, a_save(knee, pain=6, id=low))

    assert [day.pain for day in shown_days()] == [4]


def test_two_areas_of_one_day_stand_apart(alice, knee):
    back = an_area(alice)

    record(alice, a_save(knee, pain=6))
    record(alice, a_save(back, pain=2))

    assert {day.area_id: day.pain for day in shown_days()} == {knee.id: 6, back.id: 2}


def test_a_week_offline_arrives_whole(alice, knee):
    a_week_later = EVENING + timedelta(days=7)
    for day in range(7):
        late = timedelta(hours=20 if day == 3 else 0)
        saved_at = EVENING + timedelta(days=day) + late
        record(alice, a_save(knee, pain=day, for_day=DAY + timedelta(days=day), edited_at=saved_at), now=a_week_later)

    days = shown_days()
    assert [day.for_day for day in days] == [DAY + timedelta(days=n) for n in range(7)]
    assert [day.pain for day in days] == [0, 1, 2, 3, 4, 5, 6]
    assert [day.stamp for day in days] == ["on_time"] * 3 + ["late"] + ["on_time"] * 3


def test_from_memory_a_day_keeps_events_and_no_rating(alice, knee):
    body = {
        "worst": 9,
        "sleep": 3,
        "medicine": 1,
        "note": "The bruise was large",
        "effects": [{"effect": "bruise", "severity": 2}],
    }

    record(alice, a_save(knee, pain=8, body=body, edited_at=EVENING + timedelta(days=3)))

    [day] = shown_days()
    assert (day.stamp, day.pain, day.worst, day.sleep) == ("recalled", None, None, None)
    assert (day.medicine, day.note) == (1, "The bruise was large")
    assert '"pain":8' in stored_versions()[0].body


def test_from_memory_a_day_needs_no_number(alice, knee):
    assert record(alice, a_save(knee, pain=None, edited_at=EVENING + timedelta(days=3))) == "stored"


def test_a_day_that_takes_a_number_needs_one(alice, knee):
    with pytest.raises(Invalid) as refusal:
        record(alice, a_save(knee, pain=None))

    assert {field: str(words) for field, words in refusal.value.fields.items()} == {
        "pain": "Choose a number from 0 to 10."
    }
    assert stored_versions() == []


def test_a_day_that_has_not_come_is_refused(alice, knee):
    with pytest.raises(Invalid) as refusal:
        record(alice, a_save(knee, for_day=DAY + timedelta(days=1)))

    assert str(refusal.value.fields["for_day"]) == "This day has not come yet."
    assert stored_versions() == []


def test_a_save_that_is_refused_writes_nothing_for_a_caller_that_goes_on(alice, knee):
    for version in (
        a_save(knee, for_day=DAY + timedelta(days=1)),
        a_save(knee, pain=None),
        a_save(knee, body={"sleep": 9}),
    ):
        with pytest.raises(Invalid):
            keep_entry(Delivery(patient_id=alice.id, version=version, actor=PHONE, source="phone", received_at=EVENING))
    db.session.commit()

    assert stored_versions() == []
    assert revision_of(alice) == 0


def test_an_area_of_somebody_else_and_one_of_nobody_look_alike(alice, knee, practice):
    stefans = an_area(a_patient(practice, name="Stefan"))
    refusals = []
    for area in (stefans, Area(id=uuid4())):
        with pytest.raises(Invalid) as refusal:
            record(alice, a_save(area))
        refusals.append(refusal.value.fields)

    assert refusals[0] == refusals[1]
    assert set(refusals[0]) == {"area"}
    assert stored_versions() == []


def test_a_check_in_without_an_area_is_refused(alice, knee):
    with pytest.raises(Invalid) as refusal:
        record(alice, read_version(a_message(knee) | {"area": None}))

    assert set(refusal.value.fields) == {"area"}


def test_a_patient_who_does_not_exist_is_not_found(alice, knee):
    with pytest.raises(NotFound):
        record(Patient(id=uuid4()), a_save(knee))


def test_a_wrong_clock_is_kept_and_marked(alice, knee):
    two_years = 2 * 365 * 24 * 3_600_000
    fast = a_save(knee, edited_at=EVENING + timedelta(days=730), skew_ms=-two_years)

    record(alice, fast)

    [version] = stored_versions()
    assert (version.clock_suspect, version.skew_ms, version.stamp) == (True, -two_years, "on_time")


@pytest.mark.parametrize("source", ["phone", "form", "kiosk"])
def test_staff_never_write_as_the_patient(alice, knee, source):
    with pytest.raises(Forbidden):
        record(alice, a_save(knee), actor=Actor.staff(uuid4()), source=source)


@pytest.mark.parametrize("is_carer", [False, True])
def test_a_phone_never_writes_as_paper(alice, knee, is_carer):
    with pytest.raises(Forbidden):
        record(alice, a_save(knee), actor=Actor.phone(uuid4(), is_carer=is_carer), source="paper")


def test_the_diary_itself_writes_no_entries(alice, knee):
    with pytest.raises(Forbidden):
        record(alice, a_save(knee), actor=Actor.system(), source="import")


def test_a_paper_score_typed_in_at_the_visit_counts(alice, knee):
    record(
        alice, a_save(knee, pain=6, edited_at=EVENING + timedelta(days=6)), actor=Actor.staff(uuid4()), source="paper"
    )

    [day] = shown_days()
    assert (day.pain, day.source, day.stamp) == (6, "paper", "late")


@pytest.mark.parametrize("statement", ["UPDATE version SET app = 'x'", "DELETE FROM version"])
def test_the_database_itself_keeps_versions_for_ever(alice, knee, statement):
    record(alice, a_save(knee))

    with pytest.raises(DBAPIError, match="only ever added"):
        db.session.execute(text(statement))


def test_a_save_of_another_kind_is_no_check_in(alice, knee):
    with pytest.raises(Invalid):
        record(alice, a_save(knee, kind="goal"))


def test_a_kind_that_nobody_knows_yet_is_kept_and_not_shown(alice, knee):
    version = a_save(knee, kind="mood", body={"anything": [1, {"goes": None}]}, for_day=DAY + timedelta(days=30))
    delivery = Delivery(patient_id=alice.id, version=version, actor=PHONE, source="phone", received_at=EVENING)

    verdicts = [keep_version(delivery, UNSHOWN), keep_version(delivery, UNSHOWN)]
    db.session.commit()

    assert verdicts == ["stored", "same"]
    assert [(kept.kind, kept.stamp, kept.revision) for kept in stored_versions()] == [("mood", None, 1)]
    assert shown_days() == []


def test_verdicts_read_as_the_contract_spells_them():
    assert [str(verdict) for verdict in Verdict] == ["stored", "same", "differs", "erased"]
