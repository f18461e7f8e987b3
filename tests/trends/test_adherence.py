"""How much of the diary was kept."""

import pytest

from diary.trends.adherence import Adherence, adherence, way_of
from tests.trends.diaries import day


def kept(on_time=(), late=(), *, days: int = 10, pauses=(), **others) -> Adherence:
    ways = {"on_time": on_time, "late": late, **others}
    return adherence(
        {day(offset): way for way, offsets in ways.items() for offset in offsets},
        enrolled=day(0),
        yesterday=day(days - 1),
        pauses=[(day(first), day(last)) for first, last in pauses],
    )


def test_every_day_from_enrolment_to_yesterday_is_expected():
    assert kept().expected == 10


def test_each_way_is_counted_apart():
    days = kept([0, 1, 2], [3, 4], paper=[5], recalled=[6, 7])

    assert days == Adherence(expected=10, on_time=3, late=2, paper=1, recalled=2)
    assert days.missing == 2


def test_percents_are_of_the_days_expected_and_leave_paper_and_memory_out():
    days = kept([0, 1, 2], [3, 4], paper=[5], recalled=[6])

    assert (days.percent_on_time, days.percent_kept) == (30, 50)


def test_agreed_pauses_are_not_expected():
    assert kept([0], pauses=[(2, 4)]).expected == 7


def test_pauses_that_overlap_are_taken_off_once():
    assert kept([0], pauses=[(2, 4), (4, 5)]).expected == 6


def test_a_pause_reaching_past_yesterday_takes_off_only_the_days_expected():
    assert kept([0], pauses=[(8, 20)]).expected == 8


def test_an_entry_on_a_paused_day_does_not_count_beyond_what_was_expected():
    assert kept([0, 3], pauses=[(2, 4)]) == Adherence(expected=7, on_time=1)


def test_entries_before_enrolment_or_today_do_not_count():
    assert kept([-1, 0, 10]) == Adherence(expected=10, on_time=1)


def test_enrolled_today_nothing_is_expected_and_there_is_no_percent():
    today = kept(days=0)

    assert (today.expected, today.percent_on_time, today.percent_kept) == (0, None, None)


@pytest.mark.parametrize(
    ("stamp", "source", "way"),
    [
        ("on_time", "phone", "on_time"),
        ("late", "form", "late"),
        ("late", "paper", "paper"),
        ("recalled", "import", "recalled"),
    ],
)
def test_paper_counts_as_paper_whenever_it_was_typed_in(stamp: str, source: str, way: str):
    assert way_of(stamp, source) == way
