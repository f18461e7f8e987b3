"""PEG and goal: the small charts under the figure."""

import pytest

from diary.charts.goal import GoalWeek, goal_figure
from diary.charts.peg import PegPoint, peg_figure

MARGARET = [PegPoint(n, score) for n, score in enumerate((6.7, 6.3, 6.0, 5.3, 4.7, 4.0), 1)]


def words(labels) -> list[str]:
    return [label.words for label in labels]


def test_a_lower_score_lies_lower():
    heights = [float(point.split(" ")[1].removesuffix("h0")) for point in peg_figure(MARGARET).dots.split("M")[1:]]

    assert heights == sorted(heights)


def test_the_line_lies_30_percent_below_the_first_score():
    assert float(peg_figure([PegPoint(1, 10)]).lower30) == pytest.approx(76 - 60 * 0.7)


def test_a_missing_check_breaks_the_line():
    figure = peg_figure([PegPoint(1, 6), PegPoint(2, 5), PegPoint(3, None), PegPoint(4, 4)])

    assert figure.line.count("M") == 1
    assert figure.dots.count("M") == 3
    assert words(figure.sessions) == ["1", "2", "3", "4"]


def test_a_score_under_the_line_is_written_under_its_dot():
    *_above, last = peg_figure(MARGARET).scores

    assert last.y > 60


def test_a_score_of_nought_keeps_off_the_session_numbers():
    figure = peg_figure([PegPoint(1, 6), PegPoint(2, 0)])

    assert figure.scores[-1].y < figure.sessions[-1].y - 12


def test_a_long_course_shows_its_last_eight_scores():
    figure = peg_figure([PegPoint(n, 5) for n in range(1, 61)])

    assert words(figure.sessions) == [str(n) for n in range(53, 61)]


def test_a_goal_bar_is_filled_by_the_share_of_answered_days():
    figure = goal_figure([GoalWeek("before", 1, 7), GoalWeek("1", 2, 4)])

    assert words(figure.counts) == ["1/7", "2/4"]
    assert figure.met.endswith("M45.4 49h24v23h-24z")


def test_a_week_without_answers_claims_nothing():
    figure = goal_figure([GoalWeek("before", 0, 0)])

    assert words(figure.counts) == ["–"]
    assert figure.met == ""


def test_a_long_course_keeps_the_week_before_in_sight():
    figure = goal_figure([GoalWeek("before", 1, 7), *(GoalWeek(str(n), 1, 7) for n in range(1, 20))])

    assert words(figure.weeks) == ["before", *(str(n) for n in range(13, 20))]
