"""Path data: what a browser draws from it."""

from diary.charts.paths import boxes, columns, dots, needles, number, polyline, squares


def test_a_coordinate_has_at_most_one_decimal():
    assert [number(value) for value in (46.0, 104.84, 0.05, -3.0)] == ["46", "104.8", "0.1", "-3"]


def test_the_pen_lifts_between_runs():
    assert polyline([[(0, 1), (2, 3)], [(8, 9), (10, 11)]]) == "M0 1 2 3M8 9 10 11"


def test_a_dot_is_a_line_of_no_length():
    assert dots([(1.5, 2)]) == "M1.5 2h0"


def test_a_square_is_centred_on_its_point():
    assert squares([(10, 20)], 4) == "M8 18h4v4h-4z"


def test_a_column_stands_on_its_base():
    assert columns([(10, 6)], 100) == "M10 100v-6"


def test_a_box_is_drawn_from_its_corner():
    assert boxes([(1, 2, 3, 4)]) == "M1 2h3v4h-3z"


def test_a_needle_points_down_in_the_middle():
    assert needles([(50, 29)]) == "M45 29h10l-5 9z"


def test_nothing_to_draw_is_no_path():
    assert polyline([]) == dots([]) == boxes([]) == ""
