"""The one-pager where something is missing: it says so, and claims nothing."""

from dataclasses import replace

import pytest

from diary.entries.values import Effect
from diary.trends.page import OnePager, one_pager
from tests.trends.margaret import ENGLISH, a_course, a_patient, an_entry, at, day, margaret, some_facts


def read(series: str = "", sessions: tuple[int, ...] = (), **changes) -> OnePager:
    return one_pager(some_facts(series, sessions, **changes), ENGLISH)


def words(labels) -> list[str]:
    return [label.words for label in labels]


def relief_said(series: str, sessions: tuple[int, ...] = (7,)) -> list[list[str]]:
    page = read(series, sessions)
    assert page.panels is not None
    return [words(panel.words)[2:] for panel in page.panels.panels]


def test_a_patient_without_a_course_has_a_page():
    page = read(course=None)

    assert page.headline == "No entries yet"
    assert page.about == "62."
    assert page.next_number is None


def test_without_entries_the_session_marks_stand_alone():
    page = read(sessions=(7, 14), today=day(17))

    assert page.headline == "No entries yet"
    assert page.basis == ""
    assert page.panels is None
    assert page.wide.heads.lines.count("M") == 2
    assert page.wide.missing == page.wide.pain.line == page.wide.baseline == ""
    assert page.wide.relief.labels == ()


def test_three_days_before_the_first_session_have_no_threshold():
    page = read("7 – 7 6")

    assert page.wide.pain.dots
    assert page.wide.baseline == page.wide.lower30 == ""


def test_four_days_before_the_first_session_show_the_coming_baseline():
    assert words(read("7 7 7 7").wide.levels)[1] == "Baseline 7.0"


def test_a_recalled_baseline_is_named_and_carries_no_threshold():
    page = read("7 – – – – 6 7 4 4 5 6 7", (7,), intake_pain=8)

    assert page.wide.baseline_recalled
    assert words(page.wide.levels) == ["10 worst", "Intake 8.0", "0 none"]
    assert page.wide.relief.labels == ()
    assert page.panels is not None


def test_a_low_baseline_has_no_threshold_and_no_relief():
    page = read("2 2 3 2 2 2 2 1 1 1 1 2 2 2", (7,))

    assert page.wide.lower30 == ""
    assert page.wide.relief.labels == ()


@pytest.mark.parametrize(
    ("series", "said"),
    [
        ("7 7 7 7 7 7 7 6 6 6 6 6 6 6", ["none"]),
        ("7 7 7 7 7 7 7 – – – – 6 6 6", ["not known"]),
        ("7 7 7 7 7 7 7 6", ["too early"]),
        ("7 7 7 7 7 7 7 3 3 3", ["3 days", "still holding"]),
        ("7 7 7 7 7 7 7 3 3 3 – – – – 6", ["3 days", "at least"]),
        ("7 7 7 7 7 7 7 3 3 – 7 7 7", ["2 to 3", "days"]),
        ("7 7 7 7 7 7 7 4 7 7 7 7 7", ["1 day", "one entry"]),
    ],
)
def test_each_kind_of_relief_is_said_in_its_words(series: str, said: list[str]):
    assert relief_said(series) == [said]


def test_relief_up_to_the_next_session_is_said_as_the_least():
    assert relief_said("7 7 7 7 7 7 7 3 3 3 3 3 3 3 3 3 6 6", (7, 14))[0] == ["7 days", "or more"]


def test_an_entry_made_before_the_session_enters_no_number():
    facts = some_facts("7 7 7 7 7 7 7", (7,))
    before = an_entry(7, 1, asked="last_24h", corrected_at=at(7, 12))

    page = one_pager(replace(facts, entries=(*facts.entries, before, an_entry(8, 6)), today=day(9)), ENGLISH)

    assert "Average 6.8 over the last 7 days (6 of 7 kept)" in page.basis
    assert page.wide.pain.dots.count("M") == 9
    [row] = [row for row in page.numbers.days if row.session]
    assert row.marks == "before the session, not counted"


def test_a_row_that_the_clinic_does_not_ask_is_no_silence():
    facts = some_facts("7 7 7 7 7 7 7 6 6 6", (7,))
    asked = replace(facts, patient=replace(facts.patient, rows=frozenset({"effects", "sleep"})))

    assert words(one_pager(asked, ENGLISH).wide.silent) == ["no answers", "not asked now", "no answers"]


def test_a_diary_that_nobody_answered_says_so():
    page = read("7 7 7 7 7 7 7 6 6 6", (7,))

    assert words(page.wide.silent) == ["no answers"] * 3
    assert page.no_effects == "No answers yet"
    assert page.peg is None
    assert page.goal is None


