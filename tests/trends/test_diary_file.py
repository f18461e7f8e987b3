"""Reading diaries and session days from CSV: what is taken, what is refused, and in which words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.trends.diary_file import BadFile, read_days, read_scores

OCT_16, OCT_17 = date(2026, 10, 16), date(2026, 10, 17)


def scores(text: str) -> dict[date, float]:
    return read_scores(text.encode(), "diary.csv")


def faults(content: str | bytes) -> list[str]:
    with pytest.raises(BadFile) as refused:
        read_scores(content.encode() if isinstance(content, str) else content, "diary.csv")
    return refused.value.faults


@pytest.mark.parametrize(
    "text",
    [
        "date,pain\n2026-10-16,7\n2026-10-17,2.5\n",
        "date,pain\r\n2026-10-16,7\r\n2026-10-17,2.5\r\n",
        "date,pain\r2026-10-16,7\r2026-10-17,2.5\r",
        "\ufeffdate,pain\n2026-10-16,7\n2026-10-17,2.5",
        "\n\ndate,pain\n\n2026-10-16,7\n   \n,,\n2026-10-17,2.5\n\n",
        "pain,note,date\n7,slept badly,2026-10-16\n2.5,,2026-10-17\n",
        'date,pain,note\n2026-10-16,7,"two\nlines, one comma"\n2026-10-17,2.5\n',
        " date , pain \n 2026-10-16 , 7 \n2026-10-17,2.5\n",
        '"date","pain"\n"2026-10-16","7"\n"2026-10-17","2.5"\n',
        "date,pain\n2026-10-17,2.5\n2026-10-16,7.0\n",
        "date,pain\n2026-10-16,+7\n2026-10-17,25e-1\n",
    ],
)
def test_a_diary_is_read_however_it_was_saved(text):
    assert scores(text) == {OCT_16: 7.0, OCT_17: 2.5}


@pytest.mark.parametrize("value", ["0", "10", "0.0", "10.000", ".5", "3.", "1e-400"])
def test_any_number_from_0_to_10_is_a_score(value):
    assert 0 <= scores(f"date,pain\n2026-10-16,{value}\n")[OCT_16] <= 10


def test_a_zero_never_has_a_minus_sign():
    assert str(scores("date,pain\n2026-10-16,-0\n")[OCT_16]) == "0.0"


@pytest.mark.parametrize(
    "value",
    ["-1", "10.1", "11", "nan", "NaN", "inf", "-inf", "1e400", "1e1000000", "seven", "0x7", "1_0", "７", "6;5", "7 8"],
)
def test_anything_else_is_named_by_line_column_and_value(value):
    assert faults(f"date,pain\n2026-10-15,5\n2026-10-16,{value}\n") == [
        f"diary.csv, line 3, column pain: {value!r} is not a number from 0 to 10"
    ]


def test_a_decimal_comma_is_named_not_guessed():
    assert faults('date,pain\n2026-10-16,"6,5"\n') == [
        "diary.csv, line 2, column pain: '6,5' is not a number from 0 to 10"
    ]


@pytest.mark.parametrize("row", ["2026-10-16,", "2026-10-16", "2026-10-16,  "])
def test_a_day_without_a_number_is_named_with_the_way_out(row):
    assert faults(f"date,pain\n{row}\n") == [
        "diary.csv, line 2, column pain: '' is not a number from 0 to 10; leave the line out for a day without an entry"
    ]


@pytest.mark.parametrize(
    "value", ["16.10.2026", "2026-1-5", "20261016", "2026-W42-5", "2026-10-16T08:00", "٢٠٢٦-١٠-١٦", ""]
)
def test_a_date_of_another_form_is_named(value):
    assert faults(f"date,pain\n{value},5\n") == [
        f"diary.csv, line 2, column date: {value!r} is not a date such as 2026-10-16"
    ]


@pytest.mark.parametrize("value", ["2026-02-29", "2026-13-01", "2026-10-32", "0000-01-01"])
def test_a_date_the_calendar_does_not_have_is_named(value):
    assert faults(f"date,pain\n{value},5\n") == [
        f"diary.csv, line 2, column date: {value!r} is not a day of the calendar"
    ]


def test_a_date_that_stands_twice_is_named_with_both_lines():
    assert faults("date,pain\n2026-10-16,5\n2026-10-17,5\n2026-10-16,5\n") == [
        "diary.csv, line 4, column date: '2026-10-16' stands twice, first on line 2"
    ]


def test_a_date_that_stands_twice_is_named_even_beside_a_bad_number():
    assert len(faults("date,pain\n2026-10-16,x\n2026-10-16,5\n")) == 2


def test_every_bad_row_is_named():
    named = faults("date,pain\n2026-10-16,11\n\n2026-10-17,5\nx,y\n")

    assert [fault.split(":")[0] for fault in named] == [
        "diary.csv, line 2, column pain",
        "diary.csv, line 5, column date",
        "diary.csv, line 5, column pain",
    ]


def test_a_row_after_one_of_several_lines_keeps_its_own_line():
    named = faults('date,pain,note\n2026-10-16,5,"one\ntwo\nthree"\n2026-10-17,x,\n')

    assert named == ["diary.csv, line 5, column pain: 'x' is not a number from 0 to 10"]


def test_a_row_of_several_lines_is_named_by_its_first():
    named = faults('date,pain,note\n2026-10-16,x,"one\ntwo\nthree"\n')

    assert named == ["diary.csv, line 2, column pain: 'x' is not a number from 0 to 10"]


def test_a_long_value_is_cut_and_control_signs_do_nothing():
    long, control = faults(f"date,pain\n2026-10-16,{'9' * 500}\n2026-10-17,\x1b[2J\n")

    assert len(long) < 150
    assert "\x1b" not in control


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", "  \r\n,,\r\n"])
def test_an_empty_file_is_said_to_be_empty(content):
    assert faults(content) == ["diary.csv: the file is empty; its first line must name the columns date, pain"]


def test_a_missing_column_is_named_with_those_found():
    assert faults("day,pain\n2026-10-16,5\n") == [
        "diary.csv, line 1, column date: is missing; the first line has 'day, pain'"
    ]


def test_two_missing_columns_are_both_named():
    assert [fault.split(";")[0] for fault in faults("Date;Pain\n")] == [
        "diary.csv, line 1, column date: is missing",
        "diary.csv, line 1, column pain: is missing",
    ]


def test_a_header_under_blank_lines_is_named_by_its_own_line():
    assert faults("\n\nday,pain\n")[0].startswith("diary.csv, line 3, column date: is missing")


def test_a_column_that_stands_twice_is_not_guessed():
    assert faults("date,pain,pain\n2026-10-16,5,6\n") == ["diary.csv, line 1, column pain: stands twice"]


def test_bytes_that_are_not_utf_8_are_named_by_line():
    assert faults("date,pain,note\n2026-10-16,5,café\n".encode("latin-1")) == [
        "diary.csv, line 2: is not UTF-8 text; save the file as UTF-8"
    ]


def test_a_file_saved_as_utf_16_is_refused():
    assert faults("date,pain\n2026-10-16,5\n".encode("utf-16")) == [
        "diary.csv, line 1: is not UTF-8 text; save the file as UTF-8"
    ]


def test_a_quotation_mark_without_its_pair_is_named_where_it_opens():
    named = faults('date,pain\n2026-10-16,5\n2026-10-17,"5\n2026-10-18,5\n')

    assert named == ["diary.csv, line 3: cannot be read as CSV (unexpected end of data)"]


def test_session_days_are_read_from_the_date_column_alone():
    assert read_days(b"n,date\n1,2026-10-17\n2,2026-10-16\n", "sessions.csv") == [OCT_17, OCT_16]


def test_a_list_of_no_sessions_is_a_list():
    assert read_days(b"date\n", "sessions.csv") == []


def test_a_session_day_that_stands_twice_is_named():
    with pytest.raises(BadFile) as refused:
        read_days(b"date\n2026-10-16\n2026-10-16\n", "sessions.csv")

    assert refused.value.faults == ["sessions.csv, line 3, column date: '2026-10-16' stands twice, first on line 2"]


ODD_TEXT = st.text(st.sampled_from('0123456789-,."\n\r;eE+ \x00\ufeffpaindtexé'), max_size=60)


def read_or_refused(content: bytes) -> tuple[dict[date, float], list[str]]:
    try:
        return read_scores(content, "diary.csv"), []
    except BadFile as refused:
        return {}, refused.faults


@given(st.binary(max_size=80) | ODD_TEXT.map(lambda text: b"date,pain\n" + text.encode()))
def test_whatever_a_file_holds_it_is_read_or_refused_with_sentences(content):
    read, named = read_or_refused(content)

    assert all(0 <= pain <= 10 for pain in read.values())
    assert all(fault.startswith("diary.csv") for fault in named)
