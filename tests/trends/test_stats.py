"""The little arithmetic."""

import pytest

from diary.trends.stats import mean, rounded, theil_sen_slope


@pytest.mark.parametrize("value", [-0.00001, -0.0, 0.00001])
def test_a_zero_is_printed_without_a_minus_sign(value):
    assert str(rounded(value, 4)) == "0.0"


def test_rounding_keeps_the_decimals_asked_for():
    assert (rounded(2.142857, 4), rounded(-69.3878, 1)) == (2.1429, -69.4)


def test_a_mean_does_not_depend_on_the_order():
    scores = [0.1, 0.2, 0.3, 9.7, 1e-9]

    assert mean(scores) == mean(scores[::-1])


def test_one_odd_point_does_not_bend_a_slope():
    assert theil_sen_slope([(0, 8), (1, 7), (2, 10), (3, 5), (4, 4)]) == -1
