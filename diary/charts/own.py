"""The patient's picture of daily pain: dots, sessions, days without an entry, and the level before the first session."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from diary.charts.axis import DayAxis, day_axis
from diary.charts.labels import Label
from diary.charts.marks import DayMark
from diary.charts.pain import PainMarks, pain_marks
from diary.charts.paths import Point, boxes, rules, uprights

WIDTH, HEIGHT = 326, 202
LEFT, RIGHT, TOP, FOOT = 26.0, 326.0, 14.0, 170.0
SCALE = (0, 5, 10)
DOT = 3.1
BEFORE_LINE = 3.4  # how far left of its session's line an earlier number stands
RING, RING_Y = 11.0, 187.0
LAST_RING = RIGHT - RING - 1  # that of a session today keeps inside the picture
ROOM_FOR_START = 36.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigure:
    """Path data and words, ready for markup; a ring's words stand in its middle."""

    missing: str
    scale: str
    start: str
    sessions: str
    pain: PainMarks
    rings: tuple[Label, ...]
    has_start: bool


def own_figure(
    days: Sequence[DayMark],
    sessions: Iterable[tuple[int, date]],
    *,
    first: date,
    end: date,
    as_of: date,
    start: float | None,
) -> OwnFigure:
    """The picture of the days from first up to and without end.

    Args:
        days: The days with an entry, in order.
        sessions: Number and day of each session, in order.
        first: The first day drawn.
        end: The day after the last one drawn.
        as_of: Days after it are not missing yet.
        start: The level before the first session.
    """
    axis = day_axis(first, end, LEFT, RIGHT)
    shown = [day for day in days if axis.shows(day.day)]
    lines = [(number, axis.left(day)) for number, day in sessions if axis.shows(day)]
    rings = rings_that_fit(lines)
    return OwnFigure(
        missing=boxes(missing(axis, {day.day for day in shown}, as_of)),
        scale=rules((LEFT, y_of(pain), RIGHT - LEFT) for pain in SCALE),
        start="" if start is None else rules([(LEFT, y_of(start), RIGHT - LEFT)]),
        sessions=uprights((x, TOP, RING_Y - RING) for _, x in lines),
        pain=pain_marks(shown, lambda day: place_of(day, axis), axis.joins, DOT),
        rings=tuple(Label(min(x, LAST_RING), RING_Y, str(number), anchor="middle") for number, x in rings),
        has_start=start is not None and all(x - RING >= LEFT + ROOM_FOR_START for _, x in rings),
    )


def y_of(pain: float) -> float:
    return FOOT - (FOOT - TOP) * pain / SCALE[-1]


def place_of(day: DayMark, axis: DayAxis) -> Point:
    """In the middle of its day; made before the session of its day, left of that session's line."""
    x = axis.left(day.day) - BEFORE_LINE if day.before_session else axis.middle(day.day)
    return x, y_of(day.pain or 0)


def missing(axis: DayAxis, kept: set[date], as_of: date) -> Iterable[tuple[float, float, float, float]]:
    return (
        (axis.left(day), TOP, axis.day_width, FOOT - TOP) for day in axis.days() if day <= as_of and day not in kept
    )


def rings_that_fit(lines: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Sessions whose rings keep out of each other's way; the newest goes first."""
    kept: list[tuple[int, float]] = []
    for number, x in reversed(lines):
        if not kept or x + 2 * RING <= kept[-1][1]:
            kept.append((number, x))
    return kept[::-1]
