"""Which days the figure shows."""

from datetime import timedelta

import pytest

from diary.trends.findings import findings_of
from diary.trends.table import day_rows
from tests.trends.margaret import ENGLISH, a_patient, day, some_facts


def span(series: str, sessions: tuple[int, ...] = (), **changes):
    return findings_of(some_facts(series, sessions, **changes)).span


def test_the_week_before_the_first_session_is_shown():
    assert span(f"{'7 ' * 20} 4 4 4", (20,)).first == day(13)


def test_a_baseline_of_two_weeks_shows_two_weeks():
    sparse = "– – – – – – 7 – 7 – – – 7 – – – – 7 – –"  # one of the last seven days before session 1

    assert span(f"{sparse} 4 4 4", (20,)).first == day(6)


@pytest.mark.parametrize(("days", "first"), [(3, 0), (62, 0), (63, 0), (64, 1)])
def test_before_the_first_session_nine_weeks_are_shown_at_most(days, first):
    assert span("7 " * days).first == day(first)


def test_who_was_enrolled_today_is_shown_the_day_up_to_which_the_numbers_go():
    today = day(0)

    assert span("", patient=a_patient(enrolled_on=today), today=today).first == today - timedelta(days=1)


def test_the_table_has_every_day_that_counts_and_what_was_entered_today():
    facts = some_facts("7 7 – 6", (1,), today=day(3))

    rows = day_rows(facts, findings_of(facts).span, ENGLISH)

    assert [(row.day, row.session, row.answers is not None) for row in rows] == [
        ("Mon Oct 12", "", True),
        ("Sun Oct 11", "", False),
        ("Sat Oct 10", "Session 1", True),
        ("Fri Oct 9", "", True),
    ]
