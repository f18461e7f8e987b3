"""The table that `make bench` prints: work, goal, today's figure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured piece of work. Without a goal it stands there for information."""

    work: str
    goal: str
    today: str
    holds: bool = True


def at_most(work: str, figure: float, limit: float, unit: str) -> Row:
    return Row(work, f"≤ {limit:g} {unit}", f"{figure:.4g} {unit}", figure <= limit)


def at_least(work: str, figure: float, limit: float, unit: str) -> Row:
    return Row(work, f"≥ {limit:g} {unit}", f"{figure:.4g} {unit}", figure >= limit)


def told(work: str, figure: float, unit: str) -> Row:
    return Row(work, "–", f"{figure:.4g} {unit}")


def table(rows: Sequence[Row]) -> str:
    """The rows in columns, each that misses its goal marked."""
    lines = [("work", "goal", "today", "")]
    lines += [(row.work, row.goal, row.today, "" if row.holds else "MISSED") for row in rows]
    widths = [max(len(line[place]) for line in lines) for place in range(4)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
