"""The sentences a practitioner reads first: every case, and every word of it true."""

import pytest

from tests.trends.diaries import Diary, after_week_of, week_of


def headline(diary: Diary, **on: object) -> str:
    return " ".join(str(sentence) for sentence in diary.summary(**on).headline)


def relief_sentence(diary: Diary, **on: object) -> str:
    return str(diary.summary(**on).headline[1])


def basis(diary: Diary, **on: object) -> str:
    return str(diary.summary(**on).basis)


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (4, "Pain is down 60% from baseline."),
        (8.5, "Pain is down 15% from baseline."),
        (8.6, "Pain is close to baseline (14%)."),
        (10, "Pain is close to baseline (0%)."),
        (9.96, "Pain is close to baseline (0%)."),
    ],
)
def test_a_fall_is_named_from_15_percent(level, words):
    assert str(after_week_of(10, week_of(level)).summary().headline[0]) == words


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (5.7, "Pain is close to baseline (14%)."),
        (5.75, "Pain is up 15% from baseline."),
        (10, "Pain is up 100% from baseline."),
    ],
)
def test_a_rise_is_named_from_15_percent(level, words):
    assert str(after_week_of(5, week_of(level)).summary().headline[0]) == words


def test_too_few_recent_entries_are_said_in_place_of_a_percent():
    diary = after_week_of(10, f"5 5 9 9 9 9 9 {'– ' * 6} 9")

    assert headline(diary) == (
        "Too few entries to compare: 1 of the last 7 days. Relief after the last session lasted 2 days."
    )


def test_without_a_baseline_only_that_is_said():
    assert headline(Diary("8 – – 7 – – 8 │ 4 4 4 4", (7,))) == "No baseline: 3 of 7 days before session 1."


def test_an_intake_answer_makes_no_baseline_to_compare_with():
    diary = Diary("8 – – 7 – – 8 │ 4 4 4 4", (7,))

    assert headline(diary, intake=8) == "No baseline: 3 of 7 days before session 1."


def test_a_baseline_below_three_is_compared_in_points():
    assert headline(after_week_of(2.5, week_of(1))) == "Pain is 1.5 points below baseline."
    assert headline(after_week_of(2.5, week_of(4))) == "Pain is 1.5 points above baseline."


@pytest.mark.parametrize("level", [2.5, 2.46, 2.54])
def test_points_that_round_to_nothing_have_no_direction(level):
    assert headline(after_week_of(2.5, week_of(level))) == "Pain is close to baseline (0.0 points)."


def test_an_empty_diary_says_so():
    assert headline(Diary("", (0,)), as_of=5) == "No entries yet"


def test_a_diary_before_its_first_session_says_so():
    assert headline(Diary(week_of(6), ())) == "No session yet."


def test_what_began_today_is_not_said_to_be_missing():
    assert headline(Diary("6", ()), as_of=-1, today=0) == "No entries before today"
    assert headline(Diary(week_of(6), (7,)), as_of=6, today=7) == "Session 1 is today."
    assert headline(Diary(week_of(6), (7,)), as_of=6) == "No session yet."


def test_after_one_session_nothing_is_compared():
    assert relief_sentence(after_week_of(10, "5 5 5 9 9 9 9")) == "Relief after the last session lasted 3 days."


def test_no_relief_is_said_plainly():
    diary = after_week_of(10, f"5 5 5 9 9 9 9 {week_of(9)}", 14)

    assert relief_sentence(diary) == "No relief of 30% or more after the last session."


def test_missing_entries_are_said_not_guessed():
    diary = after_week_of(10, "5 5 5 9 9 9 9 – – – – 5 5 5", 14)

    assert relief_sentence(diary) == "Relief after the last session is not known: entries are missing."


@pytest.mark.parametrize("first", ["9 9 9 9 9 9 9", "– – – – 9 9 9"])
def test_with_nothing_known_of_the_first_session_only_the_last_is_said(first):
    diary = after_week_of(10, f"{first} 5 5 5 9 9 9 9", 14)

    assert relief_sentence(diary) == "Relief after the last session lasted 3 days."


