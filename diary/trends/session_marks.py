"""Sessions, their relief and their weeks as marks of the figure."""

from datetime import date, timedelta
from itertools import pairwise

from diary.charts.marks import ReliefMark, SessionMark, WeekMark
from diary.text import Text
from diary.trends.facts import Facts, Words, scores_of
from diary.trends.relief import LAST_DAY
from diary.trends.relief_said import said
from diary.trends.span import Span
from diary.trends.summary import SessionResult, Summary


def session_marks(facts: Facts, span: Span, words: Words) -> list[SessionMark]:
    found = [session_mark(n, day, facts, words) for n, day in enumerate(facts.session_days, 1)]
    if span.next_session:
        found.append(session_mark(len(found) + 1, span.next_session, facts, words, is_next=True))
    return found


def session_mark(number: int, day: date, facts: Facts, words: Words, *, is_next: bool = False) -> SessionMark:
    said_day = words.say(Text("today")) if day == facts.today else words.chart_date(day)
    return SessionMark(day, number, words.say(Text("Session %(n)s", n=number)), said_day, is_next)


def relief_marks(facts: Facts, summary: Summary, words: Words) -> list[ReliefMark]:
    ends = [later.date for _earlier, later in pairwise(summary.sessions)]
    scored = sorted(day for day in scores_of(facts.entries, facts.sessions) if day <= facts.as_of)
    last_end = [day + timedelta(days=LAST_DAY + 1) for day in (result.date for result in summary.sessions[-1:])]
    return [
        relief_mark(result, end, scored, words) for result, end in zip(summary.sessions, ends + last_end, strict=True)
    ]


def relief_mark(result: SessionResult, window_end: date, scored: list[date], words: Words) -> ReliefMark:
    relief, text = result.relief, said(result.relief)
    start = None if relief.start is None else result.date + timedelta(days=relief.start)
    days = relief.lo or 0
    return ReliefMark(
        session=result.date,
        start=start,
        days=days,
        window_end=window_end,
        single=relief.kind == "single",
        run=() if start is None else tuple(day for day in scored if start <= day < start + timedelta(days=days)),
        words=words.say(text.bar),
        short=words.say(text.short),
        big=words.say(text.big),
        small=words.say(text.small),
    )


def week_marks(summary: Summary, span: Span) -> list[WeekMark]:
    """The average of the days before the first session, then one for each week that has one."""
    weeks = [
        WeekMark(
            result.date, min(result.week.days, (summary.as_of - result.date).days + 1), one_decimal(result.week.mean)
        )
        for result in summary.sessions
        if result.week.mean is not None
    ]
    base = summary.baseline
    if base.mean is None or base.kind == "intake" or not summary.sessions:
        return weeks
    return [WeekMark(span.first, (summary.sessions[0].date - span.first).days, one_decimal(base.mean)), *weeks]


def one_decimal(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
