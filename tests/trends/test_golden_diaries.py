"""The diaries that the definitions were written with, every number of theirs."""

import pytest

from diary.checks.domain import peg_score
from tests.trends.diaries import COURSE, EVERY_DIARY, FLARE, FLOOR, GAP, NO_RESPONSE, SPARSE, WORKING, ZIGZAG, Diary


def weeks(diary: Diary) -> list[float | None]:
    return [four(result.week.mean) for result in diary.summary().sessions]


def four(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def reliefs(diary: Diary) -> list[tuple]:
    reliefs = [result.relief for result in diary.summary().sessions]
    return [(relief.kind, relief.start, relief.lo, relief.hi, relief.end) for relief in reliefs]


def responses(diary: Diary, name: str) -> list:
    values = [getattr(result.response, name) for result in diary.summary().sessions]
    return [four(value) if isinstance(value, float) else value for value in values]


@pytest.mark.parametrize(
    ("name", "mean", "n"),
    [
        ("A", 7.0, 6),
        ("B no response", 6.0, 7),
        ("C sparse", None, 3),
        ("D floor", 2.1429, 7),
        ("E gap", 6.0, 7),
        ("F flare", 6.0, 7),
        ("G zigzag", 8.0, 7),
        ("H course", 7.0, 7),
    ],
)
def test_the_baseline_is_the_mean_of_the_week_before(name, mean, n):
    baseline = EVERY_DIARY[name].summary().baseline

    assert (four(baseline.mean), baseline.n) == (mean, n)


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("A", [5.1429, 4.2857, 3.0, 2.1429]),
        ("B no response", [6.0, 6.1429]),
        ("C sparse", [None]),
        ("D floor", [1.4286]),
        ("E gap", [4.4]),
        ("F flare", [7.1429]),
        ("G zigzag", [6.5714]),
        ("H course", [6.3333, 5.4, 5.4286, 4.6667, 4.0]),
    ],
)
def test_the_weeks_have_these_means(name, means):
    assert weeks(EVERY_DIARY[name]) == means


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "A",
            [
                ("sustained", 1, 2, 2, "above"),
                ("sustained", 0, 4, 4, "above"),
                ("sustained", 0, 5, 6, "above"),
                ("sustained", 0, 7, None, "open"),
            ],
        ),
        ("B no response", [("none", None, None, None, None)] * 2),
        ("C sparse", [(None, None, None, None, None)]),
        ("D floor", [(None, None, None, None, None)]),
        ("E gap", [("sustained", 0, 3, 5, "above")]),
        ("F flare", [("none", None, None, None, None)]),
        ("G zigzag", [("single", 1, 1, 1, None)]),
        (
            "H course",
            [
                ("single", 0, 1, 1, None),
                ("sustained", 0, 2, 2, "above"),
                ("sustained", 0, 2, 2, "above"),
                ("sustained", 0, 4, 4, "above"),
                ("sustained", 0, 5, 5, "above"),
            ],
        ),
    ],
)
def test_relief_lasts_this_long(name, expected):
    assert reliefs(EVERY_DIARY[name]) == expected


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("A", [7.5, 6.6667, 5.6667, 4.0]),
        ("B no response", [6.3333, 5.6667]),
        ("C sparse", [None]),
        ("D floor", [2.0]),
        ("E gap", [6.0]),
        ("F flare", [6.0]),
        ("G zigzag", [8.0]),
        ("H course", [6.6667, 7.0, None, 6.0, 6.0]),
    ],
)
def test_the_levels_before_the_sessions_are_these(name, levels):
    assert responses(EVERY_DIARY[name], "pre_session") == levels


@pytest.mark.parametrize(
    ("name", "drops"),
    [
        ("A", [0.3111, 0.35, 0.5059, 0.5]),
        ("B no response", [0.0526, -0.0882]),
        ("C sparse", [None]),
        ("D floor", [None]),
        ("E gap", [0.25]),
        ("F flare", [-0.1389]),
    ],
)
def test_pain_falls_this_much_on_average(name, drops):
    assert responses(EVERY_DIARY[name], "mean_drop") == drops


