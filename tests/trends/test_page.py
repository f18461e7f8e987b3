"""The one-pager of the demo patient, word for word and mark for mark."""

from dataclasses import replace

import pytest

from diary.checks.domain import CompleteCheck
from diary.entries.domain import EFFECTS
from diary.entries.values import Effect
from diary.trends.page import OnePager, one_pager
from tests.trends.margaret import ENGLISH, a_course, an_entry, at, day, margaret


@pytest.fixture(scope="module")
def page() -> OnePager:
    return one_pager(margaret(), ENGLISH)


def words(labels) -> list[str]:
    return [label.words for label in labels]


def test_it_says_who_and_what(page: OnePager):
    assert page.name == "Margaret Ellis"
    assert page.about == "62. Right knee, inner side. Course of 6, weekly since Oct 16, 2026."
    assert page.next_number == 6


def test_the_headline_says_what_changed_and_how_long_relief_lasts(page: OnePager):
    assert page.headline == "Pain is down 43% from baseline. Relief after the last session lasted 5 days, up from 1."


def test_the_basis_prints_every_number_behind_it(page: OnePager):
    assert page.basis == (
        "Average 4.0 over the last 7 days (7 of 7 kept) against 7.0 in the week before (7 of 7). "
        "Yesterday 6. Relief means a daily average at least 30% below baseline."
    )


def test_the_figure_names_its_sessions_and_their_days(page: OnePager):
    assert words(page.wide.heads.names) == [f"Session {n}" for n in range(1, 7)]
    assert words(page.wide.heads.dates) == ["Oct 16", "Oct 23", "Oct 30", "Nov 6", "Nov 13", "today"]
    assert words(page.wide.heads.notes) == ["Week before", "from Oct 9"]


def test_the_figure_names_its_levels(page: OnePager):
    assert words(page.wide.levels) == ["10 worst", "Baseline 7.0", "30% lower 4.9", "50% lower 3.5", "0 none"]
    assert words(page.narrow.levels) == ["10", "7.0", "4.9", "3.5", "0"]


def test_the_figure_prints_each_week_and_each_relief(page: OnePager):
    assert words(page.wide.averages) == ["7.0", "6.3", "5.4", "5.4", "4.7", "4.0"]
    assert words(page.wide.relief.labels) == ["1 day", "2 days", "2 days", "4 days", "5 days"]
    assert words(page.narrow.relief.labels) == ["1d", "2d", "2d", "4d", "5d"]


def test_one_low_day_is_drawn_pale(page: OnePager):
    assert page.wide.relief.single_bars.count("M") == 1
    assert page.wide.relief.bars.count("M") == 4


def test_the_diary_kept_is_counted_openly(page: OnePager):
    assert "Diary kept 38/42" in words(page.wide.rows)
    assert page.wide.kept.dots.count("M") == 37
    assert page.wide.kept.late.count("M") == 1


def test_every_panel_says_how_long_relief_lasted(page: OnePager):
    assert page.panels is not None
    assert [words(panel.words)[2:] for panel in page.panels.panels] == [
        ["1 day", "one entry"],
        ["2 days"],
        ["2 days"],
        ["4 days"],
        ["5 days"],
    ]


def test_the_description_gives_the_same_numbers(page: OnePager):
    assert " ".join(page.description) == (
        "Daily average pain from Oct 9 to Nov 19, 0 to 10. Week averages 7.0, 6.3, 5.4, 5.4, 4.7, 4.0. "
        "Relief after sessions 1 to 5: 1 day, one entry; 2 days; 2 days; 4 days; 5 days. "
        "No entry on 4 of 42 days. 1 entry was filled in later. "
        "Effects were reported after every session, most after session 3. Taller is worse in every row."
    )


def test_the_legend_names_only_marks_that_are_there(page: OnePager):
    assert (page.key.late, page.key.missing, page.key.paper, page.key.memory) == (True, True, False, False)


def test_peg_stands_before_every_session_and_the_visit_today(page: OnePager):
    assert page.peg is not None
    assert page.peg.words == "PEG before each session: 6.7, 6.3, 6.0, 5.3, 4.7, 4.0. Lower is better."


