"""The strips under the pain line, and the row of kept days."""

from diary.charts.frame import WIDE
from diary.charts.strips import effects_strip, kept_row, medicine_strip, sleep_strip
from tests.charts.made import a_day, an_axis

AXIS = an_axis(10)


def test_a_column_is_as_high_as_the_answer():
    assert medicine_strip([a_day(0, medicine=3), a_day(1, medicine=1)], AXIS, WIDE).path == "M5 354v-18M15 354v-6"


def test_nought_is_an_answer_that_leaves_no_mark():
    strip = sleep_strip([a_day(0, sleep=0)], AXIS, WIDE)

    assert (strip.path, strip.answered) == ("", True)


def test_a_strip_that_nobody_answered_is_known_as_such():
    assert not effects_strip([a_day(0), a_day(1)], AXIS, WIDE).answered


def test_days_from_memory_show_their_events():
    assert effects_strip([a_day(0, None, bother=2)], AXIS, WIDE).path == "M5 325v-10.8"


def test_each_way_of_keeping_a_day_has_its_own_mark():
    row = kept_row([a_day(0), a_day(1, late=True), a_day(2, paper=True), a_day(3, None)], AXIS, WIDE)

    assert row.dots == "M5 401h0"
    assert row.late == "M15 401h0"
    assert row.paper == "M22.9 398.9h4.2v4.2h-4.2z"
    assert row.memory == "M32.5 401h5"
