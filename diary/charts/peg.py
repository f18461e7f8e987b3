"""PEG before each session: pain, enjoyment and activity in one number."""

from collections.abc import Sequence
from dataclasses import dataclass

from diary.charts.frame import MOST_PAIN
from diary.charts.labels import Label
from diary.charts.paths import Point, dots, number, polyline

WIDTH, HEIGHT = 250, 93
LEFT, RIGHT, TOP, FOOT = 12, 238, 16, 76
DOT = 3.6
MOST_SHOWN = 8
GOOD_CHANGE = 0.30


@dataclass(frozen=True, slots=True)
class PegPoint:
    """The score before one session; None when no complete check was made in its week."""

    session: int
    score: float | None


@dataclass(frozen=True, slots=True)
class PegFigure:
    """Path data and words of the PEG line."""

    line: str
    dots: str
    dot_width: float
    lower30: str
    lower30_words_y: str
    scores: tuple[Label, ...]
    sessions: tuple[Label, ...]


def peg_figure(points: Sequence[PegPoint]) -> PegFigure:
    """The last sessions' scores on the scale from 0 to 10, with the line 30 % below the first score.

    Args:
        points: One for each session in order; at most the last eight are drawn.
    """
    shown = points[-MOST_SHOWN:]
    first = next((point.score for point in points if point.score is not None), None)
    line = None if first is None else height((1 - GOOD_CHANGE) * first)
    xs = spaced(len(shown))
    placed = [(x, point) for x, point in zip(xs, shown, strict=True) if point.score is not None]
    return PegFigure(
        line=polyline(lines(shown, xs)),
        dots=dots((x, height(point.score or 0)) for x, point in placed),
        dot_width=2 * DOT,
        lower30="" if line is None else number(line),
        lower30_words_y=number((line or 0) + 14),
        scores=tuple(score_words(x, point.score or 0, line) for x, point in placed),
        sessions=tuple(Label(x, 90, str(point.session), anchor="middle") for x, point in zip(xs, shown, strict=True)),
    )


def height(score: float) -> float:
    return FOOT - (FOOT - TOP) * score / MOST_PAIN


def spaced(count: int) -> list[float]:
    if count == 1:
        return [LEFT]
    return [LEFT + n * (RIGHT - LEFT) / (count - 1) for n in range(count)]


def lines(points: Sequence[PegPoint], xs: Sequence[float]) -> list[list[Point]]:
    """Runs of neighbouring scores; a missing one breaks the line."""
    runs: list[list[Point]] = [[]]
    for x, point in zip(xs, points, strict=True):
        if point.score is None:
            runs.append([])
        else:
            runs[-1].append((x, height(point.score)))
    return [run for run in runs if len(run) > 1]


def score_words(x: float, score: float, line: float | None) -> Label:
    """The number above its dot, or below it under the 30 % line, where the line would cross it."""
    y = height(score)
    under = line is not None and y > line and y + 18 <= FOOT + 4
    return Label(x, y + (18 if under else -9), f"{score:.1f}", anchor="middle")
