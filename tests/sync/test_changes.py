"""What comes down: everything a phone does not have, once, in order, and nothing of anybody else."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary.audit.domain import Actor
from diary.checks.queries import goal_of
from diary.db import db
from diary.entries.actions import record_entry
from diary.entries.canonical import canonical_json
from diary.entries.models import Version
from diary.entries.queries import days_of
from diary.practice.models import Patient
from tests.entries.saves import DAY, EVENING, a_message, a_save, record, sent, stored_versions
from tests.factories import a_device, a_patient, an_area, signed_in_phone
from tests.sync.phones import Phone, sync, verdicts, versions


@pytest.fixture
def second_phone(app, alice):
    return signed_in_phone(app.test_client(), alice, device=a_device(alice, label="iPad"))


def days_back(count):
    return [str(DAY - timedelta(days=n)) for n in range(count)]


def test_another_phone_gets_what_this_one_saved(alice_browser, second_phone, knee):
    save = a_message(knee, body={"asked": "last_24h", "pain": 3, "note": "Zoe\u0301"})
    sync(alice_browser, save)

    [change] = [change for change in sync(second_phone).json["changes"] if change["type"] == "version"]

    assert change["version"]["body"]["note"] == "Zo\u00e9"
    assert (change["revision"], change["author"], change["source"]) == (1, "patient", "phone")
    assert change["received_at"] == "2026-11-18T00:05:00.000Z"


def test_a_phone_does_not_get_its_own_saves_back(alice_browser, knee):
    save = a_message(knee)

    first = sync(alice_browser, save)
    again = sync(alice_browser, save, since=0)

    assert versions(first) == versions(again) == []
    assert first.json["cursor"] == again.json["cursor"] == 1


def test_nothing_comes_twice(alice_browser, second_phone, knee):
    sync(alice_browser, a_message(knee))
    cursor = sync(second_phone).json["cursor"]
    later = a_message(knee)
    sync(alice_browser, later)

    answer = sync(second_phone, since=cursor)

    assert [version["id"] for version in versions(answer)] == [later["id"]]
    assert versions(sync(second_phone, since=answer.json["cursor"])) == []


UNKNOWN = {
    "kind": "mood",
    "body": {"anything": [1, {"goes": None}], "deep": {"er": [True, 0.1, 1e21, -0.0, 2**53 - 1]}, "é": "\u2028"},
    "from_the_future": {"x": ["y"]},
    "area": None,
}


def test_kinds_and_fields_of_a_newer_phone_come_down_as_they_went_up(alice_browser, second_phone, knee):
    saves = [a_message(knee) | UNKNOWN, a_message(knee, new_field={"a": 1}), a_message(knee, kind="weather", body={})]
    sync(alice_browser, *saves)

    came = versions(sync(second_phone))

    assert [canonical_json(version) for version in came] == [canonical_json(save) for save in saves]
    assert [version.body for version in stored_versions()] == [canonical_json(save) for save in saves]


def test_a_new_phone_gets_the_last_weeks_and_no_more(alice_browser, second_phone, knee):
    old, last, new = (a_message(knee, for_day=str(DAY - timedelta(days=n))) for n in (120, 119, 0))
    sync(alice_browser, old, last, new)

    answer = sync(second_phone)

    assert [version["id"] for version in versions(answer)] == [last["id"], new["id"]]
    assert answer.json["cursor"] == 3


def test_what_came_on_paper_or_by_the_form_comes_down_too(alice, alice_browser, knee, bob):
    record(alice, a_save(knee), source="form")
    record(alice, a_save(knee), source="paper", actor=Actor.staff(bob.id))

    changes = sync(alice_browser).json["changes"]

    came = [change for change in changes if change["type"] == "version"]
    assert [(change["author"], change["source"]) for change in came] == [("patient", "form"), ("staff", "paper")]


def test_the_phone_of_another_patient_gets_nothing(alice_browser, stranger_browser, knee):
    sync(alice_browser, a_message(knee))

    answer = sync(stranger_browser)

    assert versions(answer) == []
    assert answer.json["cursor"] == 0


def test_a_carers_phone_gets_the_same_as_the_patients(alice_browser, carer_browser, knee):
    save = a_message(knee)
    sync(alice_browser, save)

    assert [version["id"] for version in versions(sync(carer_browser))] == [save["id"]]


def test_who_stopped_sharing_with_the_clinic_still_has_the_whole_diary(alice, alice_browser, second_phone, knee):
    db.session.execute(db.update(Patient).where(Patient.id == alice.id).values(sharing_stopped_at=EVENING))
    db.session.commit()
    save = a_message(knee)

    assert verdicts(sync(alice_browser, save)) == ["stored"]
    assert [version["id"] for version in versions(sync(second_phone))] == [save["id"]]


def test_a_long_diary_comes_in_pages(alice_browser, second_phone, knee):
    saves = [a_message(knee, for_day=day) for day in days_back(100) for _ in range(6)]
    for start in range(0, 600, 100):
        sync(alice_browser, *saves[start : start + 100])

    first = sync(second_phone)
    rest = sync(second_phone, since=first.json["cursor"])

    assert [len(versions(page)) for page in (first, rest)] == [498, 102]
    assert [(page.json["cursor"], page.json["more"]) for page in (first, rest)] == [(498, True), (600, False)]
    assert [version["id"] for page in (first, rest) for version in versions(page)] == [save["id"] for save in saves]
    assert [change["type"] for change in first.json["changes"]] == ["version"] * 498
    assert [change["type"] for change in rest.json["changes"][-2:]] == ["facts", "past"]


def test_exactly_a_page_needs_no_second(alice_browser, second_phone, knee):
    for number in (100, 100, 100, 100, 98):
        sync(alice_browser, *(a_message(knee) for _ in range(number)))

    answer = sync(second_phone)

    assert (len(versions(answer)), answer.json["cursor"], answer.json["more"]) == (498, 498, False)
    assert len(answer.json["changes"]) == 500


def test_days_that_are_not_sent_do_not_hold_the_cursor_back(alice_browser, second_phone, knee):
    sync(alice_browser, *(a_message(knee, for_day=str(DAY - timedelta(days=200))) for _ in range(3)))

    answer = sync(second_phone)

    assert (versions(answer), answer.json["cursor"], answer.json["more"]) == ([], 3, False)


def test_a_cursor_that_this_database_never_gave_starts_anew(alice_browser, second_phone, knee):
    """The database was restored from a backup: what the phone has seen since is not there any more."""
    sync(alice_browser, a_message(knee))

    answer = sync(second_phone, since=40)

    assert (len(versions(answer)), answer.json["cursor"]) == (1, 1)


def test_a_phone_that_knows_more_than_this_database_is_told_so_before_anything_is_kept(alice_browser, knee):
    """Were it kept, the cursor might be as high as before, and the phone would never send again what was lost."""
    sync(alice_browser, a_message(knee))

    answer = sync(alice_browser, a_message(knee), a_message(knee), since=3)

    assert (answer.json["results"], answer.json["cursor"], answer.json["restored"]) == ([], 1, True)
    assert len(stored_versions()) == 1


def test_a_phone_whose_last_save_is_another_one_here_is_told_so_too(alice_browser, second_phone, knee):
    """Others saved since the backup came back: the cursor alone tells nothing any more."""
    told = sync(alice_browser, a_message(knee), a_message(knee)).json

    same = sync(alice_browser, a_message(knee), since=2, mark=told["mark"])
    other = sync(second_phone, a_message(knee), since=2, mark=str(uuid4()))

    assert (same.json["restored"], len(same.json["results"])) == (False, 1)
    assert (other.json["restored"], other.json["results"], len(versions(other))) == (True, [], 3)


def test_the_mark_is_the_save_at_the_cursor_whether_it_comes_down_or_not(alice_browser, second_phone, knee):
    old = a_message(knee, for_day=str(DAY - timedelta(days=200)))

    assert sync(alice_browser, old).json["mark"] == old["id"]
    assert sync(second_phone).json["mark"] == old["id"]


def test_two_phones_that_edit_the_same_day_end_the_same(alice_browser, second_phone, knee):
    one, two = Phone(alice_browser), Phone(second_phone)
    one.save(a_message(knee, edited_at=sent(EVENING), body={"asked": "last_24h", "pain": 8}))
    two.save(a_message(knee, edited_at=sent(EVENING - timedelta(minutes=1)), body={"asked": "last_24h", "pain": 2}))

    for phone in (two, one, two):
        phone.sync()

    assert one.kept == two.kept
    assert one.unsent == two.unsent == []


saves = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["entry", "entry", "goal", "mood"]),
        "edited_at": st.sampled_from([sent(EVENING - timedelta(minutes=n)) for n in range(4)]),
        "skew_ms": st.sampled_from([0, 60_000, -60_000]),
        "for_day": st.sampled_from(days_back(3)),
        "pain": st.integers(0, 10),
    }
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["save", "sync", "lose the answer"]), st.booleans(), saves), min_size=1, max_size=14
)


def drawn_save(knee, pain, kind, **changes):
    body = {"words": f"Walk {pain} km"} if kind == "goal" else {"asked": "last_24h", "pain": pain}
    return a_message(knee, body=body, kind=kind, **changes) | ({"area": None} if kind == "goal" else {})


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, batches=st.randoms(use_true_random=False))
def test_two_phones_converge_whatever_is_lost_on_the_way(app, practice, steps, batches):
    alice = a_patient(practice)
    knee = an_area(alice)
    phones = [Phone(signed_in_phone(app.test_client(), alice, device=a_device(alice))) for _ in range(2)]
    made = []
    for step, second, drawn in steps:
        phone = phones[second]
        if step == "save":
            made.append(drawn_save(knee, **drawn))
            phone.save(made[-1])
        else:
            batches.shuffle(phone.unsent)
            phone.sync(answer_is_lost=step == "lose the answer")

    for phone in (*phones, phones[0]):
        phone.sync()

    expected = {save["id"]: canonical_json(save) for save in made}
    stored = list(db.session.scalars(db.select(Version).where(Version.patient_id == alice.id)))
    assert {str(version.id): version.body for version in stored} == expected
    assert sorted(version.revision for version in stored) == list(range(1, len(made) + 1))
    assert [phone.kept for phone in phones] == [expected, expected]
    assert [phone.unsent for phone in phones] == [[], []]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(saves, min_size=1, max_size=8), order=st.randoms(use_true_random=False), size=st.integers(1, 4))
def test_the_order_and_the_batches_of_arrival_do_not_matter(app, practice, drawn, order, size):
    made, shown = [], []
    for _ in range(2):
        alice = a_patient(practice)
        knee = an_area(alice)
        browser = signed_in_phone(app.test_client(), alice, device=a_device(alice))
        made = made or [drawn_save(knee, **save) for save in drawn]
        own = [
            save | {"id": ordered_id(n, alice), "area": save["area"] and str(knee.id)} for n, save in enumerate(made)
        ]
        if shown:
            order.shuffle(own)
        for start in range(0, len(own), size):
            sync(browser, *own[start : start + size], own[start])
        shown.append((days_of(alice.id, knee.id, DAY - timedelta(days=9), DAY), goal_of(alice.id)))

    assert shown[0] == shown[1]


def ordered_id(place, patient):
    """An id that no other example has used and that sorts by its place."""
    return f"{place:08x}{str(patient.id)[8:]}"


def test_a_batch_keeps_what_the_form_would_keep(alice, alice_browser, practice, knee):
    """The way a save came changes nothing but its source."""
    other = a_patient(practice)
    hip = an_area(other)
    full = {
        "medicine": 1,
        "medicine_classes": ["opioid"],
        "effects": [{"effect": "bruise", "severity": 1}],
        "note": "Rain",
    }
    saves = [
        a_save(knee, pain=n, body=full, for_day=DAY - timedelta(days=n % 2), edited_at=EVENING - timedelta(minutes=n))
        for n in range(6)
    ]

    sync(alice_browser, *(json.loads(save.canonical) for save in saves))
    for n, save in enumerate(saves):
        copy = a_save(hip, pain=n, body=full, for_day=save.for_day, edited_at=save.edited_at)
        record_entry(other.id, copy, actor=Actor.phone(alice.id, is_carer=False), source="phone", now=EVENING)

    assert days_of(alice.id, knee.id, DAY - timedelta(days=9), DAY) == days_of(
        other.id, hip.id, DAY - timedelta(days=9), DAY
    )
