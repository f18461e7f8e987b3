"""What holds of every diary there could be."""

import json
import re
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from diary.trends.as_json import as_json
from diary.trends.summary import Summary, summarise
from diary.trends.words import relief_words
from tests.trends.invented import ANY_SCORE, WHOLE, Invented, diaries
from tests.trends.sanity import assert_sane

DAYS = st.dates(date.min, date.max)
INTAKES = st.none() | st.integers(0, 10).map(float)


def in_json(summary: Summary) -> dict:
    return json.loads(json.dumps(as_json(summary), allow_nan=False))


@given(diaries(ANY_SCORE), INTAKES)
def test_any_diary_gives_sane_numbers(diary, intake):
    summary = in_json(diary.summary())

    assert_sane(summary)
    diary.summary(intake=intake)


@given(st.dictionaries(DAYS, ANY_SCORE, max_size=30), st.lists(DAYS, max_size=8), DAYS, INTAKES)
@example({date.min: 5.0, date.max: 5.0}, [date.min, date.max], date.max, None)
@example({}, [], date.min, 7.0)
def test_days_at_the_ends_of_the_calendar_are_days_like_others(scores, sessions, as_of, intake):
    summary = summarise(scores, sessions, as_of=as_of, intake=intake)

    assert [result.date for result in summary.sessions] == sorted({day for day in sessions if day <= as_of})
    assert str(summary.basis)


@given(diaries(), st.randoms())
def test_the_order_of_rows_does_not_matter(diary, random):
    days, sessions = list(diary.scores), list(diary.session_days)
    random.shuffle(days)
    random.shuffle(sessions)

    shuffled = summarise({day: diary.scores[day] for day in days}, sessions, as_of=diary.day(len(diary.values) - 1))

    assert shuffled == diary.summary()


@given(diaries(), st.data())
def test_later_days_never_change_a_number(diary, data):
    last = data.draw(st.integers(0, len(diary.values) - 1))
    earlier = Invented(diary.values[: last + 1], [session for session in diary.sessions if session <= last])

    assert diary.summary(as_of=last) == earlier.summary()


@given(diaries(), st.integers(-10_000, 10_000))
def test_a_calendar_moved_by_some_days_moves_only_the_dates(diary, days):
    moved = diary._replace(first_day=diary.first_day + timedelta(days=days))

    here, there = in_json(diary.summary()), in_json(moved.summary())

    for result in here["sessions"]:
        result["date"] = (date.fromisoformat(result["date"]) + timedelta(days=days)).isoformat()
    assert there == here


@given(diaries(WHOLE))
def test_half_the_pain_all_along_is_the_same_relief_and_the_same_percents(diary):
    halved = Invented([value and value / 2 for value in diary.values], diary.sessions)

    whole, half = diary.summary(), halved.summary()

    if half.baseline.comparable is not None:
        assert [result.relief for result in half.sessions] == [result.relief for result in whole.sessions]
        assert half.recent.percent == whole.recent.percent
        assert half.sessions_to_response == whole.sessions_to_response


@given(diaries(), st.floats(0, 10))
def test_an_intake_answer_changes_nothing_once_there_is_a_baseline(diary, intake):
    summary = diary.summary()

    if summary.baseline.mean is not None:
        assert diary.summary(intake=intake) == summary


@given(diaries())
def test_nothing_is_counted_that_was_not_kept(diary):
    summary = diary.summary()

    for result, session in zip(summary.sessions, diary.sessions, strict=True):
        week = diary.values[session : session + result.week.days]
        assert result.week.n == len([value for value in week if value is not None])
    last_seven = diary.values[-7:]
    assert summary.recent.n == len([value for value in last_seven if value is not None])


@given(diaries())
def test_what_starts_and_ends_a_relief_was_entered(diary):
    for result, session in zip(diary.summary().sessions, diary.sessions, strict=True):
        relief = result.relief
        if relief.lo is not None:
            assert diary.values[session + relief.start] is not None
            assert diary.values[session + relief.start + relief.lo - 1] is not None
        if relief.hi is not None:
            assert diary.values[session + relief.start + relief.hi] is not None


@given(diaries())
def test_still_holding_is_said_of_a_low_last_entry_only(diary):
    summary = diary.summary()

    for result in summary.sessions:
        if str(relief_words(result.relief)) == "still holding":
            kept = [(offset, value) for offset, value in enumerate(diary.values) if value is not None]
            assert result is summary.sessions[-1]
            assert kept[-1][1] <= summary.line_30 + 1e-9
            assert len(diary.values) - 1 - kept[-1][0] <= 3


@given(diaries())
def test_the_headline_claims_no_direction_that_the_numbers_do_not_have(diary):
    summary = diary.summary()
    words = " ".join(str(sentence) for sentence in summary.headline)

    if "Pain is down" in words:
        assert summary.recent.mean < summary.baseline.mean * 0.851
    if "Pain is up" in words:
        assert summary.recent.mean > summary.baseline.mean * 1.149
    told = [result.relief for result in summary.sessions if result.relief.kind != "pending"]
    if ", up from" in words:
        assert told[-1].lo > told[0].hi
    if ", down from" in words:
        assert told[-1].hi < told[0].lo
    if "the same as" in words:
        assert (told[-1].lo, told[-1].hi) == (told[0].lo, told[0].hi)
        assert told[0].hi is not None


@given(diaries())
def test_the_percent_in_the_headline_is_the_one_in_the_numbers(diary):
    summary = diary.summary()
    said = re.search(r"\b(\d+)%( from baseline|\)\.)", str(summary.headline[0]))

    if said:
        assert abs(int(said[1]) - abs(summary.recent.percent)) <= 0.5


@given(diaries())
def test_the_headline_has_at_most_two_sentences(diary):
    assert 1 <= len(diary.summary().headline) <= 2


@given(st.lists(st.integers(0, 10), min_size=4, max_size=7), st.lists(st.integers(0, 10), min_size=4, max_size=7))
def test_a_week_is_in_the_state_that_exact_fractions_give(before, after):
    diary = Invented([float(pain) for pain in [*before, *after]], [len(before)])
    baseline, week = Fraction(sum(before), len(before)), Fraction(sum(after), len(after))

    state = diary.summary().sessions[0].week.state

    assert state == exact_state(baseline, week)


def exact_state(baseline: Fraction, week: Fraction) -> str | None:
    if baseline < 3:
        return None
    if week >= baseline * Fraction(13, 10) and week >= baseline + 2:
        return "worse"
    if week <= baseline / 2:
        return "substantial"
    return "moderate" if week <= baseline * Fraction(7, 10) else "little change"
