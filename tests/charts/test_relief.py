"""Relief: shaded under days that have entries, a bar as long as it lasted, words that keep their place."""

from diary.charts.frame import NARROW, WIDE
from diary.charts.relief import relief_bars, shaded, shading
from tests.charts.made import a_relief, an_axis, day, no_relief

LINE = 50
AXIS = an_axis(10)


def places(*heights: tuple[int, float]):
    return {day(n): (10 * n + 5, height) for n, height in heights}


def bars(*reliefs, frame=WIDE, edge=100.0):
    return relief_bars(reliefs, AXIS, frame, {relief.session: edge for relief in reliefs})


def test_shading_runs_down_to_where_pain_comes_back():
    [shape] = shaded(a_relief(0, 1), places((0, 60), (1, 40)), LINE)

    assert shape == [(5, 50), (5, 60), (10, 50)]


def test_shading_leaves_out_days_without_an_entry():
    shapes = shaded(a_relief(0, 4, run=(0, 1, 3)), places((0, 60), (1, 60), (3, 60), (4, 40)), LINE)

    assert [shape[0][0] for shape in shapes] == [5, 35]
    assert shapes[0][-1] == (15, 50)


def test_a_bad_day_in_the_middle_is_not_shaded():
    [shape] = shaded(a_relief(0, 3), places((0, 60), (1, 40), (2, 60)), LINE)

    assert all(y >= LINE for _x, y in shape)


def test_shading_never_reaches_into_the_next_sessions_days():
    [shape] = shaded(a_relief(0, 2, window_end=day(2)), places((0, 60), (1, 60), (2, 40)), LINE)

    assert shape[-1] == (15, 50)


def test_no_relief_is_not_shaded():
    assert shading([no_relief(0)], places((0, 60)), LINE) == ""


def test_a_bar_is_as_long_as_the_relief():
    assert bars(a_relief(1, 4)).bars == "M10 285h40v15h-40z"


def test_days_without_an_entry_are_pale_in_the_bar():
    assert bars(a_relief(0, 4, run=(0, 1, 3))).gaps == "M20.5 286.6h9v11.8h-9z"


def test_a_single_low_day_has_a_bar_of_its_own_kind():
    marks = bars(a_relief(2, 1, single=True))

    assert marks.bars == ""
    assert marks.single_bars == "M20 285h10v15h-10z"


def test_the_words_follow_the_bar():
    [label] = bars(a_relief(0, 4)).labels

    assert (label.words, label.x, label.kind) == ("4 days", 46, "value")


def test_words_that_would_cross_the_next_session_stand_inside_the_bar():
    [label] = bars(a_relief(0, 8), edge=90).labels

    assert (label.words, label.x, label.anchor, label.kind) == ("8 days", 74, "end", "on")


def test_words_never_stand_on_the_pale_part_of_a_bar():
    [label] = bars(a_relief(0, 6, run=(0, 1, 2, 3, 5)), edge=90).labels

    assert (label.words, label.kind) == ("6d", "value")


def test_words_without_room_are_left_to_the_table():
    assert bars(a_relief(0, 1), edge=12).labels == ()


def test_a_phone_gets_short_words():
    [label] = bars(a_relief(0, 2), frame=NARROW).labels

    assert label.words == "2d"


def test_a_session_without_relief_says_so_beside_its_line():
    [label] = bars(no_relief(3)).labels

    assert (label.words, label.x, label.kind) == ("none", 36, "quiet")
