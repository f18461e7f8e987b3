"""Reading a diary and its session days from CSV files: every bad row is named, none is guessed."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from diary.errors import DiaryError
from diary.text import Text

Value = TypeVar("Value")

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
LONGEST_SHOWN = 60


class BadFile(DiaryError):
    """A file cannot be read as a diary; ``faults`` says where and why, one sentence each."""

    code = "bad_file"

    def __init__(self, faults: list[str]) -> None:
        super().__init__(Text("The file cannot be read."))
        self.faults = faults


class Cell(NamedTuple):
    """One value and where it stands."""

    file: str
    line: int
    column: str
    value: str

    def fault(self, problem: object) -> str:
        """The sentence that names the place, the value and what is wrong with it."""
        shown = self.value if len(self.value) <= LONGEST_SHOWN else self.value[:LONGEST_SHOWN] + "…"
        return f"{self.file}, line {self.line}, column {self.column}: {shown!r} {problem}"


def read_scores(content: bytes, name: str) -> dict[date, float]:
    """The score of each day, from a file with the columns ``date`` and ``pain``.

    Args:
        content: The file as it is: UTF-8, with or without a byte order mark.
        name: What messages call it.

    Raises:
        BadFile: With every bad row: line, column and value.
    """
    faults: list[str] = []
    scores: dict[date, float] = {}
    first_lines: dict[date, int] = {}
    for row in _rows(content, name, ("date", "pain")):
        day = _day(row["date"], first_lines, faults)
        pain = _value(row["pain"], parse_pain, faults)
        if day is not None and pain is not None:
            scores[day] = pain
    if faults:
        raise BadFile(faults)
    return scores


def read_days(content: bytes, name: str) -> list[date]:
    """The days in a file with the column ``date``; takes and raises what `read_scores` does."""
    faults: list[str] = []
    first_lines: dict[date, int] = {}
    for row in _rows(content, name, ("date",)):
        _day(row["date"], first_lines, faults)
    if faults:
        raise BadFile(faults)
    return list(first_lines)


def parse_day(value: str) -> date:
    """A calendar day as year, month and day: 2026-10-16."""
    if not DAY.fullmatch(value):
        raise ValueError("is not a date such as 2026-10-16")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a day of the calendar") from None


def parse_pain(value: str) -> float:
    """A score from 0 to 10, whole or a day's mean."""
    if not value:
        raise ValueError("is not a number from 0 to 10; leave the line out for a day without an entry")
    if not NUMBER.fullmatch(value) or not 0 <= float(value) <= 10:
        raise ValueError("is not a number from 0 to 10")
    return float(value) + 0.0  # no minus sign on a zero


def _value(cell: Cell, parse: Callable[[str], Value], faults: list[str]) -> Value | None:
    try:
        return parse(cell.value)
    except ValueError as problem:
        faults.append(cell.fault(problem))
        return None


def _day(cell: Cell, first_lines: dict[date, int], faults: list[str]) -> date | None:
    """The day of a row; one that stands twice is a fault, not an average."""
    day = _value(cell, parse_day, faults)
    if day in first_lines:
        faults.append(cell.fault(f"stands twice, first on line {first_lines[day]}"))
    elif day is not None:
        first_lines[day] = cell.line
    return day


def _rows(content: bytes, name: str, columns: tuple[str, ...]) -> Iterator[dict[str, Cell]]:
    """The rows under the header, by column; blank lines and other columns are passed over."""
    records = _records(_decoded(content, name), name)
    header = next(records, None)
    if header is None:
        raise BadFile([f"{name}: the file is empty; its first line must name the columns {', '.join(columns)}"])
    places = _places(columns, *header, name)
    for line, record in records:
        yield {
            column: Cell(name, line, column, record[place] if place < len(record) else "")
            for column, place in places.items()
        }


def _places(columns: tuple[str, ...], line: int, header: list[str], name: str) -> dict[str, int]:
    """Where each column stands, told from the first line."""
    faults = [
        f"{name}, line {line}, column {column}: {_column_fault(column, header)}"
        for column in columns
        if header.count(column) != 1
    ]
    if faults:
        raise BadFile(faults)
    return {column: header.index(column) for column in columns}


def _column_fault(column: str, header: list[str]) -> str:
    if column in header:
        return "stands twice"
    return f"is missing; the first line has {', '.join(header)[:LONGEST_SHOWN]!r}"


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold anything, each with the number of the line it starts on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for record in reader:
            cells = [cell.strip() for cell in record]
            if any(cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as problem:
        raise BadFile([f"{name}, line {start}: cannot be read as CSV ({problem})"]) from None


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise BadFile([f"{name}, line {line}: is not UTF-8 text; save the file as UTF-8"]) from None