def test_no_effects_is_said_only_when_somebody_said_so():
    facts = some_facts("7 7 7 7 7 7 7 6 6 6", (7,))
    fine = tuple(replace(entry, bothered=False) for entry in facts.entries)

    assert one_pager(replace(facts, entries=fine), ENGLISH).no_effects == "None reported"


def test_effects_before_any_session_are_nobodys():
    facts = some_facts("7 7")
    bothered = tuple(replace(entry, effects=(Effect(effect="headache", severity=2),)) for entry in facts.entries)

    page = one_pager(replace(facts, entries=bothered), ENGLISH)

    assert page.effects == []
    assert page.no_effects == "No session yet"


def test_an_effect_that_nobody_closed_is_still_there():
    facts = some_facts("7 7 7 7 7 7 7 6 6", (7,))
    own = Effect(effect="something_else", severity=1, words="itchy palm")
    entries = (*facts.entries[:-1], replace(facts.entries[-1], effects=(own,)))

    [line] = one_pager(replace(facts, entries=entries), ENGLISH).effects

    assert line.words == "“itchy palm”, a little, 1 day or more, still there on Oct 17"


def test_a_long_course_shows_the_week_before_and_the_last_eight():
    page = read("7 " * 150, tuple(range(7, 150, 7)))

    assert page.wide.cut
    assert "Oct 16 to Jan 10 are left out." in page.description
    assert page.panels is not None
    assert len(page.panels.panels) == 8
    assert len(page.numbers.days) == 7 + 56
    assert len(page.numbers.sessions) == 21


def test_a_course_of_eight_weeks_is_shown_whole():
    assert read("7 " * 63, tuple(range(7, 63, 7))).wide.cut == ""


def test_days_before_enrolment_are_not_held_against_anyone():
    page = read("7 7 7 7 4 4 4", (4,), patient=a_patient(enrolled_on=day(0)))

    assert "Diary kept 7/7" in words(page.wide.rows)
    assert page.wide.missing == ""


def test_paper_and_memory_are_drawn_and_counted_apart():
    facts = margaret()
    ways = {2: {"source": "paper", "author": "staff"}, 3: {"stamp": "recalled", "pain": None, "sleep": None}}
    entries = tuple(replace(entry, **ways.get((entry.day - day(0)).days, {})) for entry in facts.entries)

    page = one_pager(replace(facts, entries=entries), ENGLISH)

    assert page.wide.pain.squares.count("M") == 1
    assert page.wide.kept.memory.count("M") == 1
    assert "Diary kept 36/42" in words(page.wide.rows)
    assert (page.key.paper, page.key.memory) == (True, True)
    assert "1 entry was made on paper." in page.description
    assert "1 entry is from memory, without a number." in page.description


def test_an_ended_course_stands_as_of_its_last_day():
    facts = margaret(course=a_course(ended_at=at(41)))

    page = one_pager(replace(facts, today=day(140)), ENGLISH)

    assert page.about.endswith("Ended Nov 19, 2026. The numbers are as of then.")
    assert page.headline == "Pain is down 43% from baseline. Relief after the last session lasted 5 days, up from 1."
    assert "(7 of 7 kept)" in page.basis
    assert "On the last day 6." in page.basis
    assert "Diary kept 38/42" in words(page.wide.rows)


def test_nothing_goes_on_after_a_course_has_ended():
    ended = {"course": a_course(ended_at=at(9))}

    holding = read("7 7 7 7 7 7 7 3 3 3", (7,), **ended)
    silent = read("7 7 7 7 7 7 7", (7,), **ended, today=day(10))

    assert "lasted at least 3 days" in holding.headline
    assert "is not known: entries are missing" in silent.headline
    assert "No entry on the last day." in silent.basis


def test_days_after_sharing_stopped_are_not_missing():
    page = read("7 7 7 7 7 7 7 6 6 6", (7,), patient=a_patient(shared_until=at(9)), today=day(60))

    assert "Diary kept 10/10" in words(page.wide.rows)


def test_the_end_of_sharing_is_said_with_its_day():
    page = one_pager(margaret(patient=a_patient(shared_until=at(30))), ENGLISH)

    assert page.sharing == "Sharing stopped on Nov 8, 2026. Later entries are not shown."


def test_a_course_without_a_weekday_is_not_called_weekly():
    page = one_pager(margaret(course=a_course(weekday=None)), ENGLISH)

    assert "Course of 6, since Oct 16, 2026." in page.about


def test_only_a_course_that_goes_on_has_a_day_under_way():
    assert read("6 6 6", (3,)).headline == "Session 1 is today."
    assert read("6 6 6", (3,), course=a_course(ended_at=at(2))).headline == "No session yet."
