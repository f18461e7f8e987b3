"""A copy as one table: a line for each answer and each fact, which any spreadsheet opens."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import StringIO

from diary.export.values import Item, Value

COLUMNS = ("kind", "day", "saved_at_utc", "zone", "about", "by", "source", "stamp", "shown", "field", "value", "id")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")  # full-width twins too


def csv_of(items: Iterable[Item]) -> str:
    """The table as RFC 4180 has it, with the byte order mark by which spreadsheets know UTF-8.

    Source of the guard against formulas: OWASP ASVS 5.0, 1.2.10.
    """
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in line] for item in items for line in lines_of(item))
    return "\ufeff" + file.getvalue()


def lines_of(item: Item) -> Iterator[tuple[Value, ...]]:
    whole = (item.kind, item.day, item.at, item.zone, str(item.about), item.by, item.source, item.stamp, item.is_shown)
    for name, value in item.fields:
        yield *whole, name, value, item.id


def guarded(cell: Value) -> Value:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers, moments are in UTC."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
