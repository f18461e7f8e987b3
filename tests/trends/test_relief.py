"""How long relief lasts: each rule in one sentence. The baseline is 10 here, so the line is 7."""

import pytest

from diary.trends.relief import Relief
from tests.trends.diaries import after_week_of


def relief_after(series: str, *more: int, as_of: int | None = None) -> Relief:
    return after_week_of(10, series, *more).summary(as_of=as_of).sessions[0].relief


def shape(relief: Relief) -> tuple:
    return relief.kind, relief.start, relief.lo, relief.hi, relief.end


def test_an_entry_on_the_line_is_low():
    assert shape(relief_after("7 7 9 9")) == ("sustained", 0, 2, 2, "above")


def test_an_entry_a_little_above_the_line_is_not():
    assert relief_after("7.01 7.01 9 9").kind == "none"


def test_a_line_of_sevenths_is_not_lost_to_the_last_bit():
    assert after_week_of(7, "4.9 4.9 7 7").summary().sessions[0].relief.kind == "sustained"


def test_relief_may_start_on_day_3():
    assert shape(relief_after("9 9 9 5 5 9 9")) == ("sustained", 3, 2, 2, "above")


def test_relief_that_starts_on_day_4_is_not_the_session_s():
    assert relief_after("9 9 9 9 5 5 5").kind == "none"


def test_two_low_entries_three_days_apart_are_sustained():
    assert shape(relief_after("5 – – 5 9 9")) == ("sustained", 0, 4, 4, "above")


def test_two_low_entries_four_days_apart_are_not():
    assert shape(relief_after("5 – – – 5 9 9")) == ("single", 0, 1, 4, None)


def test_a_first_low_entry_that_did_not_hold_gives_way_to_a_later_one_that_did():
    assert shape(relief_after("5 9 5 5 9 9")) == ("sustained", 2, 2, 2, "above")


def test_a_single_low_entry_lasts_a_day_and_less_than_to_the_next_entry():
    assert shape(relief_after("9 5 – 9 9")) == ("single", 1, 1, 2, None)


def test_a_single_low_entry_without_a_next_one_has_no_upper_end():
    assert shape(relief_after("9 5 – –", as_of=12)) == ("single", 1, 1, None, None)


def test_a_single_low_entry_looks_no_further_than_the_next_session():
    assert shape(relief_after("9 9 9 5 – – – 9 9", 14)) == ("single", 3, 1, None, None)


def test_the_first_of_several_single_low_entries_is_told():
    assert relief_after("9 5 9 5 9").start == 1


def test_no_low_entry_in_the_first_days_is_none():
    assert shape(relief_after("9 9 9 9")) == ("none", None, None, None, None)


def test_one_entry_above_the_line_in_the_first_days_is_none():
    assert relief_after("– – – 9").kind == "none"


def test_nothing_on_days_0_to_3_is_unknown():
    relief = relief_after("– – – – 5 5 5")

    assert relief.kind == "unknown"
    assert str(relief.reason) == "no entry on days 0 to 3"


def test_before_day_3_it_is_too_early_to_say():
    assert relief_after("9 9 9").kind == "pending"
    assert relief_after("– – –").kind == "pending"
    assert relief_after("9 5").kind == "pending"


def test_on_day_3_it_is_said():
    assert relief_after("9 9 9 9").kind == "none"
    assert relief_after("– – – –").kind == "unknown"


def test_relief_that_already_holds_is_not_too_early_to_say():
    assert shape(relief_after("5 5")) == ("sustained", 0, 2, None, "open")


def test_only_the_latest_session_can_be_too_early_to_say():
    assert relief_after("9 9 9", 9).kind == "none"


def test_one_bad_day_does_not_end_relief():
    assert shape(relief_after("5 5 9 5 9 9")) == ("sustained", 0, 4, 4, "above")


def test_two_bad_entries_running_end_it_on_the_first_of_them():
    assert shape(relief_after("5 5 9 9 5 5 5")) == ("sustained", 0, 2, 2, "above")


def test_missing_days_before_the_first_bad_entry_widen_the_range():
    assert shape(relief_after("5 5 – 9 9")) == ("sustained", 0, 2, 3, "above")


