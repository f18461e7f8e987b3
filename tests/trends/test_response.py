"""The drop from the days just before a session: each rule in one sentence. The level before is 10 here."""

import pytest

from diary.trends.response import Response, direction_before_sessions, slope_before_sessions
from tests.trends.diaries import Diary, after_week_of


def response_after(series: str, *more: int, as_of: int | None = None) -> Response:
    return after_week_of(10, series, *more).summary(as_of=as_of).sessions[0].response


def response_with(before: str, after: str = "5 5 5 5") -> Response:
    """The response to a session on day 3, with these three days before it."""
    return Diary(f"{before} │ {after}", (3,)).summary().sessions[0].response


def test_the_level_before_is_the_mean_of_three_days():
    assert response_with("8 6 4").pre_session == 6.0


def test_two_of_the_three_days_are_enough():
    assert response_with("8 – 4").pre_session == 6.0


def test_one_of_the_three_days_is_not():
    response = response_with("– – 8")

    assert response.pre_session is None
    assert str(response.reason) == "too few entries: 1 of the 3 days before"


def test_a_fourth_day_before_does_not_count():
    assert Diary("0 8 8 8 │ 5 5 5 5", (4,)).summary().sessions[0].response.pre_session == 8.0


def test_a_previous_session_less_than_three_days_before_leaves_no_level():
    response = Diary("8 8 8 8 5 5 5 5", (2, 4)).summary().sessions[1].response

    assert response.pre_session is None
    assert str(response.reason) == "previous session less than 3 days before"


def test_a_previous_session_three_days_before_leaves_one():
    assert Diary("8 8 8 8 5 5 5 5", (2, 5)).summary().sessions[1].response.pre_session == pytest.approx(7.0)


def test_a_level_below_three_is_told_and_nothing_else_is():
    response = response_with("2 2 2.9", "0 0 0 0 0")

    assert response == Response(pre_session=pytest.approx(2.3), reason=response.reason)
    assert str(response.reason) == "level before the session below 3"


def test_a_level_of_three_is_enough():
    assert response_with("2.9 3.1 3", "1 1 1 1").onset == 1


def test_three_entries_after_the_session_day_are_needed():
    assert response_after("5 5 5").mean_drop is None
    assert response_after("5 5 5 5").mean_drop == 0.5


def test_too_few_entries_afterwards_leave_the_level_alone():
    response = response_after("5 5 5")

    assert response == Response(pre_session=10.0, reason=response.reason)
    assert str(response.reason) == "too few entries: 2 after the session"


def test_the_session_day_is_no_part_of_the_drop():
    assert response_after("0 5 5 5").nadir == 5


def test_the_drop_is_looked_at_for_seven_days():
    assert response_after("10 5 5 5 5 5 5 5 0 0").mean_drop == 0.5


def test_the_drop_ends_the_day_before_the_next_session():
    assert response_after("10 5 5 5 5 0 0 0", 12).mean_drop == 0.5


def test_pain_that_rises_is_a_negative_drop():
    assert Diary("5 5 5 │ 6 6 6 6", (3,)).summary().sessions[0].response.mean_drop == pytest.approx(-0.2)


def test_onset_is_the_first_day_30_percent_down_that_the_next_entry_confirms():
    assert response_after("10 8 7 8 7 7 9").onset == 4


def test_onset_may_be_confirmed_after_a_missing_day():
    assert response_after("10 7 – – 7 9").onset == 1


def test_a_drop_on_the_last_entry_is_not_confirmed():
    response = response_after("10 9 9 9 5")

    assert (response.onset, response.rebound) == (None, None)
    assert str(response.reason) == "no sustained drop"


def test_a_drop_confirmed_only_after_a_week_is_no_onset():
    assert response_after("10 9 9 9 9 9 9 5 5").onset is None


def test_the_lowest_day_is_told_with_its_depth():
    response = response_after("10 6 4 8 9")

    assert (response.nadir, response.nadir_day, response.depth) == (4, 2, 0.6)


