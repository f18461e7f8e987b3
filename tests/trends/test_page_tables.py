"""The numbers as tables: everything the figure shows, in words."""

from dataclasses import replace

import pytest

from diary.entries.values import DayEntry
from diary.trends.length import Length
from diary.trends.page import one_pager
from diary.trends.relief import Relief
from diary.trends.session_rows import differs
from diary.trends.table import DayRow
from tests.trends.margaret import ENGLISH, an_entry, at, day, margaret, some_facts


def rows_by_day(facts=None) -> dict[str, DayRow]:
    return {row.day: row for row in one_pager(facts or margaret(), ENGLISH).numbers.days}


def row_of(entry: DayEntry) -> DayRow:
    facts = some_facts("7")
    [row] = one_pager(replace(facts, entries=(entry,)), ENGLISH).numbers.days
    return row


def test_days_stand_newest_first():
    days = [row.day for row in one_pager(margaret(), ENGLISH).numbers.days]

    assert (days[0], days[-1], len(days)) == ("Thu Nov 19", "Fri Oct 9", 42)


def test_a_day_reads_in_words():
    assert rows_by_day()["Sun Nov 1"].answers == ("6", "quite a bit", "3+", "very poor", "not met")


def test_a_session_stands_on_its_day():
    assert rows_by_day()["Fri Nov 13"].session == "Session 5"


def test_a_day_without_an_entry_has_no_answers():
    assert rows_by_day()["Sun Nov 8"].answers is None


def test_a_late_entry_is_called_late():
    assert rows_by_day()["Tue Nov 3"].marks == "late"


def test_a_row_not_answered_is_not_a_nought():
    assert row_of(an_entry(0, 6)).answers == ("6", "–", "–", "–", "–")


@pytest.mark.parametrize(
    ("changes", "marks"),
    [
        ({"edited": True}, "edited"),
        ({"author": "carer"}, "by the carer"),
        ({"author": "staff", "source": "paper"}, "on paper"),
        ({"author": "staff", "source": "import"}, "imported"),
        ({"source": "kiosk"}, "at the clinic"),
        ({"stamp": "late", "author": "carer", "edited": True}, "late, by the carer, edited"),
        ({"stamp": "recalled", "pain": None}, "from memory"),
    ],
)
def test_how_an_entry_was_made_is_said(changes: dict[str, object], marks: str):
    assert row_of(an_entry(0, **{"pain": 6} | changes)).marks == marks


def test_worst_pain_and_medicine_classes_are_shown_where_given():
    row = row_of(an_entry(0, 6, worst=8, medicine=2, medicine_classes=("opioid",)))

    assert row.answers is not None
    assert row.answers[:3] == ("6, worst 8", "–", "2, opioid")


def test_notes_are_shown_to_the_practitioner():
    assert row_of(an_entry(0, note="slept on the couch")).note == "slept on the couch"


def test_sessions_stand_newest_first_with_what_each_did():
    last, *_others = one_pager(margaret(), ENGLISH).numbers.sessions

    assert (last.session, last.day) == ("Session 5", "Nov 13")
    assert last.week == "4.0 (7 of 7), 43% lower, moderate"
    assert (last.relief, last.pre_session) == ("5 days", "6.0")
    assert last.drop == "31% on average, lowest 2 on day 1"
    assert (last.rebound, last.flare, last.medicine) == ("after 4 days", "no", "2 of 7 days")


def test_what_cannot_be_computed_gives_its_reason():
    third = one_pager(margaret(), ENGLISH).numbers.sessions[2]

    assert third.drop == "too few entries: 1 of the 3 days before"
    assert (third.pre_session, third.flare) == ("–", "–")


def test_medicine_that_nobody_asked_about_that_week_is_no_nought():
    facts = margaret()
    entries = tuple(replace(entry, medicine=None) if entry.day >= day(35) else entry for entry in facts.entries)

    last, fourth, *_others = one_pager(replace(facts, entries=entries), ENGLISH).numbers.sessions

    assert (last.medicine, fourth.medicine) == ("–", "4 of 6 days")


def test_an_answer_from_before_the_session_enters_no_count():
    facts = margaret()
    before = {"asked": "last_24h", "corrected_at": at(35, 12), "medicine": 3, "relief": "gone"}
    entries = tuple(replace(entry, **before) if entry.day == day(35) else entry for entry in facts.entries)

    page = one_pager(replace(facts, entries=entries), ENGLISH)

    assert page.goal is not None
    assert page.goal.words.endswith("5 of 6.")
    last, fourth, *_others = page.numbers.sessions
    assert last.medicine == "2 of 6 days"
    assert "the patient" not in last.relief
    assert fourth.relief == "4 days; the patient: gone after 7 days"


def test_the_patients_own_end_of_relief_stands_beside_the_rule_when_they_differ():
    facts = margaret()
    entries = tuple(replace(entry, relief="gone") if entry.day == day(36) else entry for entry in facts.entries)

    last, *_others = one_pager(replace(facts, entries=entries), ENGLISH).numbers.sessions

    assert last.relief == "5 days; the patient: gone after 1 day"


@pytest.mark.parametrize(
    ("relief", "own", "apart"),
    [
        (Relief(kind="sustained", start=0, length=Length(5, 5), end="above"), 3, False),
        (Relief(kind="sustained", start=0, length=Length(5, 5), end="above"), 2, True),
        (Relief(kind="sustained", start=0, length=Length(5, 6), end="above"), 8, False),
        (Relief(kind="sustained", start=0, length=Length(5, 6), end="above"), 9, True),
        (Relief(kind="sustained", start=0, length=Length(5, None), end="gap"), 9, False),
        (Relief(kind="none"), 2, False),
        (Relief(kind="none"), 3, True),
        (Relief(kind="unknown"), 1, True),
    ],
)
def test_more_than_two_days_apart_is_a_difference(relief: Relief, own: int, *, apart: bool):
    assert differs(relief, own) is apart
