"""Days a week on which the goal was met, out of those that say."""

from collections.abc import Sequence
from dataclasses import dataclass

from diary.charts.labels import Label
from diary.charts.paths import boxes

HEIGHT, TOP, FOOT, BAR = 95, 26, 72, 24
ROOM, PITCH = 270, 45.35
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class GoalWeek:
    """One week: its words under the bar, days met, days answered."""

    words: str
    met: int
    answered: int

    @property
    def count(self) -> str:
        return f"{self.met}/{self.answered}" if self.answered else "–"


@dataclass(frozen=True, slots=True)
class GoalFigure:
    """Path data and words of the bars."""

    width: int
    all_days: str
    met: str
    counts: tuple[Label, ...]
    weeks: tuple[Label, ...]


def goal_figure(weeks: Sequence[GoalWeek]) -> GoalFigure:
    """One bar a week, filled by the share of answered days that met the goal.

    Args:
        weeks: In order; the first one and the last are always drawn, at most eight in all.
    """
    shown = [*weeks[:1], *weeks[1:][1 - MOST_SHOWN :]]
    pitch = min(PITCH, (ROOM - BAR) / max(len(shown) - 1, 1))
    lefts = [n * pitch for n in range(len(shown))]
    shares = [week.met / week.answered if week.answered else 0 for week in shown]
    placed = list(zip(lefts, shown, strict=True))
    return GoalFigure(
        width=ROOM,
        all_days=boxes((x, TOP, BAR, FOOT - TOP) for x in lefts),
        met=boxes(
            (x, FOOT - share * (FOOT - TOP), BAR, share * (FOOT - TOP))
            for x, share in zip(lefts, shares, strict=True)
            if share
        ),
        counts=tuple(Label(x + BAR / 2, 16, week.count, anchor="middle") for x, week in placed),
        weeks=tuple(week_words(x, week) for x, week in placed),
    )


def week_words(x: float, week: GoalWeek) -> Label:
    """Under the middle of the bar; at the very left, from its edge, so that a word keeps inside."""
    if x == 0:
        return Label(0, 92, week.words)
    return Label(x + BAR / 2, 92, week.words, anchor="middle")