def test_of_equally_low_days_the_first_is_told():
    assert response_after("10 6 4 8 4 9").nadir_day == 2


def test_pain_is_back_at_80_percent_confirmed_by_the_next_entry():
    assert response_after("10 5 5 8 8 5").rebound == (2, 2)


def test_a_little_under_80_percent_is_not_back():
    assert response_after("10 5 5 7.9 7.9 7.9").rebound == (5, None)


def test_one_bad_day_is_not_back():
    assert response_after("10 5 5 8 5 9 9").rebound == (4, 4)


def test_a_missing_day_widens_the_rebound():
    assert response_after("10 5 5 – 9 9").rebound == (2, 3)


def test_a_last_entry_is_back_when_a_next_session_follows():
    assert response_after("10 5 5 5 5 5 9 5", 14).rebound == (5, 5)
    assert response_after("10 5 5 5 5 9 – 5", 14).rebound == (4, 4)


def test_a_last_entry_is_not_yet_back_while_none_follows():
    assert response_after("10 5 5 5 5 5 9").rebound == (5, None)


def test_the_seventh_day_is_not_the_last_entry_when_more_come_before_the_next_session():
    assert response_after("10 5 5 5 5 5 5 9 5 5 10", 17).rebound == (6, None)


def test_pain_that_never_comes_back_has_no_upper_end():
    assert response_after("10 5 5 5 5 5 5 5").rebound == (7, None)


def test_two_entries_two_points_up_in_the_first_days_are_a_flare():
    assert Diary("6 6 6 │ 6 8 8 6", (3,)).summary().sessions[0].response.flare is True


def test_a_flare_may_begin_on_the_session_day():
    assert Diary("6 6 6 │ 8 8 6 6", (3,)).summary().sessions[0].response.flare is True


def test_one_entry_up_is_no_flare():
    assert Diary("6 6 6 │ 8 6 8 6", (3,)).summary().sessions[0].response.flare is False


def test_less_than_two_points_up_is_no_flare():
    assert Diary("6 6 6 │ 7.9 7.9 7.9 7.9", (3,)).summary().sessions[0].response.flare is False


def test_a_flare_needs_both_entries_by_day_3():
    assert Diary("6 6 6 │ 6 6 6 8 8 8", (3,)).summary().sessions[0].response.flare is False


def test_a_missing_day_between_two_high_entries_does_not_hide_a_flare():
    assert Diary("6 6 6 │ 8 – 8 6 6", (3,)).summary().sessions[0].response.flare is True


def test_carry_over_is_the_fall_from_one_level_before_to_the_next():
    results = Diary("8 8 8 8 6 6 6 5 5 5 5", (3, 7)).summary().sessions

    assert [result.carry_over for result in results] == [2.0, None]


def test_carry_over_is_not_told_across_a_missing_level():
    results = Diary("8 8 8 8 – – 6 5 5 5 5", (3, 7)).summary().sessions

    assert [result.carry_over for result in results] == [None, None]


def test_a_slope_needs_four_levels():
    assert slope_before_sessions([8, 7, 6, None]) is None
    assert slope_before_sessions([8, 7, 6, 5]) == -1


def test_a_missing_level_keeps_its_place_on_the_slope():
    assert slope_before_sessions([8, None, 6, None, 4, None, 2]) == -1


def test_one_odd_level_does_not_bend_the_slope():
    assert slope_before_sessions([8, 7, 10, 5, 4]) == -1


def test_a_direction_needs_five_levels():
    assert direction_before_sessions([8, 7, 6, 5]) is None
    assert str(direction_before_sessions([8, 7, 6, 5, 4])) == "falling"


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (-0.3, "falling"),
        (-0.29, "about the same"),
        (0, "about the same"),
        (0.29, "about the same"),
        (0.3, "rising"),
    ],
)
def test_a_direction_is_named_from_three_tenths_of_a_point(step, words):
    assert str(direction_before_sessions([5 + step * number for number in range(5)])) == words
