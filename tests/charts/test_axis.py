"""The common axis: where each day lies."""

import pytest

from tests.charts.made import an_axis, day


def test_every_day_has_the_same_room():
    axis = an_axis(10)

    assert [axis.left(day(n)) for n in (0, 1, 9)] == [0, 10, 90]


def test_a_dot_stands_in_the_middle_of_its_day():
    assert an_axis(10).middle(day(3)) == 35


def test_a_line_may_stand_at_the_end_of_the_axis():
    axis = an_axis(10)

    assert axis.shows_line(day(10))
    assert not axis.shows(day(10))
    assert axis.left(day(10)) == 100


def test_hidden_days_leave_one_gap():
    axis = an_axis(20, hidden=(7, 11))

    assert len(axis.days()) == 15
    assert not axis.shows(day(7))
    assert axis.shows(day(12))
    assert axis.left(day(12)) - axis.left(day(7)) == pytest.approx(1.5 * axis.day_width)


def test_the_days_around_a_gap_are_not_neighbours():
    axis = an_axis(20, hidden=(7, 7))

    assert not axis.joins(day(6), day(8))
    assert axis.joins(day(8), day(9))


def test_a_day_off_the_axis_has_no_place():
    with pytest.raises(ValueError, match="not on the axis"):
        an_axis(10).left(day(11))
