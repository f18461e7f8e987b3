"""The patient's own numbers: a point makes the difference, and a dip is an average, not a lucky day."""

from dataclasses import replace

import pytest

from diary.trends.findings import findings_of
from diary.trends.own import headline_for, level_words, own_trend
from tests.trends.margaret import a_session, at, day, margaret, some_facts


def own(series: str, *sessions: int, **changes):
    return own_trend(findings_of(some_facts(series, sessions, **changes)), {})


def test_margarets_trend_is_the_one_that_was_drawn():
    found = own_trend(findings_of(margaret()), {})

    assert (found.headline, found.before, found.last) == ("lower", 7.0, 4.0)
    assert found.dips.said == "each_climbs"
    assert [(relief.kind, relief.lo) for relief in found.reliefs] == [("days", n) for n in (1, 2, 2, 4, 5)]
    assert found.goal
    assert (found.goal.done, found.goal.of, found.goal.before, found.goal.before_of) == (6, 7, 1, 7)
    assert (found.first, found.as_of) == (day(0), day(41))


def test_a_goal_that_the_clinic_does_not_ask_about_is_not_counted():
    facts = margaret()
    unasked = replace(facts, patient=replace(facts.patient, rows=facts.patient.rows - {"goal"}))

    assert own_trend(findings_of(unasked), {}).goal is None


def test_before_the_first_session_the_goal_is_counted_for_a_week():
    facts = margaret()
    eight_days_before = replace(facts.entries[0], day=day(-1), goal="yes")

    goal = own_trend(findings_of(replace(facts, entries=(eight_days_before, *facts.entries))), {}).goal

    assert goal
    assert (goal.before, goal.before_of) == (1, 7)


@pytest.mark.parametrize(
    ("before", "last", "headline"),
    [(7.0, 6.0, "lower"), (7.0, 6.0001, "same"), (5.0, 5.9999, "same"), (5.0, 6.0, "higher"), (5.0, None, "no_recent")],
)
def test_a_whole_point_makes_the_difference(before, last, headline):
    assert headline_for(before, last, has_session=True) == headline


def test_from_a_level_named_at_intake_nothing_is_compared():
    found = own("7 7 6 6 6 6 6 6", 2, intake_pain=8)

    assert (found.headline, found.before, found.reliefs) == ("no_start", None, ())


def test_days_further_back_are_not_called_the_week_before():
    found = own("7 7 7 7 7 – – – – – – – – – 6 6 6 6 6 6 6", 14)

    assert (found.headline, found.before) == ("no_start", None)


def test_one_low_day_is_no_dip():
    assert own("6 6 6 6 6 6 6 4 6 6 6 6 6 6", 7).dips.said is None


def test_a_dip_that_did_not_climb_is_said_alone():
    assert own("7 7 7 7 7 7 7 4 4 4 4 4 4 4", 7).dips.said == "one"


def test_after_each_session_needs_all_of_them_to_tell():
    silent = "7 7 7 7 7 7 7 4 4 4 5 6 7 7 – – – – – – – – – – – – – – 4 4 4 5 6 7 7"

    assert own(silent, 7, 14, 21, 28).dips.said == "some"


def test_hours_are_said_of_an_end_after_the_session_and_up_to_two_days():
    session = a_session(7)
    facts = replace(some_facts("7 7 7 7 7 7 7 4 7 7 7 7", (7,)), sessions=(session,))

    hours = [own_trend(findings_of(facts), {session.id: at(7, hour)}).reliefs[0].hours for hour in (14, 20, 62, 63, 13)]

    assert hours == [1, 6, 48, None, None]


def test_an_average_has_a_decimal_only_where_it_says_something():
    assert [level_words(level) for level in (7.0, 4.04, 6.1428, 10.0)] == ["7", "4", "6.1", "10"]
