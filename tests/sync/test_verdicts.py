"""Every item gets its verdict, and none of them stops another."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from diary.db import db
from diary.entries.models import ErasedVersion
from diary.practice.models import Patient
from tests.entries.saves import DAY, EVENING, a_message, sent, shown_days, stored_versions
from tests.factories import a_patient, an_area, kept
from tests.sync.phones import sync, verdicts


def errors(answer):
    return [result["errors"] for result in answer.json["results"]]


def test_a_save_is_stored_once_and_then_the_same(alice_browser, knee):
    save = a_message(knee)

    answers = [verdicts(sync(alice_browser, save)) for _ in range(3)]

    assert answers == [["stored"], ["same"], ["same"]]
    assert [str(version.id) for version in stored_versions()] == [save["id"]]
    assert [day.pain for day in shown_days()] == [6]


def test_the_same_id_with_other_answers_differs_and_the_first_stays(alice_browser, knee):
    save = a_message(knee)
    sync(alice_browser, save)

    answer = sync(alice_browser, save | {"body": {"asked": "last_24h", "pain": 2}})

    assert verdicts(answer) == ["differs"]
    assert errors(answer) == [{"id": "Something else was saved in its place before. Save it again."}]
    assert [day.pain for day in shown_days()] == [6]


def test_a_field_that_only_a_newer_phone_knows_makes_it_another_save(alice_browser, knee):
    save = a_message(knee)
    sync(alice_browser, save)

    assert verdicts(sync(alice_browser, save | {"mood": 3})) == ["differs"]


def test_what_was_erased_does_not_come_back(alice_browser, knee):
    save = a_message(knee)
    kept(ErasedVersion(id=UUID(save["id"]), erased_at=EVENING))

    assert verdicts(sync(alice_browser, save)) == ["erased"]
    assert stored_versions() == []


def test_a_day_that_has_not_come_is_refused_in_words(alice_browser, knee):
    answer = sync(alice_browser, a_message(knee, for_day=str(DAY + timedelta(days=2))))

    assert verdicts(answer) == ["invalid"]
    assert errors(answer) == [{"for_day": "This day has not come yet."}]


BAD = {
    "a number beyond the scale": {"body": {"asked": "last_24h", "pain": 11}},
    "no number": {"body": {"asked": "last_24h"}},
    "a day that does not exist": {"for_day": "2026-02-30"},
    "half a character": {"app": "\ud800"},
    "a null character": {"body": {"asked": "last_24h", "pain": 1, "note": "\x00"}},
    "too long": {"body": {"asked": "last_24h", "pain": 1, "more": "x" * 17_000}},
    "an area of nobody": {"area": str(uuid4())},
    "very deep": {"body": {"a": [[[[[[[[[[1]]]]]]]]]]}},
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_one_bad_save_stops_none_of_the_others(alice_browser, knee, bad):
    first, poison, last = a_message(knee), a_message(knee) | bad, a_message(knee, for_day=str(DAY - timedelta(days=1)))

    answer = sync(alice_browser, first, poison, last)

    assert verdicts(answer) == ["stored", "invalid", "stored"]
    assert [result["id"] for result in answer.json["results"]] == [first["id"], poison["id"], last["id"]]
    assert errors(answer)[1] != {}
    assert all(sentence.endswith(".") for sentence in errors(answer)[1].values())
    assert {str(version.id) for version in stored_versions()} == {first["id"], last["id"]}


@pytest.mark.parametrize("item", [None, 7, "text", [], {}, {"id": 7}, {"id": "A" * 36}, {"id": "\ud800"}, [[[]]]])
def test_an_item_without_a_readable_id_is_named_by_its_place(alice_browser, knee, item):
    answer = sync(alice_browser, item, a_message(knee))

    assert verdicts(answer) == ["invalid", "stored"]
    assert answer.json["results"][0]["id"] is None


def test_a_save_twice_in_one_batch_is_stored_once(alice_browser, knee):
    save = a_message(knee)

    answer = sync(alice_browser, save, save, save | {"body": {"asked": "last_24h", "pain": 1}})

    assert verdicts(answer) == ["stored", "same", "differs"]
    assert [(version.revision, str(version.id)) for version in stored_versions()] == [(1, save["id"])]
    assert [(day.pain, day.versions) for day in shown_days()] == [(6, 1)]


def test_a_bad_save_does_not_take_the_id_of_a_good_one(alice_browser, knee):
    save = a_message(knee)

    assert verdicts(sync(alice_browser, save | {"body": {}}, save)) == ["invalid", "stored"]


def test_bad_saves_leave_no_gap_in_the_revisions(alice_browser, knee):
    sync(alice_browser, a_message(knee), a_message(knee, zone=7), a_message(knee), {})

    assert [version.revision for version in stored_versions()] == [1, 2]
    assert db.session.scalar(db.select(Patient.revision)) == 2


def test_a_wrong_clock_is_noted_and_costs_nothing(alice_browser, knee):
    years = EVENING - datetime(2019, 1, 1, tzinfo=UTC)
    years_slow = {"edited_at": sent(EVENING - years), "skew_ms": years // timedelta(milliseconds=1)}
    fast = {"edited_at": sent(EVENING + timedelta(minutes=1))}

    answer = sync(alice_browser, a_message(knee), a_message(knee, **years_slow), a_message(knee, **fast))

    assert verdicts(answer) == ["stored"] * 3
    assert [version.clock_suspect for version in stored_versions()] == [False, True, True]


def test_what_the_database_alone_refuses_stops_none_of_the_others(alice_browser, knee):
    refuse_in_the_database("six")
    saves = [
        a_message(knee, for_day=str(DAY - timedelta(days=n)), body={"asked": "last_24h", "pain": 1, "note": note})
        for n, note in enumerate(("five", "six", "seven"))
    ]

    answer = sync(alice_browser, *saves)

    assert verdicts(answer) == ["stored", "invalid", "stored"]
    assert [version.revision for version in stored_versions()] == [1, 2]
    assert db.session.scalar(db.select(Patient.revision)) == 2


def refuse_in_the_database(note: str) -> None:
    """A rule that our own checks do not know of."""
    if db.engine.dialect.name == "postgresql":
        refusal = f"ALTER TABLE entry ADD CONSTRAINT odd CHECK (note <> '{note}')"
    else:
        refusal = (
            f"CREATE TRIGGER odd BEFORE INSERT ON entry WHEN NEW.note = '{note}' BEGIN SELECT RAISE(ABORT, 'odd'); END"
        )
    db.session.execute(text(refusal))
    db.session.commit()


def test_an_area_of_another_patient_is_refused(practice, alice_browser):
    elsewhere = an_area(a_patient(practice))

    assert verdicts(sync(alice_browser, a_message(elsewhere))) == ["invalid"]


def test_an_id_that_another_patient_used_differs_and_says_nothing(alice_browser, stranger_browser, knee):
    save = a_message(knee)
    sync(alice_browser, save)

    answer = sync(stranger_browser, save)

    assert verdicts(answer) == ["differs"]
    assert answer.json["changes"] == []
