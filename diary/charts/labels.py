"""Words in a figure that keep out of each other's way."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from diary.charts.paths import number

Anchor = Literal["start", "middle", "end"]

# Advance widths in ems, near those of Noto Sans: enough to see whether two labels would touch.
NARROW, WIDE = frozenset(" iljtfrI.,:;'|()-"), frozenset("mwMW%@")
ROUNDS = 40  # of moving neighbours apart: ample for a handful of labels
EM_NARROW, EM_WIDE, EM_CAPITAL, EM_OTHER, BOLDER = 0.3, 0.88, 0.63, 0.565, 1.06


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place."""

    x: float
    y: float
    words: str
    kind: str = ""
    anchor: Anchor = "start"

    @property
    def at_x(self) -> str:
        return number(self.x)

    @property
    def at_y(self) -> str:
        return number(self.y)

    def left(self, size: float, *, bold: bool) -> float:
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return self.x - share * text_width(self.words, size, bold=bold)

    def right(self, size: float, *, bold: bool) -> float:
        return self.left(size, bold=bold) + text_width(self.words, size, bold=bold)


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide some words are, in the units of the font size."""
    ems = sum(ems_of(letter) for letter in words)
    return ems * size * (BOLDER if bold else 1)


def ems_of(letter: str) -> float:
    if letter in NARROW:
        return EM_NARROW
    if letter in WIDE:
        return EM_WIDE
    return EM_CAPITAL if letter.isupper() else EM_OTHER


def all_fit(labels: Sequence[Label], size: float, gap: float, *, bold: bool) -> bool:
    """Whether labels on one line, left to right, keep a gap between them."""
    return all(left.right(size, bold=bold) + gap <= right.left(size, bold=bold) for left, right in pairwise(labels))


def those_that_fit(labels: Sequence[Label], size: float, gap: float, *, bold: bool) -> list[Label]:
    """As many labels of one line as fit; the rightmost, which is the newest, goes first."""
    kept: list[Label] = []
    for label in reversed(labels):
        if not kept or label.right(size, bold=bold) + gap <= kept[-1].left(size, bold=bold):
            kept.append(label)
    return kept[::-1]


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Move heights apart, as little as keeps a gap between neighbours.

    Args:
        heights: In any order; where two want the same place, the first stays above.
        gap: The least distance between two of them.

    Returns:
        The new heights, in the order given.
    """
    order = sorted(range(len(heights)), key=lambda index: (heights[index], index))
    placed = list(heights)
    for _round in range(ROUNDS):
        for above, below in pairwise(order):
            short = gap - (placed[below] - placed[above])
            if short > 1e-9:
                placed[above] -= short / 2
                placed[below] += short / 2
    return placed
