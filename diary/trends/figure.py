"""What the course figure and the panels draw: facts and numbers turned into marks."""

from datetime import date, timedelta
from itertools import pairwise

from diary.charts.course import CourseFigure, course_figure
from diary.charts.frame import NARROW, WIDE
from diary.charts.marks import CourseMarks, DayMark, Level, ReliefMark, RowWords, SessionMark, WeekMark
from diary.charts.panels import PanelMarks, PanelsFigure, panels_figure
from diary.entries.values import DayEntry
from diary.text import Text
from diary.trends.facts import Facts, Words, scores_of
from diary.trends.kept import kept_of
from diary.trends.level import Baseline, baseline_of
from diary.trends.relief import LAST_DAY
from diary.trends.relief_said import said
from diary.trends.series import Series, Treatment
from diary.trends.span import Span, span_of
from diary.trends.summary import SessionResult, Summary

MOST_PANELS = 8
YES_ONLY = 0.5  # "bothering me" without saying how much


def figures(facts: Facts, summary: Summary, words: Words) -> tuple[CourseFigure, CourseFigure]:
    """The course wide, for a desk and paper, and redrawn narrow, for a phone."""
    marks = course_marks(facts, summary, words)
    return course_figure(marks, WIDE), course_figure(marks, NARROW)


def course_marks(facts: Facts, summary: Summary, words: Words) -> CourseMarks:
    """The marks of one course in the reader's language."""
    baseline = drawn_baseline(facts, summary)
    span = span_of(facts, baseline)
    days = tuple(day_mark(entry, facts) for entry in facts.entries if span.first <= entry.day < span.end)
    return CourseMarks(
        first=span.first,
        end=span.end,
        as_of=facts.as_of,
        hidden=span.hidden,
        days=days,
        sessions=tuple(session_marks(facts, span, words)),
        reliefs=tuple(relief_marks(facts, summary, words)),
        weeks=tuple(week_marks(summary, span)),
        worst=Level(10, words.say(Text("10 worst")), "10"),
        none=Level(0, words.say(Text("0 none")), "0"),
        baseline=baseline_level(baseline, words),
        baseline_recalled=baseline.kind == "intake",
        lower30=lower_level(baseline.below(30), Text("30%% lower %(level)s", level=one_decimal(baseline.below(30))), words),
        lower50=lower_level(baseline.below(50), Text("50%% lower %(level)s", level=one_decimal(baseline.below(50))), words),
        rows=row_words(facts, span, words),
    )


def drawn_baseline(facts: Facts, summary: Summary) -> Baseline:
    """The baseline; before the first session, what it would be if that session came today."""
    if summary.sessions:
        return summary.baseline
    series = Series.until(facts.as_of, scores_of(facts.entries, facts.sessions))
    coming = Treatment(number=1, day=facts.today.toordinal(), since_previous=None, until_next=None)
    return baseline_of(series, coming, facts.intake_pain)


def one_decimal(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def baseline_level(baseline: Baseline, words: Words) -> Level | None:
    if baseline.mean is None:
        return None
    level = one_decimal(baseline.mean)
    name = Text("Intake %(level)s", level=level) if baseline.kind == "intake" else Text("Baseline %(level)s", level=level)
    return Level(baseline.mean, words.say(name), level)


def lower_level(line: float | None, name: Text, words: Words) -> Level | None:
    return None if line is None else Level(line, words.say(name), one_decimal(line))


def day_mark(entry: DayEntry, facts: Facts) -> DayMark:
    return DayMark(
        day=entry.day,
        pain=None if entry.stamp == "recalled" or entry.pain is None else float(entry.pain),
        late=entry.stamp == "late",
        paper=entry.source == "paper",
        before_session=facts.before_session(entry),
        bother=bother_of(entry),
        medicine=entry.medicine,
        sleep=entry.sleep,
    )


def bother_of(entry: DayEntry) -> float | None:
    """How much effects bothered that day; None when nothing was answered."""
    if entry.effects:
        return entry.worst_effect
    if entry.bothered is None:
        return None
    return YES_ONLY if entry.bothered else 0


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
    return [relief_mark(result, end, scored, words) for result, end in zip(summary.sessions, ends + last_end, strict=True)]


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
        WeekMark(result.date, min(result.week.days, (summary.as_of - result.date).days + 1), one_decimal(result.week.mean))
        for result in summary.sessions
        if result.week.mean is not None
    ]
    base = summary.baseline
    if base.mean is None or base.kind == "intake" or not summary.sessions:
        return weeks
    return [WeekMark(span.first, (summary.sessions[0].date - span.first).days, one_decimal(base.mean)), *weeks]


def row_words(facts: Facts, span: Span, words: Words) -> RowWords:
    kept = kept_of(facts, span)
    before = span.days_before_first_session
    return RowWords(
        sessions=words.say(Text("Session")),
        average=words.say(Text("Week average")),
        average_short=words.say(Text("avg")),
        relief=words.say(Text("Relief lasted")),
        effects=words.say(Text("Effects")),
        medicine=words.say(Text("Extra medicine")),
        sleep=words.say(Text("Poor sleep")),
        kept=words.say(Text("Diary kept %(kept)s/%(days)s", kept=kept.on_time + kept.late, days=kept.expected)),
        before=words.say(Text("Week before")) if 0 < before <= 7 else "",
        before_short=words.say(Text("Before")) if before else "",
        before_date=words.say(Text("from %(day)s", day=words.chart_date(span.first))),
        not_answered=words.say(Text("no answers")),
    )


def panels(facts: Facts, summary: Summary, words: Words) -> PanelsFigure | None:
    """The days after each of the last sessions; None before the first, and while there is nothing to draw."""
    if not summary.sessions or not facts.entries:
        return None
    span = span_of(facts, summary.baseline)
    reliefs = relief_marks(facts, summary, words)
    days = tuple(day_mark(entry, facts) for entry in facts.entries)
    last_day = max(facts.as_of, days[-1].day)
    ends = [*facts.session_days[1:], last_day + timedelta(days=1)]
    everything = [
        PanelMarks(session_mark(result.number, result.date, facts, words), relief, days, min(end, last_day + timedelta(days=1)))
        for result, relief, end in zip(summary.sessions, reliefs, ends, strict=False)
    ]
    shown = [panel for panel in everything if span.shows(panel.session.day)][-MOST_PANELS:]
    return panels_figure(shown, summary.line_30, words.say(Text("day")))
