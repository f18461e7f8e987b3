"""How high the pain is: before the course, in the week after each session, in the last seven days."""

from dataclasses import dataclass
from typing import Literal

from diary.text import Text
from diary.trends.series import Series, Treatment
from diary.trends.stats import at_or_above, at_or_below, mean

# 4 random days of a complete week miss its mean by more than a point in 1 to 1.5 % of weeks, 3 days in 2.6 to 4.2 %.
ENOUGH = 4
SHORTEST_WEEK = 5
LOWEST_FOR_PERCENT = 3.0

BaselineKind = Literal["observed", "observed_14", "intake"]
State = Literal["insufficient", "worse", "little change", "moderate", "substantial"]

STATE_WORDS: dict[State, Text] = {
    "insufficient": Text("insufficient"),
    "worse": Text("worse"),
    "little change": Text("little change"),
    "moderate": Text("moderate"),
    "substantial": Text("substantial"),
}


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """The level before the first session.

    ``n`` counts the days behind the mean; without a mean of the diary's own days, the days kept of the seven before.
    """

    kind: BaselineKind | None = None
    mean: float | None = None
    n: int = 0
    reason: Text | None = None

    @property
    def obstacle(self) -> Text | None:
        """Why no percent, state or relief is given, in a few words; None when nothing stands in the way."""
        if self.mean is None:
            return Text("no baseline")
        if self.kind == "intake":
            return Text("baseline from intake")
        if not at_or_above(self.mean, LOWEST_FOR_PERCENT):
            return Text("baseline below 3")
        return None

    @property
    def comparable(self) -> float | None:
        """The mean, when percents, states and relief may be taken from it."""
        return self.mean if self.obstacle is None else None

    def below(self, percent: int) -> float | None:
        """The line so many percent under the baseline."""
        return None if self.comparable is None else self.comparable * (100 - percent) / 100

    def points_down_to(self, level: float) -> float | None:
        """How many points a level lies below the baseline."""
        return None if self.mean is None else self.mean - level

    def percent_down_to(self, level: float) -> float | None:
        """How many percent a level lies below the baseline."""
        return None if self.comparable is None else 100 * (self.comparable - level) / self.comparable


@dataclass(frozen=True, kw_only=True)
class Level:
    """An average against the baseline; a positive change is an improvement."""

    n: int
    mean: float | None = None
    percent: float | None = None
    points: float | None = None
    reason: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Week(Level):
    """The week after a session; ``days`` is how long it was or will be before the next one."""

    days: int
    complete: bool
    state: State | None = None


def baseline_of(series: Series, first: Treatment | None, intake: float | None) -> Baseline:
    """The mean of the seven days before the first session, or the nearest thing to it that is honest."""
    if first is None:
        return Baseline(reason=Text("no session yet"))
    week = series.between(first.day - 7, first.day - 1)
    latest = series.between(first.day - 14, first.day - 1)[-7:]
    if len(week) >= ENOUGH:
        return Baseline(kind="observed", mean=mean(week), n=len(week))
    if len(latest) >= ENOUGH:
        return Baseline(kind="observed_14", mean=mean(latest), n=len(latest))
    reason = Text("%(n)s of 7", n=len(week))
    if intake is not None:
        return Baseline(kind="intake", mean=intake, n=len(week), reason=reason)
    return Baseline(n=len(week), reason=reason)


def recent_of(series: Series, baseline: Baseline) -> Level:
    """The last seven days that count."""
    pains = series.between(series.as_of - 6, series.as_of)
    if len(pains) < ENOUGH:
        return Level(n=len(pains), reason=Text("too few entries: %(n)s of the last 7 days", n=len(pains)))
    level = mean(pains)
    return Level(
        n=len(pains),
        mean=level,
        percent=baseline.percent_down_to(level),
        points=baseline.points_down_to(level),
        reason=baseline.obstacle,
    )


def week_of(series: Series, treatment: Treatment, baseline: Baseline) -> Week:
    """The week after one session: up to seven days, never past the day before the next."""
    days = min(7, treatment.until_next or 7)
    last = treatment.day + days - 1
    complete = last <= series.as_of
    pains = series.between(treatment.day, last)
    if days < SHORTEST_WEEK or len(pains) < ENOUGH:
        return Week(n=len(pains), days=days, complete=complete, state="insufficient", reason=_thin(len(pains), days))
    level = mean(pains)
    return Week(
        n=len(pains),
        days=days,
        complete=complete,
        mean=level,
        percent=baseline.percent_down_to(level),
        points=baseline.points_down_to(level),
        state=_state(level, baseline.comparable),
        reason=baseline.obstacle,
    )


def _thin(kept: int, days: int) -> Text:
    if days == 7:
        return Text("insufficient %(n)s/7", n=kept)
    return Text.plural(
        "insufficient %(kept)s/7: the next session came after %(n)s day",
        "insufficient %(kept)s/7: the next session came after %(n)s days",
        days,
        kept=kept,
    )


def _state(level: float, baseline: float | None) -> State | None:
    """What a week's mean amounts to (Dworkin 2008, J Pain 9:105)."""
    if baseline is None:
        return None
    if at_or_above(level, 1.3 * baseline) and at_or_above(level, baseline + 2):
        return "worse"
    if at_or_below(level, 0.5 * baseline):
        return "substantial"
    if at_or_below(level, 0.7 * baseline):
        return "moderate"
    return "little change"
