"""Relief after a session: the shaded area under the 30 % line, the bar, and the words beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from diary.charts.axis import DayAxis
from diary.charts.frame import TEXT, Frame
from diary.charts.labels import Label, text_width
from diary.charts.marks import ReliefMark
from diary.charts.paths import Point, boxes, polygons

BAR, INSET, PAD = 15, 1.6, 6


@dataclass(frozen=True, slots=True)
class ReliefMarks:
    """Path data of the bars, and their words."""

    bars: str
    single_bars: str
    gaps: str
    labels: tuple[Label, ...]


def below(points: Sequence[Point], line_y: float) -> list[Point]:
    """The area between a line of points and the level above it, as one polygon; what rises over the level is cut off."""
    outline = [(points[0][0], line_y)]
    for here, there in pairwise(points):
        outline.append((here[0], max(here[1], line_y)))
        if (here[1] - line_y) * (there[1] - line_y) < 0:
            share = (line_y - here[1]) / (there[1] - here[1])
            outline.append((here[0] + share * (there[0] - here[0]), line_y))
    outline.append((points[-1][0], max(points[-1][1], line_y)))
    outline.append((points[-1][0], line_y))
    return [point for n, point in enumerate(outline) if n == 0 or point != outline[n - 1]]


def shaded(relief: ReliefMark, places: Mapping[date, Point], line_y: float) -> list[list[Point]]:
    """The polygons of one session's relief, under days that have entries, down to where the line comes back up.

    Args:
        relief: Whose days to shade.
        places: Where the days with a number that counts stand.
        line_y: Height of the 30 % line.
    """
    days = [day for day in relief.run if day in places]
    if not days:
        return []
    after = days[-1] + timedelta(days=1)
    if after in places and after < relief.window_end:
        days.append(after)
    runs: list[list[date]] = [[days[0]]]
    for earlier, later in pairwise(days):
        if (later - earlier).days == 1:
            runs[-1].append(later)
        else:
            runs.append([later])
    polygon_runs = ([places[day] for day in run] for run in runs if len(run) > 1)
    return [until_the_line(below(points, line_y), line_y) for points in polygon_runs]


def until_the_line(outline: list[Point], line_y: float) -> list[Point]:
    """Without the flat tail that runs along the line to a day above it."""
    while len(outline) > 3 and outline[-1][1] == outline[-2][1] == line_y:
        outline = outline[:-1]
    return outline


def shading(reliefs: Iterable[ReliefMark], places: Mapping[date, Point], line_y: float) -> str:
    return polygons(shape for relief in reliefs for shape in shaded(relief, places, line_y))


def relief_bars(
    reliefs: Sequence[ReliefMark], axis: DayAxis, frame: Frame, right_edges: Mapping[date, float]
) -> ReliefMarks:
    """One bar a session as long as its relief, pale where no entry was made.

    Args:
        reliefs: In the order of their sessions.
        axis: Where days lie.
        frame: Where the row stands.
        right_edges: For each session's day, how far right its words may reach.
    """
    shown = [relief for relief in reliefs if axis.shows(relief.session)]
    solid = [relief for relief in shown if not relief.single]
    labels = (relief_label(relief, axis, frame, right_edges[relief.session]) for relief in shown)
    return ReliefMarks(
        bars=boxes(bar_of(relief, axis, frame) for relief in solid if relief.start),
        single_bars=boxes(bar_of(relief, axis, frame) for relief in shown if relief.single),
        gaps=boxes(gap for relief in solid for gap in gaps_of(relief, axis, frame)),
        labels=tuple(label for label in labels if label),
    )


def bar_of(relief: ReliefMark, axis: DayAxis, frame: Frame) -> tuple[float, float, float, float]:
    start = axis.left(relief.start or relief.session)
    return start, frame.relief_y, relief.days * axis.day_width, BAR


def gaps_of(relief: ReliefMark, axis: DayAxis, frame: Frame) -> list[tuple[float, float, float, float]]:
    """The days inside a bar that have no entry, joined where they touch."""
    found = []
    for earlier, later in pairwise(relief.run):
        missing = (later - earlier).days - 1
        if missing > 0:
            left = axis.left(earlier + timedelta(days=1))
            found.append((left + 0.5, frame.relief_y + INSET, missing * axis.day_width - 1, BAR - 2 * INSET))
    return found


def relief_label(relief: ReliefMark, axis: DayAxis, frame: Frame, right_edge: float) -> Label | None:
    """The words after the bar, else inside its solid end, else fewer words, else none: the table has them all."""
    y = frame.relief_y + 11.5
    bar_end = axis.left(relief.end) if relief.end else axis.left(relief.session)
    after = bar_end + frame.relief_gap
    kind = "value" if relief.start else "quiet"
    words = (relief.short,) if frame.is_narrow else (relief.words, relief.short)
    for candidate in filter(None, words):
        width = text_width(candidate, TEXT, bold=True)
        if after + width <= right_edge:
            return Label(after, y, candidate, kind)
        if solid_end(relief, axis) >= width + 2 * PAD - 4 and not relief.single:
            return Label(bar_end - PAD, y, candidate, "on", "end")
    return None


def solid_end(relief: ReliefMark, axis: DayAxis) -> float:
    """The length of the bar after its last pale part."""
    if relief.start is None or relief.end is None:
        return 0
    since = relief.start
    for earlier, later in pairwise(relief.run):
        if (later - earlier).days > 1:
            since = later
    return (relief.end - since).days * axis.day_width
