"""Diaries written as people draw them: one value a day, a dash for a missing one, a bar between weeks."""

from datetime import date, timedelta
from typing import NamedTuple

from diary.trends.summary import Summary, summarise

FIRST_DAY = date(2026, 10, 9)


class Diary(NamedTuple):
    """A series and the days of its sessions, both counted from the first day."""

    series: str
    sessions: tuple[int, ...]

    @property
    def values(self) -> list[float | None]:
        return [None if word == "–" else float(word) for word in self.series.replace("│", " ").split()]

    @property
    def scores(self) -> dict[date, float]:
        return {day(offset): pain for offset, pain in enumerate(self.values) if pain is not None}

    @property
    def session_days(self) -> list[date]:
        return [day(offset) for offset in self.sessions]

    @property
    def last_day(self) -> date:
        return day(len(self.values) - 1)

    def summary(self, *, as_of: int | None = None, intake: float | None = None, today: int | None = None) -> Summary:
        """What it adds up to on its last day, or on the day given."""
        last = self.last_day if as_of is None else day(as_of)
        under_way = None if today is None else day(today)
        return summarise(self.scores, self.session_days, as_of=last, intake=intake, today=under_way)


def day(offset: int) -> date:
    """A day counted from the first one."""
    return FIRST_DAY + timedelta(days=offset)


def week_of(level: float) -> str:
    """Seven days at one level."""
    return " ".join([str(level)] * 7)


def after_week_of(level: float, series: str, *more: int) -> Diary:
    """A week at one level, a session on day 7, the days after it; more sessions if wanted."""
    return Diary(f"{week_of(level)} │ {series}", (7, *more))


WORKING = Diary(
    "7 6 7 7 – 8 7 │ 5 3 3 5 6 7 7 │ 4 3 3 3 5 6 6 │ 4 2 2 2 3 – 5 │ 3 2 1 2 2 2 3",
    (7, 14, 21, 28),
)
NO_RESPONSE = Diary("6 6 5 6 7 6 6 │ 6 6 7 6 6 5 6 │ 6 7 6 6 6 6 6", (7, 14))
SPARSE = Diary("8 – – 7 – – 8 │ 4 – – – – 7 7", (7,))
FLOOR = Diary("2 2 3 2 2 2 2 │ 1 1 1 1 2 2 2", (7,))
GAP = Diary("6 6 6 6 6 6 6 │ 4 3 3 – – 6 6", (7,))
FLARE = Diary("6 6 6 6 6 6 6 │ 9 9 8 7 6 6 5", (7,))
ZIGZAG = Diary("8 8 8 8 8 8 8 │ 7 5 8 5 8 5 8", (7,))
COURSE = Diary(
    "7 7 8 7 6 7 7 │ 4 6 7 7 7 – 7 │ 4 4 6 6 7 – – │ 3 4 6 7 6 6 6 │ 3 3 – 4 6 6 6 │ 3 2 3 4 4 6 6",
    (7, 14, 21, 28, 35),
)
EVERY_DIARY = {
    "A": WORKING,
    "B no response": NO_RESPONSE,
    "C sparse": SPARSE,
    "D floor": FLOOR,
    "E gap": GAP,
    "F flare": FLARE,
    "G zigzag": ZIGZAG,
    "H course": COURSE,
}
