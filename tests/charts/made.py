"""Marks for tests, with defaults: name only what matters to the test."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from diary.charts.axis import DayAxis, day_axis
from diary.charts.marks import CourseMarks, DayMark, Level, ReliefMark, RowWords, SessionMark

FIRST = date(2026, 10, 9)
WORDS = RowWords(
    sessions="Session",
    average="Week average",
    average_short="avg",
    relief="Relief lasted",
    effects="Effects",
    medicine="Extra medicine",
    sleep="Poor sleep",
    kept="Diary kept 38/42",
    before="Week before",
    before_short="Before",
    before_date="from Oct 9",
    not_answered=("no answers", "no answers", "not asked now"),
)


def day(offset: int) -> date:
    """A day counted from the first one drawn."""
    return FIRST + timedelta(days=offset)


def a_day(offset: int, pain: float | None = 6, **changes: Any) -> DayMark:
    return DayMark(day(offset), pain, **changes)


def days(series: str) -> tuple[DayMark, ...]:
    """One mark for each number; a dash is a day without an entry."""
    return tuple(a_day(n, float(word)) for n, word in enumerate(series.split()) if word != "–")


def a_session(offset: int, number: int = 1, *, is_next: bool = False) -> SessionMark:
    return SessionMark(day(offset), number, f"Session {number}", "Oct 16", is_next)


def a_relief(start: int, length: int, *, run: tuple[int, ...] | None = None, **changes: Any) -> ReliefMark:
    """Relief from a day on, with an entry on each of its days unless a run is named."""
    offsets = range(start, start + length) if run is None else run
    facts: dict[str, Any] = {
        "session": day(start),
        "start": day(start),
        "days": length,
        "window_end": day(start + 7),
        "single": False,
        "run": tuple(day(n) for n in offsets),
        "words": f"{length} days",
        "short": f"{length}d",
        "big": f"{length} days",
        "small": "",
    }
    return ReliefMark(**facts | changes)


def no_relief(session: int, words: str = "none") -> ReliefMark:
    return replace(a_relief(session, 0), start=None, run=(), words=words, short=words)


def an_axis(length: int = 10, hidden: tuple[int, int] | None = None) -> DayAxis:
    """An axis on which every day is 10 units wide, from 0 on; less wide when days are hidden."""
    left_out = None if hidden is None else (day(hidden[0]), day(hidden[1]))
    return day_axis(FIRST, day(length), 0, 10 * length, left_out)


def a_course(series: str = "7 6 7", **changes: Any) -> CourseMarks:
    """A course drawn from its first day, with a baseline of 7."""
    length = len(series.split())
    facts: dict[str, Any] = {
        "first": FIRST,
        "end": day(length),
        "as_of": day(length - 1),
        "hidden": None,
        "days": days(series),
        "sessions": (),
        "reliefs": (),
        "weeks": (),
        "worst": Level(10, "10 worst", "10"),
        "none": Level(0, "0 none", "0"),
        "baseline": Level(7, "Baseline 7.0", "7.0"),
        "baseline_recalled": False,
        "lower30": Level(4.9, "30% lower 4.9", "4.9"),
        "lower50": Level(3.5, "50% lower 3.5", "3.5"),
        "rows": WORDS,
    }
    return CourseMarks(**facts | changes)
