"""What the panels after each session draw."""

from datetime import timedelta
from itertools import pairwise

from diary.charts.marks import CourseMarks
from diary.charts.panels import PanelMarks, PanelsFigure, panels_figure
from diary.text import Text
from diary.trends.facts import Words
from diary.trends.findings import Findings

MOST_PANELS = 8


def panels(found: Findings, marks: CourseMarks, words: Words) -> PanelsFigure | None:
    """The days after each of the last sessions; None before the first, and while there is nothing to draw.

    Args:
        found: What the diary adds up to.
        marks: The same days, sessions and reliefs as the course figure draws.
        words: The reader's language.
    """
    if not marks.reliefs or not marks.days:
        return None
    after_last = max(marks.as_of, marks.days[-1].day) + timedelta(days=1)
    sessions = {session.day: session for session in marks.sessions}
    ends = dict(pairwise(found.facts.session_days))
    shown = [
        PanelMarks(sessions[relief.session], relief, marks.days, min(ends.get(relief.session, after_last), after_last))
        for relief in marks.reliefs[-MOST_PANELS:]
    ]
    return panels_figure(shown, found.summary.line_30, words.say(Text("day")))
