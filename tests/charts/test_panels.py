"""After each session: panels aligned on day 0."""

from diary.charts.marks import DayMark
from diary.charts.panels import PanelMarks, panels_figure
from tests.charts.made import a_day, a_relief, a_session, day, days


def a_panel(
    start: int = 0, length: int = 7, series: str = "3 3 6 6 6 6 6", marks: tuple[DayMark, ...] | None = None, **relief
):
    shown = tuple(a_day(start + n, float(word)) for n, word in enumerate(series.split()) if word != "–")
    return PanelMarks(a_session(start), a_relief(start, 2, **relief), marks or shown, day(start + length))


def words(panel) -> list[str]:
    return [label.words for label in panel.words]


def test_every_panel_begins_on_its_sessions_day():
    first, second = panels_figure([a_panel(0), a_panel(7)], 4.9, "day").panels

    assert first.pain.dots == second.pain.dots
    assert (first.y, second.y) == ("12", "85")


def test_days_of_the_next_session_stay_out():
    [panel] = panels_figure([a_panel(0, 3, marks=days("3 3 6 1 1"))], 4.9, "day").panels

    assert panel.pain.dots.count("M") == 3


def test_days_without_an_entry_are_pale():
    [panel] = panels_figure([a_panel(series="3 – – 6")], 4.9, "day").panels

    assert panel.missing.startswith("M108 0h64")


def test_the_number_given_before_the_session_stands_left_of_the_line():
    [panel] = panels_figure([a_panel(marks=(a_day(0, 7, before_session=True), a_day(1, 3)))], 4.9, "day").panels

    assert panel.pain.dots.startswith("M72.8 ")


def test_the_length_of_relief_is_said_beside_its_bar():
    [panel] = panels_figure([a_panel(big="1 day", small="one entry")], 4.9, "day").panels

    assert words(panel) == ["Session 1", "Oct 16", "1 day", "one entry"]


def test_long_words_widen_the_drawing():
    assert panels_figure([a_panel()], 4.9, "day").width == 366
    assert panels_figure([a_panel(small="still holding")], 4.9, "day").width > 366


def test_sessions_two_weeks_apart_show_two_weeks():
    figure = panels_figure([a_panel(0, 14, "3 " * 14)], 4.9, "day")

    assert [label.words for label in figure.days] == ["day", "0", "2", "4", "6", "8", "10", "12"]
    assert figure.panels[0].pain.dots.count("M") == 14


def test_many_panels_are_lower_and_keep_their_sum():
    figure = panels_figure([a_panel(7 * n) for n in range(8)], 4.9, "day")

    assert figure.height == "397"


def test_without_a_baseline_nothing_is_shaded():
    [panel] = panels_figure([a_panel()], None, "day").panels

    assert panel.lower30 == panel.shading == ""
