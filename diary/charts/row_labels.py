"""The words beside the rows of the course figure."""

from diary.charts.axis import DayAxis
from diary.charts.frame import Frame
from diary.charts.labels import Anchor, Label, spread
from diary.charts.marks import CourseMarks
from diary.charts.strips import Strip

LEAST_BETWEEN_LEVELS = 13


def levels(marks: CourseMarks, frame: Frame) -> tuple[Label, ...]:
    """The words of each horizontal line, moved apart where two lines are close."""
    found = [marks.worst, marks.baseline, marks.lower30, marks.lower50, marks.none]
    known = [level for level in found if level]
    heights = spread([frame.y(level.pain) + 4 for level in known], LEAST_BETWEEN_LEVELS)
    return tuple(
        Label(
            frame.level_x,
            y,
            level.short if frame.is_narrow else level.words,
            "bold" if level is marks.baseline else "",
            "end",
        )
        for level, y in zip(known, heights, strict=True)
    )


def row_words(marks: CourseMarks, frame: Frame) -> tuple[Label, ...]:
    rows = marks.rows
    average = rows.average_short if frame.is_narrow else rows.average
    words = (average, rows.relief, rows.effects, rows.medicine, rows.sleep, rows.kept)
    anchor: Anchor = "start" if frame.is_narrow else "end"
    return tuple(Label(frame.row_x, y, text, "", anchor) for text, y in zip(words, frame.row_ys, strict=True))


def silent_rows(marks: CourseMarks, strips: tuple[Strip, ...], axis: DayAxis, frame: Frame) -> tuple[Label, ...]:
    """Words in a strip that nobody answered: an empty one would read as all well."""
    bases = (frame.effects_base, frame.medicine_base, frame.sleep_base)
    found = zip(strips, bases, marks.rows.not_answered, strict=True)
    return tuple(Label(axis.left_edge + 4, base - 3, words) for strip, base, words in found if not strip.answered)
