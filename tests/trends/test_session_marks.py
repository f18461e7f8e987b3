"""Where the relief of each session is drawn, and how far."""

from diary.trends.findings import findings_of
from diary.trends.session_marks import relief_marks
from tests.trends.margaret import ENGLISH, day, some_facts


def marks(series: str, sessions: tuple[int, ...], **changes):
    return relief_marks(findings_of(some_facts(series, sessions, **changes)), ENGLISH)


def test_relief_is_drawn_on_the_days_that_it_lasted():
    [mark] = marks("7 7 7 7 7 7 7 4 4 4 7 7 7 7", (7,))

    assert (mark.start, mark.days) == (day(7), 3)
    assert mark.run == (day(7), day(8), day(9))


def test_relief_that_begins_a_day_later_is_drawn_from_then_on():
    [mark] = marks("7 7 7 7 7 7 7 7 7 4 4 7 7 7", (7,))

    assert mark.start == day(9)
    assert mark.run == (day(9), day(10))


def test_without_relief_nothing_is_drawn():
    [mark] = marks("7 7 7 7 7 7 7 7 7 7 7 7 7 7", (7,))

    assert (mark.start, mark.run) == (None, ())


def test_the_time_of_a_session_ends_with_the_next_and_that_of_the_last_after_two_weeks():
    first, last = marks("7 7 7 7 7 7 7 4 4 4 7 7 7 7 4 4 7 7 7", (7, 14))

    assert first.window_end == day(14)
    assert last.window_end == day(28)
