"""The line of pain: honest about gaps, about when an entry was made, and how."""

from diary.charts.marks import DayMark
from diary.charts.pain import pain_marks
from tests.charts.made import a_day, an_axis, days

AXIS = an_axis(10)


def drawn(marks: tuple[DayMark, ...]):
    return pain_marks(marks, lambda mark: (AXIS.middle(mark.day), mark.pain or 0), AXIS.joins, radius=4)


def test_a_line_joins_neighbouring_days_only():
    assert drawn(days("7 6 – 5 4")).line == "M5 7 15 6M35 5 45 4"


def test_a_day_between_two_gaps_has_a_dot_and_no_line():
    marks = drawn(days("7 – 5 – 4"))

    assert marks.line == ""
    assert marks.dots == "M5 7h0M25 5h0M45 4h0"


def test_a_late_entry_is_hollow_and_joined_all_the_same():
    marks = drawn((a_day(0, 7), a_day(1, 6, late=True), a_day(2, 5)))

    assert marks.late_dots == "M15 6h0"
    assert "15 6" not in marks.dots
    assert marks.line == "M5 7 15 6 25 5"


def test_a_hollow_dot_is_as_wide_as_a_full_one_with_its_edge():
    marks = drawn(days("7"))

    assert (marks.dot_width, marks.ring_width, marks.hole_width) == (8, 9.7, 6.3)


def test_an_entry_from_paper_is_a_square():
    marks = drawn((a_day(0, 7, paper=True), a_day(1, 6, paper=True, late=True)))

    assert marks.dots == ""
    assert marks.squares.endswith("z")
    assert marks.late_squares.endswith("z")


def test_an_entry_from_memory_has_no_dot_and_breaks_the_line():
    marks = drawn((a_day(0, 7), a_day(1, None), a_day(2, 5)))

    assert marks.line == ""
    assert marks.dots == "M5 7h0M25 5h0"


def test_no_line_leads_on_from_a_number_given_before_the_session():
    marks = drawn((a_day(0, 7), a_day(1, 6, before_session=True), a_day(2, 3), a_day(3, 3)))

    assert marks.line == "M5 7 15 6M25 3 35 3"
