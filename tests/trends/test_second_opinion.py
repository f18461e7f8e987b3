"""Relief and response agree with a second, slow working-out of the same definitions, in exact fractions."""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given

from tests.trends import oracle
from tests.trends.diaries import EVERY_DIARY
from tests.trends.invented import Invented, diaries

SEEDS = range(10)
DIARIES_PER_SEED = 300


def a_course(random: Random) -> Invented:
    """A course with relief of any length after each session, single bad days, gaps, and sessions off their day."""
    baseline, low = random.randint(3, 10), random.randint(0, 6)
    forgets, strays = random.choice([0, 0.1, 0.3, 0.6]), random.choice([0, 0.1, 0.2])
    values: list[float | None] = [float(baseline) for _ in range(random.randint(5, 16))]
    sessions = []
    for _ in range(random.randint(1, 5)):
        sessions.append(len(values))
        days, delay, length = (
            random.choice([2, 3, 4, 7, 7, 7, 8, 9, 14, 20]),
            random.randint(0, 4),
            random.randint(0, 9),
        )
        values += [float(low if delay <= t < delay + length else baseline) for t in range(days)]
    strayed = [float(random.randint(0, 10)) if random.random() < strays else value for value in values]
    return Invented([None if random.random() < forgets else value for value in strayed], sessions)


def in_fractions(diary: Invented) -> list[Fraction | None]:
    return [None if value is None else Fraction(value) for value in diary.values]


def reliefs(diary: Invented) -> list[tuple]:
    found = [result.relief for result in diary.summary().sessions]
    return [(relief.kind, relief.start, relief.lo, relief.hi, relief.end) for relief in found]


def assert_same_relief(diary: Invented) -> None:
    values = in_fractions(diary)

    assert reliefs(diary) == [oracle.relief_of(values, diary.sessions, number) for number in range(len(diary.sessions))]


def assert_same_response(diary: Invented) -> None:
    for number, result in enumerate(diary.summary().sessions):
        found = result.response
        level, onset, drop, nadir, day, rebound, flare = oracle.response_of(in_fractions(diary), diary.sessions, number)

        assert (found.onset, found.nadir, found.nadir_day, found.rebound) == (onset, nadir, day, rebound)
        assert found.flare == flare
        assert found.pre_session == (level if level is None else pytest.approx(float(level), abs=1e-12))
        assert found.mean_drop == (drop if drop is None else pytest.approx(float(drop), abs=1e-12))


@pytest.mark.parametrize("seed", SEEDS)
def test_relief_over_many_courses_is_the_same(seed):
    random = Random(seed)
    for _ in range(DIARIES_PER_SEED):
        assert_same_relief(a_course(random))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_response_over_many_courses_is_the_same(seed):
    random = Random(seed)
    for _ in range(DIARIES_PER_SEED):
        assert_same_response(a_course(random))


def test_the_many_courses_meet_every_kind_and_every_end_of_relief():
    random = Random(SEEDS[0])
    met = Counter((kind, end) for _ in range(DIARIES_PER_SEED) for kind, *_, end in reliefs(a_course(random)))

    assert set(met) == {
        (None, None),
        ("none", None),
        ("unknown", None),
        ("pending", None),
        ("single", None),
        ("sustained", "above"),
        ("sustained", "gap"),
        ("sustained", "next_session"),
        ("sustained", "open"),
    }


def test_the_many_courses_meet_every_outcome_of_a_response():
    random = Random(SEEDS[0])
    responses = [result.response for _ in range(DIARIES_PER_SEED) for result in a_course(random).summary().sessions]
    rebounds = {(found.rebound is not None, bool(found.rebound and found.rebound.hi)) for found in responses}

    assert {found.flare for found in responses} == {None, False, True}
    assert rebounds == {(False, False), (True, False), (True, True)}


@given(diaries())
def test_any_diary_gives_the_same(diary):
    assert_same_relief(diary)
    assert_same_response(diary)


@pytest.mark.parametrize("name", EVERY_DIARY)
def test_the_worked_examples_are_the_same(name):
    drawn = EVERY_DIARY[name]
    diary = Invented(drawn.values, list(drawn.sessions))

    assert_same_relief(diary)
    assert_same_response(diary)
