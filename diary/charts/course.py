"""The course so far: pain, sessions, relief and the strips on one axis of days."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from diary.charts.axis import DayAxis, day_axis
from diary.charts.frame import Frame
from diary.charts.heads import Heads, heads
from diary.charts.labels import Label
from diary.charts.marks import CourseMarks, DayMark, ReliefMark
from diary.charts.pain import PainMarks, pain_marks
from diary.charts.paths import Point, boxes, rules
from diary.charts.relief import ReliefMarks, relief_bars, shading
from diary.charts.row_labels import levels, row_words, silent_rows
from diary.charts.strips import KeptRow, Strip, effects_strip, kept_row, medicine_strip, sleep_strip

BEFORE_LINE = 3.4  # how far left of its session's line an earlier number stands


@dataclass(frozen=True, slots=True)
class CourseFigure:
    """Path data and words of the course figure, ready for markup."""

    width: int
    height: int
    missing: str
    scale_ends: str
    base_lines: str
    baseline: str
    baseline_recalled: bool
    lower30: str
    lower50: str
    shading: str
    heads: Heads
    pain: PainMarks
    last: Label | None
    averages: tuple[Label, ...]
    relief: ReliefMarks
    effects: Strip
    medicine: Strip
    sleep: Strip
    column_width: float
    kept: KeptRow
    kept_dot: float
    cut: str
    levels: tuple[Label, ...]
    rows: tuple[Label, ...]
    silent: tuple[Label, ...]


def course_figure(marks: CourseMarks, frame: Frame) -> CourseFigure:
    """Draw one course into a frame.

    Args:
        marks: What to draw.
        frame: How wide, and where the rows stand.
    """
    axis = day_axis(marks.first, marks.end, frame.left, frame.right, marks.hidden)
    days = [day for day in marks.days if axis.shows(day.day)]
    strips = effects_strip(days, axis, frame), medicine_strip(days, axis, frame), sleep_strip(days, axis, frame)
    lower30 = marks.lower30 and frame.y(marks.lower30.pain)
    return CourseFigure(
        width=frame.width,
        height=frame.height,
        missing=missing_bands(marks, axis, frame),
        scale_ends=full_rules(axis, frame.top, frame.foot),
        base_lines=full_rules(axis, frame.effects_base, frame.medicine_base, frame.sleep_base),
        baseline=full_rules(axis, frame.y(marks.baseline.pain)) if marks.baseline else "",
        baseline_recalled=marks.baseline_recalled,
        lower30=full_rules(axis, lower30) if lower30 else "",
        lower50=full_rules(axis, frame.y(marks.lower50.pain)) if marks.lower50 else "",
        shading=shading(reliefs_shown(marks, axis), places(days, axis, frame), lower30) if lower30 else "",
        heads=heads(marks, axis, frame),
        pain=pain_marks(days, lambda day: place(day, axis, frame), axis.joins, frame.dot),
        last=last_value(days, axis, frame),
        averages=averages(marks, axis, frame),
        relief=relief_bars(marks.reliefs, axis, frame, right_edges(marks, axis, frame)),
        effects=strips[0],
        medicine=strips[1],
        sleep=strips[2],
        column_width=round(axis.day_width * 0.66, 1),
        kept=kept_row(days, axis, frame),
        kept_dot=2 * frame.kept_dot,
        cut=cut_mark(axis, frame),
        levels=levels(marks, frame),
        rows=row_words(marks, frame),
        silent=silent_rows(marks, strips, axis, frame) if days else (),
    )


def place(day: DayMark, axis: DayAxis, frame: Frame) -> Point:
    """The middle of the day; left of the session's line for a number given before that session."""
    x = axis.left(day.day) - BEFORE_LINE if day.before_session else axis.middle(day.day)
    return x, frame.y(day.pain or 0)


def places(days: list[DayMark], axis: DayAxis, frame: Frame) -> dict[date, Point]:
    return {day.day: place(day, axis, frame) for day in days if day.counts}


def reliefs_shown(marks: CourseMarks, axis: DayAxis) -> list[ReliefMark]:
    return [relief for relief in marks.reliefs if axis.shows(relief.session)]


def full_rules(axis: DayAxis, *heights: float) -> str:
    return rules((axis.left_edge, y, axis.right_edge - axis.left_edge) for y in heights)


def missing_bands(marks: CourseMarks, axis: DayAxis, frame: Frame) -> str:
    """A pale band through every row on each day without an entry; neighbours share one. An empty diary has none."""
    entered = {day.day for day in marks.days}
    if not entered:
        return ""
    missing = [day for day in axis.days() if day <= marks.as_of and day not in entered]
    runs: list[list[date]] = []
    for day in missing:
        if runs and axis.joins(runs[-1][-1], day):
            runs[-1].append(day)
        else:
            runs.append([day])
    spans = [(axis.left(run[0]), len(run) * axis.day_width) for run in runs]
    return boxes((x, top, width, foot - top) for x, width in spans for top, foot in frame.bands)


def last_value(days: list[DayMark], axis: DayAxis, frame: Frame) -> Label | None:
    """The newest number, printed: an average of a saw-tooth hides where it is today."""
    scored = [day for day in days if day.pain is not None]
    if not scored:
        return None
    x, y = place(scored[-1], axis, frame)
    return Label(x + frame.last_gap, y + 4, f"{scored[-1].pain:g}")


def averages(marks: CourseMarks, axis: DayAxis, frame: Frame) -> tuple[Label, ...]:
    """Each week's average under the middle of its days."""
    shown = [
        week
        for week in marks.weeks
        if axis.shows(week.first) and axis.shows(week.first + timedelta(days=week.days - 1))
    ]
    return tuple(
        Label(axis.left(week.first) + week.days * axis.day_width / 2, frame.average_y, week.words, anchor="middle")
        for week in shown
    )


def right_edges(marks: CourseMarks, axis: DayAxis, frame: Frame) -> dict[date, float]:
    """How far right the words of each session may reach: to the next session's line, or past the axis."""
    lines = [session.day for session in marks.sessions if axis.shows_line(session.day)]
    edges = {day: axis.left(following) for day, following in pairwise(lines)}
    return {day: edges.get(day, frame.width) for day in lines}


def cut_mark(axis: DayAxis, frame: Frame) -> str:
    """Two slanted strokes where days are left out."""
    if axis.cut is None:
        return ""
    strokes = ((axis.cut + shift, y) for y in (frame.top, frame.foot) for shift in (-2.5, 2.5))
    return "".join(f"M{x - 3:.1f} {y + 6:.1f}l6-12" for x, y in strokes)