def test_goal_days_are_counted_among_the_answered(page: OnePager):
    assert page.goal is not None
    assert words(page.goal.figure.counts) == ["1/7", "2/6", "2/5", "3/7", "4/6", "6/7"]


def test_effects_read_as_the_worst_first(page: OnePager):
    assert [(line.sessions, line.words) for line in page.effects] == [
        ("Session 3", "Bruise and more pain, quite a bit, 4 days, settled"),
        ("Sessions 1, 2, 4, 5", "Soreness, a little, 1 to 2 days"),
    ]


def test_the_lines_under_the_tables_give_adherence_and_response(page: OnePager):
    assert page.numbers.also == [
        "Of 42 days: 37 on time, 1 late, 0 on paper, 0 from memory, 4 without an entry.",
        "On time 88%, on time or late 90%.",
        "30% lower two weeks running: from session 4 on.",
        "50% lower two weeks running: not yet (5 sessions).",
        "Level before the sessions: −0.19 points a session.",
        "PEG from 6.7 to 4.0: at least 1 point and 30%.",
    ]


def test_a_check_of_no_session_enters_no_peg_sentence():
    early = CompleteCheck(day=day(0), peg=9.0)

    page = one_pager(margaret(checks=(early, *margaret().checks)), ENGLISH)

    assert page.numbers.also[-1] == "PEG from 6.7 to 4.0: at least 1 point and 30%."


def test_todays_entry_is_drawn_and_enters_no_number():
    facts = margaret()

    page = one_pager(replace(facts, entries=(*facts.entries, an_entry(42, 1))), ENGLISH)

    assert page.wide.last is not None
    assert page.wide.last.words == "1"
    assert "Average 4.0" in page.basis
    assert "Diary kept 38/42" in words(page.wide.rows)


def test_a_later_visit_is_drawn_with_its_date():
    page = one_pager(margaret(course=a_course(next_visit_at=at(49))), ENGLISH)

    assert words(page.wide.heads.dates)[-1] == "Nov 27"
    assert page.wide.heads.next_lines


def test_a_visit_weeks_away_does_not_squeeze_the_days():
    page = one_pager(margaret(course=a_course(next_visit_at=at(80))), ENGLISH)

    assert page.wide.heads.next_lines == ""


def test_several_courses_have_a_switch():
    knee, neck = a_course(), a_course(area_name="Neck")

    page = one_pager(margaret(course=knee, courses=(knee, neck)), ENGLISH)

    assert [(link.words, link.shown) for link in page.courses] == [("Right knee, inner side", True), ("Neck", False)]


def test_an_ended_course_takes_no_more_sessions():
    page = one_pager(margaret(course=a_course(ended_at=at(41))), ENGLISH)

    assert page.next_number is None
    assert page.about.endswith("Ended Nov 19, 2026. The numbers are as of then.")


def test_six_lines_can_be_copied_into_any_record(page: OnePager):
    assert page.numbers.plain.splitlines() == [
        "Margaret Ellis. 62. Right knee, inner side. Course of 6, weekly since Oct 16, 2026. November 20, 2026.",
        page.headline,
        page.basis,
        (
            "Relief after sessions 1 to 5: 1 day, one entry; 2 days; 2 days; 4 days; 5 days. "
            "PEG before each session: 6.7, 6.3, 6.0, 5.3, 4.7, 4.0. Lower is better."
        ),
        (
            "Session 3: Bruise and more pain, quite a bit, 4 days, settled. "
            "Sessions 1, 2, 4, 5: Soreness, a little, 1 to 2 days."
        ),
        "Patient-reported. A diary shows change, not its cause.",
    ]


def test_more_effects_than_the_page_has_room_for_are_in_the_sheet():
    facts = margaret()
    many = tuple(Effect(effect=effect, severity=n % 3 + 1) for n, effect in enumerate(EFFECTS[:9]))
    entries = tuple(
        replace(entry, effects=many[: (entry.day - day(35)).days + 1]) if entry.day >= day(35) else entry
        for entry in facts.entries
    )

    page = one_pager(replace(facts, entries=entries), ENGLISH)

    assert len(page.effects) == 4
    assert len(page.numbers.effects) > 4
