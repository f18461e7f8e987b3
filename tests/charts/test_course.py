"""The course figure as a whole."""

from itertools import pairwise

import pytest

from diary.charts.course import course_figure
from diary.charts.frame import NARROW, WIDE, Frame
from diary.charts.labels import all_fit
from diary.charts.marks import Level, WeekMark
from tests.charts.made import a_course, a_day, a_relief, a_session, day

BOTH = pytest.mark.parametrize("frame", [WIDE, NARROW], ids=["wide", "narrow"])


def words(labels) -> list[str]:
    return [label.words for label in labels]


@BOTH
def test_a_day_without_an_entry_is_a_band_through_every_row(frame: Frame):
    figure = course_figure(a_course("7 – 7"), frame)

    assert figure.missing.count("M") == len(frame.bands)


def test_neighbouring_days_without_an_entry_share_a_band():
    assert course_figure(a_course("7 – – 7 – 7"), WIDE).missing.count("M") == 2


def test_days_that_are_not_over_are_not_missing():
    assert course_figure(a_course("7 7 –", as_of=day(1)), WIDE).missing == ""


def test_an_empty_diary_has_no_bands():
    assert course_figure(a_course("– – –"), WIDE).missing == ""


def test_the_newest_number_is_printed_beside_its_dot():
    last = course_figure(a_course("7 6 4"), WIDE).last

    assert last is not None
    assert last.words == "4"


def test_a_fractional_day_mean_is_printed_as_it_is():
    last = course_figure(a_course("7 6 4.5"), WIDE).last

    assert last is not None
    assert last.words == "4.5"


def test_an_entry_before_the_session_stands_left_of_its_line():
    marks = a_course("7 7 –", days=(a_day(0, 7), a_day(1, 5, before_session=True)), sessions=(a_session(1),))

    figure = course_figure(marks, WIDE)
    dot_x, line_x = float(figure.pain.dots.split("M")[2].split()[0]), float(figure.heads.lines[1:].split()[0])

    assert line_x - 6 < dot_x < line_x


def test_the_next_session_is_drawn_apart():
    heads = course_figure(a_course("7 7 7", sessions=(a_session(1), a_session(3, 2, is_next=True))), WIDE).heads

    assert heads.lines.count("M") == 1
    assert heads.next_lines.count("M") == 1
    assert words(heads.names) == ["Session 1", "Session 2"]


@pytest.mark.parametrize("apart", [1, 2, 3])
@BOTH
def test_sessions_close_together_keep_their_labels_apart(frame: Frame, apart: int):
    sessions = tuple(a_session(7 + apart * n, n + 1) for n in range(6))

    heads = course_figure(a_course("7 " * 42, sessions=sessions), frame).heads

    assert all_fit(heads.names, 12, 0, bold=True)
    assert all_fit(heads.dates, 12, 0, bold=False)
    assert heads.lines.count("M") == 6 * len(frame.lines)


def test_bare_numbers_say_what_they_count():
    sessions = tuple(a_session(7 + n, n + 1) for n in range(6))

    heads = course_figure(a_course("7 " * 42, sessions=sessions), WIDE).heads

    assert "Session" in words(heads.notes)


def test_the_days_before_a_session_are_named_where_there_is_room():
    far = course_figure(a_course("7 " * 42, sessions=(a_session(7),)), WIDE).heads
    near = course_figure(a_course("7 " * 42, sessions=(a_session(1),)), WIDE).heads

    assert words(far.notes) == ["Week before", "from Oct 9"]
    assert words(near.notes) == []


def test_without_a_baseline_there_is_no_threshold():
    figure = course_figure(a_course(baseline=None, lower30=None, lower50=None), WIDE)

    assert figure.baseline == figure.lower30 == figure.lower50 == figure.shading == ""
    assert words(figure.levels) == ["10 worst", "0 none"]


def test_words_of_close_levels_do_not_touch():
    close = {"baseline": Level(3, "Baseline 3.0", "3.0"), "lower30": Level(2.1, "30% lower 2.1", "2.1")}

    heights = [label.y for label in course_figure(a_course(**close, lower50=Level(1.5, "50%", "1.5")), WIDE).levels]

    assert min(below - above for above, below in pairwise(heights)) >= 12.5


def test_a_week_average_stands_under_the_middle_of_its_days():
    [label] = course_figure(a_course("7 " * 10, weeks=(WeekMark(day(0), 10, "7.0"),)), WIDE).averages

    assert label.x == pytest.approx((WIDE.left + WIDE.right) / 2)


def test_a_strip_without_any_answer_says_so():
    assert words(course_figure(a_course("7 7"), WIDE).silent) == ["no answers", "no answers", "not asked now"]


def test_a_long_course_is_cut_with_a_mark():
    figure = course_figure(a_course("7 " * 100, hidden=(day(7), day(43))), WIDE)

    assert figure.cut.count("M") == 4
    assert figure.pain.line.count("M") == 2


def test_relief_after_a_hidden_session_is_not_drawn():
    figure = course_figure(
        a_course("7 " * 100, hidden=(day(7), day(43)), reliefs=(a_relief(10, 3),), sessions=(a_session(10),)), WIDE
    )

    assert figure.relief.bars == figure.shading == ""
