"""The line of daily pain: dots on every entry, a line only between neighbouring days."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from diary.charts.marks import DayMark
from diary.charts.paths import Point, dots, polyline, squares

Joins = Callable[[date, date], bool]
Place = Callable[[DayMark], Point]

LATE_EDGE = 1.7  # how thick the ring of a hollow mark is
SQUARE = 0.88  # the side of a square beside the width of a dot, so that both weigh the same


@dataclass(frozen=True, slots=True)
class PainMarks:
    """Path data for one line of pain."""

    line: str
    dots: str
    late_dots: str
    squares: str
    late_squares: str
    dot_width: float
    ring_width: float  # a hollow dot is a wide dot with a smaller one of the ground's colour on it
    hole_width: float


def pain_marks(days: Sequence[DayMark], place: Place, joins: Joins, radius: float) -> PainMarks:
    """The line and its dots.

    Args:
        days: Days in order; those from memory carry no number and break the line.
        place: Where a day's dot stands.
        joins: Whether two days are neighbours.
        radius: Of a dot.
    """
    placed = [(day, place(day)) for day in days if day.pain is not None]

    def points(*, late: bool, paper: bool) -> list[Point]:
        return [point for day, point in placed if day.late == late and day.paper == paper]

    side = 2 * radius * SQUARE
    return PainMarks(
        line=polyline(joined_runs(placed, joins)),
        dots=dots(points(late=False, paper=False)),
        late_dots=dots(points(late=True, paper=False)),
        squares=squares(points(late=False, paper=True), side),
        late_squares=squares(points(late=True, paper=True), side),
        dot_width=round(2 * radius, 1),
        ring_width=round(2 * radius + LATE_EDGE, 1),
        hole_width=round(2 * radius - LATE_EDGE, 1),
    )


def joined_runs(placed: Iterable[tuple[DayMark, Point]], joins: Joins) -> list[list[Point]]:
    """Points split where the line breaks; nothing leads on from a number given before that day's session."""
    runs: list[list[Point]] = []
    last: DayMark | None = None
    for day, point in placed:
        if last is not None and joins(last.day, day.day) and not last.before_session:
            runs[-1].append(point)
        else:
            runs.append([point])
        last = day
    return [run for run in runs if len(run) > 1]
