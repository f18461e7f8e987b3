"""What is counted week by week beside pain."""

import pytest

from diary.trends.summary import SessionResult
from diary.trends.weekly import Days, goal_days, peg_change_counts, rescue_days
from tests.trends.diaries import after_week_of, day, week_of


def first_result(series: str, *more: int) -> SessionResult:
    return after_week_of(8, series, *more).summary().sessions[0]


def by_day(values: dict[int, object]) -> dict:
    return {day(offset): value for offset, value in values.items()}


def test_rescue_counts_days_with_any_extra_medicine():
    doses = by_day({6: 3, 7: 1, 8: 0, 9: 3, 13: 2, 14: 2})

    assert rescue_days(first_result(week_of(5)), doses) == Days(3, 4)


def test_rescue_is_not_counted_in_a_week_with_too_few_entries():
    assert rescue_days(first_result("5 – – 5 – – 5"), by_day({7: 1})) is None


def test_rescue_stops_at_the_next_session():
    assert rescue_days(first_result("5 5 5 5 5 5 5", 12), by_day({11: 1, 12: 1})) == Days(1, 1)


def test_the_goal_counts_days_met_of_days_answered():
    assert goal_days(first_result(week_of(5)), by_day({6: True, 7: True, 8: False, 13: True, 14: True})) == Days(2, 3)


def test_a_goal_that_was_never_asked_has_no_days():
    assert goal_days(first_result(week_of(5)), {}) == Days(0, 0)


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        (6.0, 4.0, True),
        (10 / 3, 7 / 3, True),
        (10.0, 8.0, False),
        (2.0, 4 / 3, False),
        (5.0, 3.5, True),
        (5.0, 11 / 3, False),
        (4.0, 6.0, True),
        (0.0, 1.0, True),
        (0.0, 2 / 3, False),
        (3.0, 2.05, False),
        (5.0, 5.0, False),
    ],
)
def test_a_peg_change_counts_from_one_point_and_30_percent(before, after, counts):
    assert peg_change_counts(before, after) is counts
