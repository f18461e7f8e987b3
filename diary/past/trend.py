"""What the trend shows of one area: the numbers as they stood on a day, and the days as they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from diary.charts.marks import DayMark
from diary.charts.own import OwnFigure, own_figure
from diary.entries.values import DayEntry
from diary.past.domain import A_DAY, Past
from diary.past.values import DayRow, PastArea
from diary.trends.facts import before_session, counted, scores_of
from diary.trends.level import ENOUGH
from diary.trends.own import OwnTrend, level_words

DRAWN = timedelta(days=63)


@dataclass(frozen=True, kw_only=True)
class TrendView:
    """One area's trend. `few` counts the days when they are too few; `old` says that the numbers are not yesterday's."""

    area: str
    trend: OwnTrend
    first: date
    last: date
    few: int | None
    yesterday: int | None
    old: bool
    figure: OwnFigure
    rows: Sequence[DayRow]

    @property
    def headline(self) -> str:
        return self.trend.headline if self.few is None else "few"

    @property
    def before(self) -> str:
        """The level before the first session, in figures; nothing when it is not known."""
        return "" if self.trend.before is None else level_words(self.trend.before)

    @property
    def last_7(self) -> str:
        return "" if self.trend.last is None else level_words(self.trend.last)

    @property
    def longest(self) -> int:
        """How many days the bars have room for."""
        return max([7, *(relief.lo or 0 for relief in self.trend.reliefs)])


def trend_view(past: Past, area: PastArea, trend: OwnTrend) -> TrendView:
    """The trend of one area, drawn up to today, or to the day on which its course ended."""
    last = max([min(past.today, area.until or past.today), *area.entries])
    first = max(trend.first, last - DRAWN + A_DAY)
    entries = [entry for day, entry in area.entries.items() if first <= day <= last]
    scores = scores_of(counted(entries, area.sessions_at))
    few = None if len(scores) >= ENOUGH else len(scores)
    as_of = min(past.today - A_DAY, area.until or past.today)
    figure = own_figure(
        [day_mark(entry, area) for entry in entries],
        [(number, day) for day, number in area.numbers.items()],
        first=first,
        end=last + A_DAY,
        as_of=as_of,
        start=trend.before,
    )
    yesterday = scores.get(past.today - A_DAY) if area.until is None else None
    return TrendView(
        area=area.name,
        trend=trend,
        first=first,
        last=last,
        few=few,
        yesterday=None if yesterday is None else round(yesterday),
        old=trend.as_of < past.today - 2 * A_DAY,
        figure=figure if few is None else replace(figure, pain=replace(figure.pain, line="")),
        rows=[row_of(last - timedelta(days=n), area) for n in range((last - first).days + 1)],
    )


def day_mark(entry: DayEntry, area: PastArea) -> DayMark:
    return DayMark(
        day=entry.day,
        pain=None if entry.pain is None else float(entry.pain),
        late=entry.stamp == "late",
        paper=entry.source == "paper",
        before_session=before_session(entry, area.sessions_at),
    )


def row_of(day: date, area: PastArea) -> DayRow:
    return DayRow(day=day, session=area.numbers.get(day), said=(area.said(day),), fills=None)