SHORT = "5 5 9 9 9 9 9"
LONG = "5 5 5 5 9 9 9"
ONE_ENTRY = "5 9 9 9 9 9 9"
FOUR_TO_FIVE = "5 5 5 5 – 9 9"
TWO_TO_FOUR = "5 5 – – 9 9 9"
TO_THE_END = "5 5 5 5 5 5 5"
LOST = "5 5 – – – – 9"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (SHORT, LONG, "lasted 4 days, up from 2."),
        (LONG, SHORT, "lasted 2 days, down from 4."),
        (SHORT, SHORT, "lasted 2 days, the same as after the first."),
        (ONE_ENTRY, LONG, "lasted 4 days, up from 1."),
        (LONG, ONE_ENTRY, "lasted 1 day, one entry, down from 4."),
        (ONE_ENTRY, ONE_ENTRY, "lasted 1 day, one entry, the same as after the first."),
        (SHORT, FOUR_TO_FIVE, "lasted 4 to 5 days, up from 2."),
        (FOUR_TO_FIVE, SHORT, "lasted 2 days, down from 4 to 5."),
        (FOUR_TO_FIVE, TWO_TO_FOUR, "lasted 2 to 4 days; 4 to 5 after the first."),
        (FOUR_TO_FIVE, LONG, "lasted 4 days; 4 to 5 after the first."),
        (FOUR_TO_FIVE, FOUR_TO_FIVE, "lasted 4 to 5 days, the same as after the first."),
        (TO_THE_END, SHORT, "lasted 2 days, down from at least 7."),
        (LOST, LONG, "lasted 4 days; at least 2 after the first."),
        (SHORT, LOST, "lasted at least 2 days; 2 after the first."),
        (LONG, LOST, "lasted at least 2 days; 4 after the first."),
        (SHORT, TO_THE_END, "is still holding after 7 days, up from 2."),
        (TO_THE_END, TO_THE_END, "is still holding after 7 days; at least 7 after the first."),
        (LOST, LOST, "lasted at least 2 days; at least 2 after the first."),
        (SHORT, "5 5 5 5 5 5 9", "lasted at least 6 days, up from 2."),
    ],
)
def test_the_last_relief_is_set_against_the_first(first, last, words):
    diary = after_week_of(10, f"{first} {last}", 14)

    assert relief_sentence(diary) == f"Relief after the last session {words}"


def test_a_session_too_young_to_tell_gives_way_to_the_one_before_it_by_number():
    diary = after_week_of(10, f"{SHORT} {TO_THE_END} 9", 14, 21)

    assert relief_sentence(diary) == (
        "Relief after session 2 lasted 7 days or more, until the next session, up from 2."
    )


def test_none_and_not_known_name_their_session_too():
    none = after_week_of(10, f"{SHORT} {week_of(9)} 9", 14, 21)
    unknown = after_week_of(10, f"{SHORT} – – – – 9 9 9 9", 14, 21)

    assert relief_sentence(none) == "No relief of 30% or more after session 2."
    assert relief_sentence(unknown) == "Relief after session 2 is not known: entries are missing."


def test_a_first_session_told_about_itself_is_not_compared_with_itself():
    assert relief_sentence(after_week_of(10, f"{LONG} 9", 14)) == "Relief after session 1 lasted 4 days."


def test_before_anything_can_be_said_of_relief_nothing_is():
    assert headline(after_week_of(10, "9 9")) == "Pain is close to baseline (3%)."


def test_the_basis_names_both_averages_their_days_and_yesterday():
    assert basis(after_week_of(7, "4 4 4 4 – 4 6")) == (
        "Average 4.3 over the last 7 days (6 of 7 kept) against 7.0 in the week before (7 of 7). "
        "Yesterday 6. Relief means a daily average at least 30% below baseline."
    )


def test_the_basis_says_where_an_older_baseline_comes_from():
    diary = Diary(f"– 8 – 8 – 8 – │ – – – – 8 8 – │ {week_of(4)}", (14,))

    assert basis(diary).startswith(
        "Average 4.0 over the last 7 days (7 of 7 kept) against 8.0 over the latest 5 days kept in the 2 weeks before."
    )


def test_the_basis_says_when_there_are_too_few_recent_entries():
    assert basis(after_week_of(7, "4 4 4 4 – – – – – –")) == (
        "1 of the last 7 days kept, too few for an average; 7.0 in the week before (7 of 7). "
        "No entry yesterday. Relief means a daily average at least 30% below baseline."
    )


def test_the_basis_with_an_older_baseline_and_too_few_recent_entries_says_both():
    diary = Diary("– 8 – 8 – 8 – │ – – – – 8 8 – │ 4", (14,))

    assert basis(diary).startswith(
        "3 of the last 7 days kept, too few for an average; 8.0 over the latest 5 days kept in the 2 weeks before. "
    )


def test_the_basis_without_a_baseline_speaks_of_the_last_days_alone():
    assert basis(Diary("8 – – 7 – – 8 │ 4 4 4 4 4 4 4", (7,))) == (
        "Average 4.0 over the last 7 days (7 of 7 kept). Yesterday 4."
    )


def test_the_basis_names_the_intake_answer_and_takes_no_percent_from_it():
    diary = Diary("8 – – 7 – – 8 │ 4 4 4 4 4 4 4", (7,))

    assert basis(diary, intake=7) == (
        "Average 4.0 over the last 7 days (7 of 7 kept). Yesterday 4. "
        "Pain at intake was 7; no percent is taken from it."
    )


def test_the_basis_says_why_a_low_baseline_gives_no_percent():
    assert basis(after_week_of(2, week_of(1))).endswith(
        "The baseline is below 3, so there is no percent and no relief to count."
    )


def test_the_basis_of_an_empty_diary_claims_nothing():
    assert basis(Diary("", ()), as_of=5) == ("0 of the last 7 days kept, too few for an average. No entry yesterday.")


def test_yesterday_is_the_last_day_that_counts():
    assert "Yesterday 3." in basis(after_week_of(7, "4 4 3 9"), as_of=9)


def test_a_fractional_yesterday_keeps_one_decimal():
    assert "Yesterday 3.3." in basis(after_week_of(7, "4 4 4 3.26"))
