"""What stands under the tables of the one-pager."""

import pytest

from diary.text import Text
from diary.trends.adherence import Adherence
from diary.trends.below_tables import kept_said, level_said, response_said
from tests.trends.diaries import Diary, after_week_of, week_of


def lines(said: list[Text]) -> list[str]:
    return [str(line) for line in said]


def test_adherence_says_counts_first_and_percents_second():
    assert lines(kept_said(Adherence(expected=8, on_time=4, late=1, paper=1))) == [
        "Of 8 days: 4 on time, 1 late, 1 on paper, 0 from memory, 2 without an entry.",
        "On time 50%, on time or late 62%.",
    ]


def test_where_no_day_was_expected_there_is_no_percent():
    assert lines(kept_said(Adherence(expected=0))) == [
        "Of 0 days: 0 on time, 0 late, 0 on paper, 0 from memory, 0 without an entry."
    ]


def test_two_weeks_running_are_counted_in_sessions():
    summary = after_week_of(10, f"{week_of(6)} {week_of(6)}", 14).summary()

    assert lines(response_said(summary)) == [
        "30% lower two weeks running: from session 1 on.",
        "50% lower two weeks running: not yet (2 sessions).",
    ]


@pytest.mark.parametrize(
    "diary",
    [Diary("8 – – 7 – – 8 │ 4 4 4 4", (7,)), Diary("8 8 8 8 8 8 8", ())],
    ids=["without a baseline", "before the first session"],
)
def test_without_something_to_compare_nothing_is_said_of_a_response(diary):
    assert response_said(diary.summary()) == []


def test_one_session_makes_no_slope():
    assert level_said(after_week_of(10, "5 5 5 5").summary()) == []
