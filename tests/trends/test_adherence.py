"""How much of the diary was kept."""

from diary.trends.adherence import Adherence, adherence
from tests.trends.diaries import day


def kept(on_time, late=(), *, days: int = 10, pauses=()) -> Adherence:
    return adherence(
        [day(offset) for offset in on_time],
        [day(offset) for offset in late],
        enrolled=day(0),
        yesterday=day(days - 1),
        pauses=[(day(first), day(last)) for first, last in pauses],
    )


def test_every_day_from_enrolment_to_yesterday_is_expected():
    assert kept([]).expected == 10


def test_days_on_time_and_late_are_counted_apart():
    assert kept([0, 1, 2], [3, 4]) == Adherence(expected=10, on_time=3, late=2)


def test_percents_follow_the_counts():
    days = kept([0, 1, 2], [3, 4])

    assert (days.percent_on_time, days.percent_kept) == (30, 50)


def test_agreed_pauses_are_not_expected():
    assert kept([0], pauses=[(2, 4)]).expected == 7


def test_pauses_that_overlap_are_taken_off_once():
    assert kept([0], pauses=[(2, 4), (4, 5)]).expected == 6


def test_a_pause_reaching_past_yesterday_takes_off_only_the_days_expected():
    assert kept([0], pauses=[(8, 20)]).expected == 8


def test_an_entry_on_a_paused_day_does_not_count_beyond_what_was_expected():
    assert kept([0, 3], pauses=[(2, 4)]) == Adherence(expected=7, on_time=1, late=0)


def test_entries_before_enrolment_or_today_do_not_count():
    assert kept([-1, 0, 10]) == Adherence(expected=10, on_time=1, late=0)


def test_a_day_both_on_time_and_late_counts_once():
    assert kept([0], [0]) == Adherence(expected=10, on_time=1, late=0)


def test_enrolled_today_nothing_is_expected_and_there_is_no_percent():
    today = kept([], days=0)

    assert (today.expected, today.percent_on_time, today.percent_kept) == (0, None, None)
