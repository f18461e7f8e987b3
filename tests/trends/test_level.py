"""Baseline, weeks, recent days and states: each rule in one sentence."""

import pytest

from diary.trends.level import Week
from diary.trends.summary import sustained_states
from tests.trends.diaries import Diary, after_week_of, day, week_of


def first_week(diary: Diary) -> Week:
    return diary.summary().sessions[0].week


def test_four_days_of_the_week_before_are_a_baseline():
    baseline = Diary("– 6 – 6 – 6 7 │ 5", (7,)).summary().baseline

    assert (baseline.kind, baseline.mean, baseline.n) == ("observed", 6.25, 4)


def test_days_before_the_last_week_do_not_move_an_observed_baseline():
    baseline = Diary(f"{week_of(10)} │ {week_of(6)} │ 5", (14,)).summary().baseline

    assert (baseline.kind, baseline.mean, baseline.n) == ("observed", 6.0, 7)


def test_the_session_day_is_no_part_of_the_baseline():
    assert Diary("6 6 6 6 6 6 6 │ 0 0", (7,)).summary().baseline.mean == 6.0


def test_a_thin_week_before_reaches_back_two_weeks():
    baseline = Diary("9 – – – – – 8 │ – – 6 – – – 5 │ 4", (14,)).summary().baseline

    assert (baseline.kind, baseline.mean, baseline.n) == ("observed_14", 7.0, 4)


def test_two_weeks_back_only_the_latest_seven_days_count():
    baseline = Diary("10 10 8 8 8 8 – │ – – 6 – 6 – 5 │ 4", (14,)).summary().baseline

    assert baseline.kind == "observed_14"
    assert baseline.n == 7
    assert baseline.mean == pytest.approx((8 * 4 + 6 + 6 + 5) / 7)


def test_a_day_more_than_two_weeks_back_does_not_count():
    baseline = Diary("9 – – – – – – │ – – – – – 8 8 │ 8 3", (15,)).summary().baseline

    assert baseline.kind is None


def test_three_days_in_two_weeks_are_no_baseline():
    baseline = Diary("8 – – 7 – – – │ – – – – – – 8 │ 4", (14,)).summary().baseline

    assert (baseline.kind, baseline.mean, str(baseline.reason)) == (None, None, "1 of 7")


def test_without_enough_days_the_intake_answer_stands_in():
    baseline = Diary("8 – – 7 – – 8 │ 4", (7,)).summary(intake=7).baseline

    assert (baseline.kind, baseline.mean, baseline.n) == ("intake", 7, 3)


def test_an_observed_baseline_beats_the_intake_answer():
    assert after_week_of(6, "5").summary(intake=9).baseline.mean == 6.0


def test_no_percent_state_or_relief_is_taken_from_intake():
    summary = Diary("– – – – – – 8 │ 2 2 2 2 2 2 2", (7,)).summary(intake=8)

    result = summary.sessions[0]
    assert (summary.recent.percent, result.week.percent, result.week.state, result.relief.kind) == (None,) * 4
    assert str(result.week.reason) == "baseline from intake"
    assert (summary.line_30, summary.line_50) == (None, None)


def test_intake_still_gives_points():
    summary = Diary("– – – – – – 8 │ 2 2 2 2 2 2 2", (7,)).summary(intake=8)

    assert summary.sessions[0].week.points == 6.0


def test_without_a_session_there_is_no_baseline():
    baseline = Diary(week_of(6), ()).summary().baseline

    assert (baseline.kind, str(baseline.reason)) == (None, "no session yet")


def test_a_baseline_of_exactly_three_gives_percents():
    assert first_week(after_week_of(3, week_of(1.5))).percent == 50.0


def test_a_baseline_of_sevenths_that_sums_to_three_gives_percents():
    diary = Diary("2.9 3.1 2.9 3.1 2.9 3.1 3.0 │ 1 1 1 1", (7,))

    assert first_week(diary).percent is not None


def test_a_baseline_below_three_gives_points_only():
    week = first_week(after_week_of(2.99, week_of(1)))

    assert (week.percent, week.state) == (None, None)
    assert week.points == pytest.approx(1.99)
    assert str(week.reason) == "baseline below 3"


def test_a_painless_baseline_divides_nothing_by_zero():
    summary = after_week_of(0, week_of(4)).summary()

    assert (summary.recent.percent, summary.recent.points) == (None, -4.0)


def test_a_week_begins_on_the_session_day_and_ends_six_days_later():
    assert first_week(after_week_of(8, "1 2 3 4 5 6 7 10 10")).mean == 4.0


def test_a_week_ends_the_day_before_the_next_session():
    week = first_week(after_week_of(8, "4 4 4 4 4 10 10 10", 12))

    assert (week.mean, week.n, week.days) == (4.0, 5, 5)


def test_a_week_is_seven_days_when_the_next_session_comes_later():
    week = first_week(after_week_of(8, "4 4 4 4 4 4 4 10 10 10 10", 17))

    assert (week.mean, week.n, week.days) == (4.0, 7, 7)


def test_a_week_of_four_days_is_too_short():
    week = first_week(after_week_of(8, "4 4 4 4 4 4 4 4", 11))

    assert (week.mean, week.state) == (None, "insufficient")
    assert str(week.reason) == "insufficient 4/7: the next session came after 4 days"


