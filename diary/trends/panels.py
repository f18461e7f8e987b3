"""What the panels after each session draw."""

from datetime import timedelta

from diary.charts.panels import PanelMarks, PanelsFigure, panels_figure
from diary.text import Text
from diary.trends.facts import Facts, Words
from diary.trends.figure import day_mark
from diary.trends.session_marks import relief_marks, session_mark
from diary.trends.span import span_of
from diary.trends.summary import Summary

MOST_PANELS = 8


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
        PanelMarks(
            session_mark(result.number, result.date, facts, words), relief, days, min(end, last_day + timedelta(days=1))
        )
        for result, relief, end in zip(summary.sessions, reliefs, ends, strict=False)
    ]
    shown = [panel for panel in everything if span.shows(panel.session.day)][-MOST_PANELS:]
    return panels_figure(shown, summary.line_30, words.say(Text("day")))
