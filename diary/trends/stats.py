"""The little arithmetic that every trend is made of."""

from collections.abc import Sequence
from itertools import combinations
from math import fsum
from statistics import median

SLACK = 1e-9  # a mean of sevenths must not miss its own threshold by the last bit


def at_or_below(value: float, line: float) -> bool:
    """The value is on the line or under it."""
    return value <= line + SLACK


def at_or_above(value: float, line: float) -> bool:
    """The value is on the line or over it."""
    return value >= line - SLACK


def mean(values: Sequence[float]) -> float:
    """The average of at least one value; the order of the values never shows."""
    return fsum(values) / len(values)


def theil_sen_slope(points: Sequence[tuple[float, float]]) -> float:
    """Median of all pairwise slopes: the trend that one bad week cannot bend.

    Args:
        points: Place and value; at least two, no two in the same place.

    Returns:
        Change of the value per step of the place. Below zero, the pain is easing.

    Source: Sen, J. Am. Stat. Assoc. 63 (1968) 1379-1389.
    """
    return median((later - earlier) / (end - start) for (start, earlier), (end, later) in combinations(points, 2))


def rounded(value: float, decimals: int) -> float:
    """The value as it is printed; a rounded zero has no minus sign."""
    return round(value, decimals) + 0.0
