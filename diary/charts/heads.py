"""The sessions' lines across all rows, and what stands above them."""

from collections.abc import Sequence
from dataclasses import dataclass

from diary.charts.axis import DayAxis
from diary.charts.frame import TEXT, Frame
from diary.charts.labels import Label, all_fit, those_that_fit
from diary.charts.marks import CourseMarks, SessionMark
from diary.charts.paths import needles, uprights

GAP = 5
NEEDLE_WIDTH, NEEDLE_HEIGHT = 10, 9


@dataclass(frozen=True, slots=True)
class Heads:
    """Lines, needles and the words above them; the next session's are drawn apart."""

    lines: str
    needles: str
    next_lines: str
    next_needles: str
    names: tuple[Label, ...]
    dates: tuple[Label, ...]
    notes: tuple[Label, ...]  # "Week before", or what the bare numbers count


def heads(marks: CourseMarks, axis: DayAxis, frame: Frame) -> Heads:
    """The heads of all sessions on the axis.

    Names are written in full where all of them fit, else as numbers, of which the newest win.
    """
    shown = [session for session in marks.sessions if axis.shows_line(session.day)]
    done = [axis.left(session.day) for session in shown if not session.is_next]
    ahead = [axis.left(session.day) for session in shown if session.is_next]
    full = [name_of(session, axis, frame) for session in shown]
    in_full = not frame.is_narrow and all_fit(full, TEXT, GAP, bold=True)
    names = full if in_full else those_that_fit([number_of(s, axis, frame) for s in shown], TEXT, GAP - 2, bold=True)
    dates = (
        [] if frame.date_y is None else those_that_fit([date_of(s, axis, frame) for s in shown], TEXT, GAP, bold=False)
    )
    return Heads(
        lines=uprights((x, top, foot) for x in done for top, foot in frame.lines),
        needles=needles(((x, frame.needle_y) for x in done), NEEDLE_WIDTH, NEEDLE_HEIGHT),
        next_lines=uprights((x, top, foot) for x in ahead for top, foot in frame.lines),
        next_needles=needles(((x, frame.needle_y) for x in ahead), NEEDLE_WIDTH, NEEDLE_HEIGHT),
        names=tuple(names),
        dates=tuple(dates),
        notes=notes(marks, names, dates, frame, in_full=in_full),
    )


def name_of(session: SessionMark, axis: DayAxis, frame: Frame) -> Label:
    if session.is_next:
        return Label(axis.left(session.day), frame.name_y, session.name, anchor="middle")
    return Label(axis.left(session.day) - NEEDLE_WIDTH / 2, frame.name_y, session.name)


def number_of(session: SessionMark, axis: DayAxis, frame: Frame) -> Label:
    return Label(axis.left(session.day), frame.name_y, str(session.number), anchor="middle")


def date_of(session: SessionMark, axis: DayAxis, frame: Frame) -> Label:
    y = frame.date_y or 0
    if session.is_next:
        return Label(axis.left(session.day), y, session.date, anchor="middle")
    return Label(axis.left(session.day) - NEEDLE_WIDTH / 2, y, session.date)


def notes(
    marks: CourseMarks, names: Sequence[Label], dates: Sequence[Label], frame: Frame, *, in_full: bool
) -> tuple[Label, ...]:
    """What stands above the days before the first session, as far as there is room, and what bare numbers count."""
    if frame.date_y is None:
        return ()
    counted = () if in_full else (Label(frame.level_x, frame.name_y, marks.rows.sessions, anchor="end"),)
    for words in filter(None, (marks.rows.before, marks.rows.before_short)):
        name = Label(frame.left, frame.name_y, words)
        date = Label(frame.left, frame.date_y, marks.rows.before_date)
        if all_fit([name, *names[:1]], TEXT, GAP, bold=False) and all_fit([date, *dates[:1]], TEXT, GAP, bold=False):
            return (name, date, *counted)
        if words == marks.rows.before_short and all_fit([name, *names[:1]], TEXT, GAP, bold=False):
            return (name, *counted)
    return counted
