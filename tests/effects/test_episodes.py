"""Episodes of effects: when each began, how long it lasted, and what stays open."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from diary.effects.domain import EffectAnswer, Episode, episodes, open_effects, reports
from diary.effects.words import NAMES, together
from diary.entries.domain import EFFECTS

FIRST = date(2026, 10, 16)


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def said(offset: int, *, hour: int = 20, session: int = 1, none: bool = False, **severities: int) -> EffectAnswer:
    """What was said at an hour of one day: an effect by name and how much it bothered."""
    at = datetime.combine(day(offset), time(hour), UTC)
    return EffectAnswer(day=day(offset), at=at, session=session, severities=severities, none=none)


def only(*answers: EffectAnswer) -> Episode:
    [found] = episodes(answers)
    return found


def test_an_episode_opens_on_the_first_day_it_bothers():
    assert only(said(0, soreness=0), said(1, soreness=1)).start == day(1)


def test_an_effect_that_never_bothered_is_no_episode():
    assert episodes([said(0, soreness=0), said(1, none=True)]) == []


def test_it_ends_between_the_last_yes_and_the_first_no():
    episode = only(said(0, bruise=2), said(1, bruise=1), said(4, bruise=0))

    assert (episode.last_yes, episode.first_no) == (day(1), day(4))
    assert (episode.least_days, episode.most_days) == (2, 4)


def test_none_of_these_closes_all():
    found = episodes([said(0, bruise=2, soreness=1), said(1, none=True)])

    assert [episode.first_no for episode in found] == [day(1), day(1)]


def test_none_of_these_closes_what_an_earlier_session_left_open():
    [first, second] = episodes([said(6, bruise=2), said(7, session=2, soreness=1), said(9, session=2, none=True)])

    assert (first.session, first.last_yes, first.first_no) == (1, day(6), day(9))
    assert (second.session, second.first_no) == (2, day(9))


def test_unanswered_it_stays_open():
    episode = only(said(0, bruise=2), said(1, soreness=0), said(2))

    assert not episode.settled
    assert episode.most_days is None


def test_gone_after_the_next_session_closes_what_an_earlier_one_left_open():
    [episode] = episodes([said(6, bruise=2), said(8, session=2, bruise=0)])

    assert (episode.session, episode.first_no) == (1, day(8))


def test_what_came_and_went_within_a_day_lasted_one_day():
    episode = only(said(0, hour=12, dizziness=2), said(0, hour=20, none=True))

    assert (episode.least_days, episode.most_days) == (1, 1)


def test_an_earlier_answer_of_the_same_day_closes_nothing():
    assert not only(said(0, hour=12, none=True), said(0, hour=20, dizziness=2)).settled


def test_open_is_what_bothered_when_it_was_last_answered():
    answers = [said(0, soreness=1, bruise=2, itching=1), said(1, soreness=0, bruise=1), said(8, session=2, tired=3)]

    assert open_effects(answers) == {"bruise": 1, "itching": 1, "tired": 2}
    assert open_effects([*answers, said(9, session=2, none=True)]) == {}


def test_what_is_open_is_what_no_episode_has_settled():
    answers = [said(0, soreness=1, bruise=2), said(1, soreness=0), said(8, session=2, soreness=2), said(9, bruise=0)]

    unsettled = {episode.effect: episode.session for episode in episodes(answers) if not episode.settled}

    assert open_effects(answers) == unsettled == {"soreness": 2}


def test_one_that_comes_back_runs_on():
    episode = only(said(0, bruise=1), said(1, bruise=0), said(2, bruise=1), said(3, none=True))

    assert (episode.least_days, episode.most_days) == (3, 3)


def test_the_worst_day_counts():
    assert only(said(0, bruise=1), said(1, bruise=3), said(2, bruise=2)).worst == 3


def test_the_same_effect_after_two_sessions_is_two_episodes():
    found = episodes([said(0, soreness=1), said(7, session=2, soreness=1)])

    assert [episode.session for episode in found] == [1, 2]


def test_the_order_of_the_days_does_not_matter():
    answers = [said(0, bruise=2), said(1, bruise=1, soreness=1), said(4, none=True)]

    assert episodes(answers) == episodes(reversed(answers))


def test_effects_that_went_together_stand_together():
    [line] = reports(episodes([said(0, bruise=2, more_pain=2), said(3, none=True)]))

    assert line.effects == ("bruise", "more_pain")
    assert (line.sessions, line.worst, line.least_days, line.most_days) == ((1,), 2, 1, 3)


def test_sessions_alike_share_a_line_with_the_range_of_their_days():
    answers = [said(0, soreness=1), said(2, none=True), said(7, session=2, soreness=1), said(8, session=2, none=True)]

    [line] = reports(episodes(answers))

    assert (line.sessions, line.least_days, line.most_days) == ((1, 2), 1, 2)


def test_an_open_effect_does_not_hide_among_settled_ones():
    answers = [said(0, soreness=1), said(1, none=True), said(7, session=2, soreness=1)]

    still_open, settled = reports(episodes(answers))

    assert (still_open.sessions, still_open.settled) == ((2,), False)
    assert (settled.sessions, settled.settled) == ((1,), True)


def test_the_worst_comes_first():
    answers = [said(0, soreness=1), said(7, session=2, bruise=3), said(8, session=2, none=True)]

    assert [line.worst for line in reports(episodes(answers))] == [3, 1]


def test_every_effect_has_a_name():
    assert set(NAMES) == set(EFFECTS)


@pytest.mark.parametrize(
    ("names", "words"),
    [(["bruise"], "bruise"), (["bruise", "itching"], "bruise and itching"), (["a", "b", "c"], "a, b and c")],
)
def test_names_read_as_a_list(names: list[str], words: str):
    assert str(together(names)) == words