def test_a_week_needs_four_entries():
    assert first_week(after_week_of(8, "4 – – 4 – – 4")).state == "insufficient"
    assert first_week(after_week_of(8, "4 – – 4 – 4 4")).mean == 4.0


def test_a_running_week_counts_from_four_entries_and_is_not_complete():
    week = first_week(after_week_of(8, "4 4 4 4"))

    assert (week.mean, week.state, week.complete, week.days) == (4.0, "substantial", False, 7)


def test_a_week_is_complete_on_its_last_day():
    assert not first_week(after_week_of(8, "4 4 4 4 4 4")).complete
    assert first_week(after_week_of(8, "4 4 4 4 4 4 4")).complete


@pytest.mark.parametrize(
    ("level", "state"),
    [
        (10, "worse"),
        (7.8, "little change"),
        (8.0, "worse"),
        (7.99, "little change"),
        (6.0, "little change"),
        (4.21, "little change"),
        (4.2, "moderate"),
        (3.01, "moderate"),
        (3.0, "substantial"),
        (0, "substantial"),
    ],
)
def test_a_week_after_a_baseline_of_six_is_in_this_state(level, state):
    assert first_week(after_week_of(6, week_of(level))).state == state


def test_worse_needs_30_percent_as_well_as_two_points():
    assert first_week(after_week_of(7, week_of(9))).state == "little change"
    assert first_week(after_week_of(7, week_of(9.1))).state == "worse"


def test_a_week_on_its_threshold_is_not_lost_to_the_last_bit():
    assert first_week(after_week_of(7, week_of(4.9))).state == "moderate"


def test_recent_is_the_last_seven_days_and_no_more():
    recent = after_week_of(8, "8 8 8 1 2 3 4 5 6 7").summary().recent

    assert (recent.mean, recent.n) == (4.0, 7)


def test_recent_ends_on_the_last_day_that_counts():
    recent = after_week_of(8, "1 1 1 1 1 1 1 10 10").summary(as_of=13).recent

    assert recent.mean == 1.0


def test_recent_needs_four_entries():
    summary = after_week_of(8, "– – – – 4 4 4").summary()

    assert (summary.recent.mean, summary.recent.n) == (None, 3)
    assert str(summary.recent.reason) == "too few entries: 3 of the last 7 days"


def test_silence_is_never_carried_forward():
    assert after_week_of(8, "4 4 4 4").summary(as_of=20).recent.n == 0


def test_the_threshold_lines_lie_30_and_50_percent_below_baseline():
    summary = after_week_of(6, "5").summary()

    assert (summary.line_30, summary.line_50) == (4.2, 3.0)


def test_sessions_after_the_last_day_are_not_in_the_list():
    summary = after_week_of(6, "5 5 5 5 5 5 5 5", 14).summary(as_of=13)

    assert [result.date for result in summary.sessions] == [day(7)]


def test_sessions_are_numbered_by_date_and_a_day_counts_once():
    summary = Diary(week_of(6) + " 5 5 5 5 5 5 5 5", (14, 7, 14)).summary()

    assert [(result.number, result.date) for result in summary.sessions] == [(1, day(7)), (2, day(14))]


def test_a_state_is_sustained_by_the_same_or_a_better_one():
    diary = after_week_of(8, f"{week_of(5)} {week_of(4)} {week_of(5)}", 14, 21)

    assert [result.sustained for result in diary.summary().sessions] == ["moderate", None, None]


def test_an_invalid_week_breaks_what_was_sustained():
    diary = after_week_of(8, f"{week_of(4)} 4 – – – – – 4 {week_of(4)}", 14, 21)

    assert [result.sustained for result in diary.summary().sessions] == [None, None, None]


def test_a_running_week_sustains_nothing():
    diary = after_week_of(8, f"{week_of(4)} 4 4 4 4 4 4", 14)

    assert [result.sustained for result in diary.summary().sessions] == [None, None]


def test_only_another_worse_week_sustains_worse():
    better = after_week_of(6, f"{week_of(9)} {week_of(6)}", 14)
    again = after_week_of(6, f"{week_of(9)} {week_of(9)}", 14)

    assert better.summary().sessions[0].sustained is None
    assert again.summary().sessions[0].sustained == "worse"


def test_without_states_nothing_is_sustained():
    weeks = [result.week for result in after_week_of(2, f"{week_of(1)} {week_of(1)}", 14).summary().sessions]

    assert sustained_states(weeks) == [None, None]


def test_sessions_to_response_is_the_first_of_two_weeks_in_a_row():
    diary = after_week_of(10, f"{week_of(7)} {week_of(8)} {week_of(7)} {week_of(5)} {week_of(5)}", 14, 21, 28, 35)

    assert diary.summary().sessions_to_response == {30: 3, 50: 4}


def test_a_running_week_does_not_yet_make_a_response():
    diary = after_week_of(10, f"{week_of(5)} 5 5 5 5 5 5", 14)

    assert diary.summary().sessions_to_response == {30: None, 50: None}


def test_a_thin_week_between_two_good_ones_is_no_response():
    diary = after_week_of(10, f"{week_of(5)} 5 – – – – – 5 {week_of(5)}", 14, 21)

    assert diary.summary().sessions_to_response == {30: None, 50: None}


def test_a_week_exactly_on_the_line_is_a_response():
    diary = after_week_of(7, f"{week_of(4.9)} {week_of(3.5)}", 14)

    assert diary.summary().sessions_to_response == {30: 1, 50: None}
