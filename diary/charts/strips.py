"""The rows under the pain line: effects, extra medicine, poor sleep, and which days were kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diary.charts.axis import DayAxis
from diary.charts.frame import Frame
from diary.charts.marks import DayMark
from diary.charts.paths import columns, dashes, dots, squares

EFFECT_STEP, STEP = 5.4, 6
MEMORY = 5

Answer = Callable[[DayMark], float | None]


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of columns; `answered` is false when no day says anything."""

    path: str
    answered: bool


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One mark a day: a dot, hollow when late, square from paper, a dash from memory."""

    dots: str
    late: str
    paper: str
    memory: str


def strip(days: Sequence[DayMark], axis: DayAxis, base: float, step: float, answer: Answer) -> Strip:
    """Columns as high as the answers; nought leaves no mark.

    Args:
        days: The days to draw.
        axis: Where they lie.
        base: y of nought.
        step: Height of one.
        answer: What a day says; None for a question not answered.
    """
    said = [(axis.middle(day.day), value) for day in days if (value := answer(day)) is not None]
    return Strip(columns(((x, value * step) for x, value in said if value), base), bool(said))


def effects_strip(days: Sequence[DayMark], axis: DayAxis, frame: Frame) -> Strip:
    return strip(days, axis, frame.effects_base, EFFECT_STEP, lambda day: day.bother)


def medicine_strip(days: Sequence[DayMark], axis: DayAxis, frame: Frame) -> Strip:
    return strip(days, axis, frame.medicine_base, STEP, lambda day: day.medicine)


def sleep_strip(days: Sequence[DayMark], axis: DayAxis, frame: Frame) -> Strip:
    return strip(days, axis, frame.sleep_base, STEP, lambda day: day.sleep)


def kept_row(days: Sequence[DayMark], axis: DayAxis, frame: Frame) -> KeptRow:
    y = frame.kept_y

    def points(wanted: Callable[[DayMark], bool]) -> list[tuple[float, float]]:
        return [(axis.middle(day.day), y) for day in days if wanted(day)]

    return KeptRow(
        dots=dots(points(lambda day: day.pain is not None and not day.late and not day.paper)),
        late=dots(points(lambda day: day.pain is not None and day.late)),
        paper=squares(points(lambda day: day.pain is not None and day.paper and not day.late), 2 * frame.kept_dot),
        memory=dashes(points(lambda day: day.pain is None), MEMORY),
    )
