"""SVG path data: one path for all marks of a kind keeps the page small."""

from collections.abc import Iterable
from functools import lru_cache

Point = tuple[float, float]


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """A coordinate to a tenth of a unit, without a needless `.0`; the same ones come up on every page."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def at(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


def polyline(runs: Iterable[Iterable[Point]]) -> str:
    """Lines through the points of each run; the pen lifts between runs."""
    return "".join("M" + " ".join(at(x, y) for x, y in run) for run in runs)


def polygons(shapes: Iterable[Iterable[Point]]) -> str:
    return "".join("M" + " ".join(at(x, y) for x, y in shape) + "z" for shape in shapes)


def dots(points: Iterable[Point]) -> str:
    """Lines of no length, which a round cap turns into dots as wide as the stroke."""
    return "".join(f"M{at(x, y)}h0" for x, y in points)


def squares(points: Iterable[Point], side: float) -> str:
    half, edge = side / 2, number(side)
    return "".join(f"M{at(x - half, y - half)}h{edge}v{edge}h-{edge}z" for x, y in points)


def dashes(points: Iterable[Point], length: float) -> str:
    return "".join(f"M{at(x - length / 2, y)}h{number(length)}" for x, y in points)


def columns(tops: Iterable[tuple[float, float]], base: float) -> str:
    """Upright strokes of these heights standing on the base."""
    return "".join(f"M{at(x, base)}v-{number(height)}" for x, height in tops)


def boxes(rects: Iterable[tuple[float, float, float, float]]) -> str:
    """Rectangles given as x, y, width and height."""
    return "".join(f"M{at(x, y)}h{number(w)}v{number(h)}h-{number(w)}z" for x, y, w, h in rects)


def rules(lines: Iterable[tuple[float, float, float]]) -> str:
    """Horizontal lines given as x, y and length."""
    return "".join(f"M{at(x, y)}h{number(length)}" for x, y, length in lines)


def uprights(lines: Iterable[tuple[float, float, float]]) -> str:
    """Vertical lines given as x, top and foot."""
    return "".join(f"M{at(x, top)}V{number(foot)}" for x, top, foot in lines)


def needles(points: Iterable[Point], width: float = 10, height: float = 9) -> str:
    """Triangles that point down: their top edge at y, centred on x."""
    half = number(width / 2)
    return "".join(f"M{at(x - width / 2, y)}h{number(width)}l-{half} {number(height)}z" for x, y in points)
