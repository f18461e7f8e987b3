"""Sessions, their relief and their weeks as marks of the figure."""

from datetime import date, timedelta

from diary.charts.marks import ReliefMark, SessionMark, WeekMark
from diary.text import Text
from diary.trends.facts import Facts, Words
from diary.trends.findings import Findings
from diary.trends.relief import LAST_DAY
from diary.trends.relief_said import said
from diary.trends.span import Span
from diary.trends.summary import SessionResult

LONGEST = timedelta(days=LAST_DAY + 1)  # the window of a session without a next one


def session_marks(facts: Facts, span: Span, words: Words) -> list[SessionMark]:
    found = [session_mark(n, day, facts, words) for n, day in enumerate(facts.session_days, 1)]
    if span.next_session:
        found.append(session_mark(len(found) + 1, span.next_session, facts, words, is_next=True))
    return found


def session_mark(number: int, day: date, facts: Facts, words: Words, *, is_next: bool = False) -> SessionMark:
    said_day = words.say(Text("today")) if day == facts.today else words.chart_date(day)
    return SessionMark(day, number, words.say(Text("Session %(n)s", n=number)), said_day, is_next)


def relief_marks(found: Findings, words: Words) -> list[ReliefMark]:
    """The relief of every session that is drawn."""
    results = found.summary.sessions
    ends = [result.date for result in results[1:]] + [result.date + LONGEST for result in results[-1:]]
    scored = sorted(day for day in found.scores if day <= found.facts.as_of)
    shown = ((result, end) for result, end in zip(results, ends, strict=True) if found.span.shows(result.date))
    return [relief_mark(result, end, scored, words) for result, end in shown]


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


def week_marks(found: Findings) -> list[WeekMark]:
    """The average of the days before the first session, then one for each week that has one."""
    summary, span = found.summary, found.span
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
