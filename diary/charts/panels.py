"""After each session: one scale again and again, every panel aligned on its session's day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from diary.charts.frame import MOST_PAIN, TEXT
from diary.charts.labels import Label, text_width
from diary.charts.marks import DayMark, ReliefMark, SessionMark
from diary.charts.pain import PainMarks, pain_marks
from diary.charts.paths import Point, boxes, needles, number, rules, uprights
from diary.charts.relief import shading

WIDTH, LEFT, RIGHT = 366, 76, 300
TOP, PITCH, FOOT_ROOM = 12, 73, 32
MOST_HEIGHT, LEAST_PITCH, BETWEEN = 365, 42, 17
BAR, BAR_GAP, DOT = 5, 2.5, 3.2
NAME_X, LENGTH_X, LENGTH_TEXT = 64, 312, 16
NEEDLE = (9, 8)
SHORT, LONG = 7, 14  # days across: more than a week only where sessions lie further apart
EVERY_DAY = 10  # with more days than these, every other one is numbered


@dataclass(frozen=True, slots=True)
class PanelMarks:
    """One session with the days after it; `end` is the first day that is not over or belongs to the next session."""

    session: SessionMark
    relief: ReliefMark
    days: tuple[DayMark, ...]
    end: date


@dataclass(frozen=True, slots=True)
class Panel:
    """Path data and words of one session, measured from the panel's own top."""

    y: str
    scale: str
    lower30: str
    missing: str
    shading: str
    needle: str
    line: str
    pain: PainMarks
    bar: str
    single: bool
    gaps: str
    words: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class PanelsFigure:
    """All panels, one under the other, above the count of days."""

    width: int
    height: str
    panels: tuple[Panel, ...]
    days: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """How high a panel is and how many days it is wide."""

    pitch: float
    across: int

    @property
    def foot(self) -> float:
        return self.pitch - BETWEEN

    @property
    def day_width(self) -> float:
        return (RIGHT - LEFT) / self.across

    def y(self, pain: float) -> float:
        return self.foot * (1 - pain / MOST_PAIN)


def panels_figure(panels: Sequence[PanelMarks], lower30: float | None, day_word: str) -> PanelsFigure:
    """Panels in the order given.

    Args:
        panels: One for each session that has begun.
        lower30: The 30 % line, on the scale of pain.
        day_word: What the numbers along the foot count.
    """
    longest = max(((panel.end - panel.session.day).days for panel in panels), default=SHORT)
    pitch = min(PITCH, max(LEAST_PITCH, MOST_HEIGHT / max(len(panels), 1)))
    grid = Grid(pitch, min(max(longest, SHORT), LONG))
    return PanelsFigure(
        width=width_for(panels),
        height=number(len(panels) * grid.pitch + FOOT_ROOM),
        panels=tuple(panel_shape(row, panel, grid, lower30) for row, panel in enumerate(panels)),
        days=foot_words(len(panels), grid, day_word),
    )


def width_for(panels: Sequence[PanelMarks]) -> int:
    """Wide enough for the longest words at the end of a bar."""
    words = [text_width(panel.relief.big, LENGTH_TEXT, bold=True) for panel in panels]
    notes = [text_width(panel.relief.small, TEXT) for panel in panels]
    return max(WIDTH, ceil(LENGTH_X + max(words + notes, default=0)))


def panel_shape(row: int, marks: PanelMarks, grid: Grid, lower30: float | None) -> Panel:
    days = [
        day for day in marks.days if marks.session.day <= day.day < marks.end and offset(marks, day.day) < grid.across
    ]
    line_y = None if lower30 is None else grid.y(lower30)
    places = {day.day: place(marks, day, grid) for day in days if day.counts}
    return Panel(
        y=number(TOP + row * grid.pitch),
        scale=rules([(LEFT, grid.foot, RIGHT - LEFT)]),
        lower30="" if line_y is None else rules([(LEFT, line_y, RIGHT - LEFT)]),
        missing=missing(marks, days, grid),
        shading="" if line_y is None else shading([marks.relief], places, line_y),
        needle=needles([(LEFT, -1)], *NEEDLE),
        line=uprights([(LEFT, 6, grid.foot)]),
        pain=pain_marks(days, lambda day: place(marks, day, grid), neighbours, DOT),
        bar=boxes([bar(marks, grid)]) if marks.relief.start else "",
        single=marks.relief.single,
        gaps=boxes(gaps(marks, grid)),
        words=tuple(label for label in words_of(marks, grid) if label.words),
    )


def words_of(marks: PanelMarks, grid: Grid) -> tuple[Label, ...]:
    """The session on the left, the length of its relief on the right, level with the bar."""
    name_y, length_y = grid.pitch / 2 - 11.5, grid.foot + 8
    note_y = length_y + (14 if marks.relief.big else 0)
    return (
        Label(NAME_X, name_y, marks.session.name, "session-name", "end"),
        Label(NAME_X, name_y + 15, marks.session.date, "quiet", "end"),
        Label(LENGTH_X, length_y, marks.relief.big, "length"),
        Label(LENGTH_X, note_y, marks.relief.small, "quiet"),
    )


def offset(marks: PanelMarks, day: date) -> int:
    return (day - marks.session.day).days


def left_of(marks: PanelMarks, day: date, grid: Grid) -> float:
    return LEFT + min(offset(marks, day), grid.across) * grid.day_width


def place(marks: PanelMarks, day: DayMark, grid: Grid) -> Point:
    middle = left_of(marks, day.day, grid) + grid.day_width / 2
    return (LEFT - DOT if day.before_session else middle), grid.y(day.pain or 0)


def neighbours(earlier: date, later: date) -> bool:
    return (later - earlier).days == 1


def missing(marks: PanelMarks, days: Sequence[DayMark], grid: Grid) -> str:
    """A pale band on each day that is over and has no entry; neighbours share one."""
    entered = {day.day for day in days}
    over = min(offset(marks, marks.end), grid.across)
    empty = [n for n in range(over) if marks.session.day + timedelta(days=n) not in entered]
    runs: list[list[int]] = []
    for n in empty:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return boxes((LEFT + run[0] * grid.day_width, 0, len(run) * grid.day_width, grid.foot) for run in runs)


def bar(marks: PanelMarks, grid: Grid) -> tuple[float, float, float, float]:
    start, end = marks.relief.start or marks.session.day, marks.relief.end or marks.session.day
    left = left_of(marks, start, grid)
    return left, grid.foot + BAR_GAP, left_of(marks, end, grid) - left, BAR


def gaps(marks: PanelMarks, grid: Grid) -> list[tuple[float, float, float, float]]:
    """The days inside the bar that have no entry."""
    pairs = [(earlier, later) for earlier, later in pairwise(marks.relief.run) if not neighbours(earlier, later)]
    edges = [
        (left_of(marks, earlier + timedelta(days=1), grid), left_of(marks, later, grid)) for earlier, later in pairs
    ]
    return [(left + 0.5, grid.foot + BAR_GAP + 1, right - left - 1, BAR - 2) for left, right in edges if right > left]


def foot_words(count: int, grid: Grid, day_word: str) -> tuple[Label, ...]:
    """The count of days under the last panel."""
    y = TOP + count * grid.pitch + 12
    every = 1 if grid.across <= EVERY_DAY else 2
    numbers = (
        Label(LEFT + (n + 0.5) * grid.day_width, y, str(n), anchor="middle") for n in range(0, grid.across, every)
    )
    return Label(NAME_X, y, day_word, anchor="end"), *numbers