def test_a_bad_last_entry_before_the_next_session_ends_it():
    assert shape(relief_after("5 5 5 5 5 5 9 9", 14)) == ("sustained", 0, 6, 6, "above")


def test_a_bad_last_entry_of_a_running_window_does_not_end_it_yet():
    assert shape(relief_after("5 5 5 9")) == ("sustained", 0, 3, None, "open")


def test_a_bad_last_entry_ends_it_once_the_window_is_over():
    series = "5 5 5 5 5 5 5 5 5 5 5 5 5 9"

    assert shape(relief_after(series)) == ("sustained", 0, 13, 13, "above")
    assert shape(relief_after(series, as_of=19)) == ("sustained", 0, 13, None, "open")


def test_a_bad_entry_before_a_silence_ends_a_window_that_is_over():
    assert shape(relief_after("5 5 9 – – – – – – – – – – –")) == ("sustained", 0, 2, 2, "above")


def test_a_gap_of_three_days_between_entries_does_not_end_relief():
    assert shape(relief_after("5 5 – – 5 9 9")) == ("sustained", 0, 5, 5, "above")


def test_a_longer_gap_ends_what_is_known():
    assert shape(relief_after("5 5 – – – 5 9 9")) == ("sustained", 0, 2, None, "gap")


def test_a_gap_after_one_bad_day_ends_what_is_known():
    assert shape(relief_after("5 5 9 – – – 5 5")) == ("sustained", 0, 2, None, "gap")


def test_a_bad_entry_confirmed_after_a_gap_ended_relief_when_it_was_made():
    assert shape(relief_after("5 5 9 – – – 9 9")) == ("sustained", 0, 2, 2, "above")


def test_relief_up_to_the_next_session_has_no_upper_end():
    assert shape(relief_after("5 5 5 5 5 5 5 9", 14)) == ("sustained", 0, 7, None, "next_session")


def test_entries_from_the_next_session_on_are_not_looked_at():
    assert shape(relief_after("5 5 5 5 5 5 – 9 9", 14)) == ("sustained", 0, 6, None, "next_session")


def test_before_a_next_session_the_window_may_be_longer_than_two_weeks():
    assert shape(relief_after(" ".join(["5"] * 20) + " 9", 27)) == ("sustained", 0, 20, None, "next_session")


def test_the_latest_session_is_followed_for_two_weeks():
    assert shape(relief_after(" ".join(["5"] * 20))) == ("sustained", 0, 14, None, "open")


def test_relief_is_still_holding_while_the_last_entry_is_low():
    assert relief_after("5 5 5").still_holding
    assert relief_after("5 5 9 5").still_holding


def test_relief_is_not_said_to_hold_after_a_bad_last_entry():
    assert not relief_after("5 5 5 9").still_holding


def test_relief_is_not_said_to_hold_after_more_than_three_silent_days():
    assert relief_after("5 5 5", as_of=12).still_holding
    assert not relief_after("5 5 5", as_of=13).still_holding


def test_relief_is_not_said_to_hold_once_its_two_weeks_are_over():
    assert relief_after(" ".join(["5"] * 14)).still_holding
    assert not relief_after(" ".join(["5"] * 14) + " 9").still_holding


def test_relief_that_ended_is_not_said_to_hold():
    assert not relief_after("5 5 9 9").still_holding
    assert not relief_after("5 5 – – – – 5").still_holding


def test_relief_before_a_next_session_is_not_said_to_hold():
    assert not relief_after("5 5 5 5 5 5 5 –", 14).still_holding


@pytest.mark.parametrize("series", ["5 5 5 9 9", "5 9", "9 9"])
def test_without_a_usable_baseline_there_is_no_relief(series):
    relief = after_week_of(2, series).summary().sessions[0].relief

    assert shape(relief) == (None, None, None, None, None)
    assert str(relief.reason) == "baseline below 3"


def test_each_session_has_its_own_relief_against_the_one_baseline():
    summary = after_week_of(10, "5 5 9 9 9 9 9 9 5 5 5 9 9 9", 14).summary()

    assert [shape(result.relief) for result in summary.sessions] == [
        ("sustained", 0, 2, 2, "above"),
        ("sustained", 1, 3, 3, "above"),
    ]
