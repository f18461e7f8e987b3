"""Words in a figure never lie on each other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diary.charts.labels import Label, all_fit, spread, text_width, those_that_fit


def test_bold_words_are_wider():
    assert text_width("Session 3", 12, bold=True) > text_width("Session 3", 12)


def test_an_anchor_moves_the_words():
    left = [Label(100, 0, "abc", anchor=anchor).left(10, bold=False) for anchor in ("start", "middle", "end")]

    assert left == sorted(left, reverse=True)


def test_labels_further_apart_than_their_width_fit():
    assert all_fit([Label(0, 0, "abc"), Label(100, 0, "abc")], 12, 5, bold=False)
    assert not all_fit([Label(0, 0, "abc"), Label(15, 0, "abc")], 12, 5, bold=False)


def test_the_newest_label_stays_when_two_would_touch():
    kept = those_that_fit([Label(0, 0, "Oct 30"), Label(10, 0, "Oct 31"), Label(200, 0, "Nov 9")], 12, 5, bold=False)

    assert [label.words for label in kept] == ["Oct 31", "Nov 9"]


def test_heights_that_are_far_apart_stay_where_they_are():
    assert spread([46, 104.8, 146], 13) == [46, 104.8, 146]


@given(st.lists(st.floats(0, 196), min_size=2, max_size=5))
def test_heights_keep_their_order_and_their_gap(heights: list[float]):
    placed = spread(heights, 13)

    in_order = [placed[index] for index in sorted(range(len(heights)), key=lambda index: (heights[index], index))]
    assert all(below - above >= 12.5 for above, below in pairwise(in_order))
