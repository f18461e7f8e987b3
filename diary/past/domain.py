"""The days that a patient looks back on, newest first: rules without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Literal

from diary.days import diary_day
from diary.entries.values import EarlierSave
from diary.past.values import Changed, DayPage, DayRow, PastArea

A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)
SHOWN = timedelta(weeks=16)  # a little less than a phone keeps
WEEKDAYS = tuple(date(2023, 12, 31) + n * A_DAY for n in range(7))  # any Sunday to Saturday, for their names


@dataclass(frozen=True, kw_only=True)
class Past:
    """All that the patient may look back on, on one day."""

    today: date
    enrolled_on: date
    areas: Sequence[PastArea]

    @property
    def names(self) -> list[str]:
        """Of the areas."""
        return [area.name for area in self.areas]

    @property
    def earliest(self) -> date:
        """No day before this one is shown."""
        return self.today - SHOWN + A_DAY

    @cached_property
    def is_open(self) -> bool:
        """At least one course runs, so days can be filled in."""
        return any(area.until is None for area in self.areas)

    @cached_property
    def answered(self) -> list[date]:
        return sorted({day for area in self.areas for day in area.entries})

    @cached_property
    def span(self) -> tuple[date, date]:
        """The first and last day of the list; an ended course ends it."""
        ends = [area.until for area in self.areas if area.until]
        last = self.today if self.is_open else min([self.today, *ends])
        first = min([self.enrolled_on, *self.answered])
        return max(first, self.earliest), max([last, *self.answered])

    @cached_property
    def rows(self) -> list[DayRow]:
        """Every day from the last to the first; none before the first answer."""
        if not self.answered:
            return []
        first, last = self.span
        return [self.row(last - timedelta(days=n)) for n in range((last - first).days + 1)]

    def row(self, day: date) -> DayRow:
        said = tuple(area.said(day) for area in self.areas)
        numbers = [area.numbers[day] for area in self.areas if day in area.numbers]
        fills = None if any(said[:1]) else self.open_day(day)
        return DayRow(day=day, session=next(iter(numbers), None), said=said, fills=fills)

    def open_day(self, day: date) -> Literal["today", "yesterday"] | None:
        """Which of the two days that still take a number this is, if it is one."""
        if self.is_open and day == self.today:
            return "today"
        return "yesterday" if self.is_open and self.enrolled_on <= day == self.today - A_DAY else None

    def takes_number(self, day: date) -> bool:
        """Today, and yesterday from the enrolment on, as long as a course runs."""
        return self.open_day(day) is not None

    @property
    def line(self) -> str | None:
        """What is to be said above the list; the words are `words.LINES`."""
        if not self.answered:
            return "first"
        return None if self.is_open else "ended"

    @property
    def this_week(self) -> date:
        return week_start(self.today)

    @property
    def last_week(self) -> date:
        return self.this_week - A_WEEK

    def page(self, day: date, histories: Sequence[Sequence[EarlierSave]]) -> DayPage:
        """One day in full.

        Args:
            day: Any day.
            histories: What was saved for it, for each area, the newest first.
        """
        return DayPage(
            row=self.row(day),
            entries=tuple(area.entries.get(day) for area in self.areas),
            changed=tuple(changed(saves) for saves in histories),
            line=self.line_of(day),
            can=self.can(day),
        )

    def line_of(self, day: date) -> str | None:
        """Why nothing can be filled in, if so; the words are `words.DAY_LINES`."""
        if day < self.earliest:
            return "older"
        if day > self.today:
            return "future"
        if not self.is_open:
            return "ended" if self.areas else "not_started"
        return None if self.takes_number(day) else "closed"

    def can(self, day: date) -> str | None:
        """What the page of a day offers: to change its answers, to fill it in, or to add what happened, without a number."""
        if self.takes_number(day):
            return "change" if self.areas[0].entries.get(day) else "fill"
        if not self.is_open or not max(self.enrolled_on, self.earliest) <= day <= self.today:
            return None
        entry = self.areas[0].entries.get(day)
        return "add" if entry is None or entry.pain is None else None  # a save from memory would displace the number

    @property
    def weeks(self) -> list[tuple[date, list[DayRow]]]:
        """The rows by week, each with the Sunday that it begins on."""
        return [(start, list(rows)) for start, rows in groupby(self.rows, lambda row: week_start(row.day))]

    @property
    def months(self) -> list[tuple[date, list[list[DayRow | None]]]]:
        """The rows by month, the newest month first; in it weeks from Sunday to Saturday, in order."""
        by_month = groupby(self.rows, lambda row: row.day.replace(day=1))
        return [(first, weeks_in({row.day: row for row in rows})) for first, rows in by_month]


def changed(saves: Sequence[EarlierSave]) -> Changed | None:
    """Of the saves of one day, the newest first; a day that was saved once has not changed."""
    if len(saves) < 2:
        return None
    return Changed(on=diary_day(saves[0].corrected_at, saves[0].zone), first=saves[-1].pain)


def weeks_in(rows: Mapping[date, DayRow]) -> list[list[DayRow | None]]:
    """One month as a calendar shows it: places of other months are empty."""
    first = week_start(min(rows))
    weeks = (week_start(max(rows)) - first).days // 7 + 1
    return [[rows.get(first + week * A_WEEK + day * A_DAY) for day in range(7)] for week in range(weeks)]


def week_start(day: date) -> date:
    """The Sunday that its week begins on."""
    return day - timedelta(days=day.isoweekday() % 7)