def test_a_course_that_works_changes_by_these_percents():
    percents = [round(result.week.percent, 1) for result in WORKING.summary().sessions]

    assert percents == [26.5, 38.8, 57.1, 69.4]


def test_a_course_that_works_counts_six_entries_in_its_third_week():
    assert [result.week.n for result in WORKING.summary().sessions] == [7, 7, 6, 7]


def test_a_course_that_works_responds_from_the_first_day_each_time():
    assert responses(WORKING, "onset") == [1, 1, 1, 1]


def test_a_course_that_works_has_these_lowest_days():
    assert responses(WORKING, "nadir") == [3, 3, 2, 1]
    assert responses(WORKING, "nadir_day") == [1, 1, 1, 2]
    assert responses(WORKING, "depth") == [0.6, 0.55, 0.6471, 0.75]


def test_a_course_that_works_rebounds_later_each_time():
    assert responses(WORKING, "rebound") == [(3, 3), (4, 4), (4, 5), (6, None)]


def test_a_course_that_works_never_flares():
    assert responses(WORKING, "flare") == [False, False, False, False]


def test_a_course_that_works_lowers_the_level_before_each_session():
    assert four(WORKING.summary().slope_pre_session) == -1.0833


def test_a_course_that_works_reaches_30_percent_at_session_2_and_50_at_session_3():
    assert WORKING.summary().sessions_to_response == {30: 2, 50: 3}


def test_a_course_that_works_says_so_in_two_sentences():
    assert [str(sentence) for sentence in WORKING.summary().headline] == [
        "Pain is down 69% from baseline.",
        "Relief after the last session is still holding after 7 days, up from 2.",
    ]


def test_no_response_has_no_sustained_drop():
    assert responses(NO_RESPONSE, "onset") == [None, None]
    assert [str(result.response.reason) for result in NO_RESPONSE.summary().sessions] == ["no sustained drop"] * 2


def test_no_response_reaches_nothing():
    assert NO_RESPONSE.summary().sessions_to_response == {30: None, 50: None}


def test_a_sparse_diary_says_what_it_lacks():
    summary = SPARSE.summary()

    assert str(summary.baseline.reason) == "3 of 7"
    assert str(summary.sessions[0].week.reason) == "insufficient 3/7"
    assert str(summary.sessions[0].relief.reason) == "no baseline"
    assert summary.sessions[0].response.mean_drop is None
    assert summary.sessions[0].response.reason is not None


def test_a_diary_near_the_floor_gives_points_and_no_percent():
    summary = FLOOR.summary()

    assert four(summary.recent.points) == 0.7143
    assert summary.recent.percent is None
    assert summary.sessions[0].week.percent is None
    assert summary.sessions[0].week.state is None


def test_a_gap_widens_the_rebound():
    assert responses(GAP, "onset") == [1]
    assert responses(GAP, "rebound") == [(2, 4)]


def test_a_flare_is_seen():
    assert responses(FLARE, "flare") == [True]


def test_a_zigzag_has_no_sustained_drop():
    assert responses(ZIGZAG, "onset") == [None]


def test_the_course_of_the_drawings_is_down_by_three_points():
    recent = COURSE.summary().recent

    assert (recent.mean, recent.n, round(recent.percent, 1), recent.points) == (4.0, 7, 42.9, 3.0)


def test_the_course_of_the_drawings_has_a_gentle_slope():
    assert four(COURSE.summary().slope_pre_session) == -0.1944


def test_the_course_of_the_drawings_is_told_in_these_words():
    summary = COURSE.summary()

    assert [str(sentence) for sentence in summary.headline] == [
        "Pain is down 43% from baseline.",
        "Relief after the last session lasted 5 days, up from 1.",
    ]
    assert str(summary.basis) == (
        "Average 4.0 over the last 7 days (7 of 7 kept) against 7.0 in the week before (7 of 7). "
        "Yesterday 6. Relief means a daily average at least 30% below baseline."
    )


@pytest.mark.parametrize(
    ("items", "score"), [((6, 7, 5), 6.0), ((10, 10, 10), 10), ((0, 0, 0), 0), ((6, 7, None), None)]
)
def test_peg_is_the_mean_of_its_three_items_or_missing(items, score):
    assert peg_score(*items) == score
