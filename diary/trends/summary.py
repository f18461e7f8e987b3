"""Everything one diary adds up to, for one body area, on one day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from diary.text import Text
from diary.trends.basis import basis_of
from diary.trends.headline import headline_of
from diary.trends.level import Baseline, Level, State, Week, baseline_of, recent_of, week_of
from diary.trends.relief import Relief, relief_of
from diary.trends.response import Response, direction_before_sessions, response_of, slope_before_sessions
from diary.trends.series import Series, Treatment, treatments_until
from diary.trends.stats import at_or_below

FROM_WORST: tuple[State | None, ...] = ("worse", "little change", "moderate", "substantial")


@dataclass(frozen=True, kw_only=True)
class SessionResult:
    """What followed one treatment session; ``carry_over`` is how far the level fell to the next one."""

    number: int
    date: date
    week: Week
    relief: Relief
    response: Response
    carry_over: float | None
    sustained: State | None


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A diary in numbers and in two sentences, as it stood on a day."""

    as_of: date
    baseline: Baseline
    line_30: float | None
    line_50: float | None
    recent: Level
    sessions: tuple[SessionResult, ...]
    slope_pre_session: float | None
    direction: Text | None
    sessions_to_response: Mapping[int, int | None]
    headline: tuple[Text, ...]
    basis: Text


def summarise(
    scores: Mapping[date, float],
    sessions: Sequence[date],
    *,
    as_of: date,
    intake: float | None = None,
    closed: bool = False,
    today: date | None = None,
) -> Summary:
    """What a diary adds up to on a day.

    Args:
        scores: The day's average pain, 0 to 10, for the days whose entry counts; a day without one is left out.
        sessions: The days of the treatment sessions, in any order.
        as_of: The last day that counts; later scores and sessions enter nothing.
        intake: Pain on average in the week before intake (PEG item 1), used when the diary holds no baseline.
        closed: The diary ends on that day, so nothing in it is said to go on.
        today: The day under way: it enters no number, but the headline does not call missing what it has.
    """
    series = Series.until(as_of, scores, closed=closed)
    treatments = treatments_until(as_of, sessions)
    baseline = baseline_of(series, treatments[0] if treatments else None, intake)
    recent = recent_of(series, baseline)
    results = _results(series, treatments, baseline)
    levels = [result.response.pre_session for result in results]
    weeks = [result.week for result in results]
    reliefs = [result.relief for result in results]
    return Summary(
        as_of=as_of,
        baseline=baseline,
        line_30=baseline.below(30),
        line_50=baseline.below(50),
        recent=recent,
        sessions=results,
        slope_pre_session=slope_before_sessions(levels),
        direction=direction_before_sessions(levels),
        sessions_to_response={percent: _reached(weeks, baseline.below(percent)) for percent in (30, 50)},
        headline=headline_of(
            series,
            baseline,
            recent,
            reliefs,
            entry_today=today in scores,
            session_today=today in sessions,
        ),
        basis=basis_of(series, baseline, recent),
    )


def _results(series: Series, treatments: Sequence[Treatment], baseline: Baseline) -> tuple[SessionResult, ...]:
    weeks = [week_of(series, treatment, baseline) for treatment in treatments]
    responses = [response_of(series, treatment) for treatment in treatments]
    carried = carry_over([response.pre_session for response in responses])
    held = sustained_states(weeks)
    return tuple(
        SessionResult(
            number=treatment.number,
            date=date.fromordinal(treatment.day),
            week=weeks[index],
            relief=relief_of(series, treatment, baseline),
            response=responses[index],
            carry_over=carried[index],
            sustained=held[index],
        )
        for index, treatment in enumerate(treatments)
    )


def carry_over(levels: Sequence[float | None]) -> list[float | None]:
    """How far each level before a session lies above the next one; the last has none yet."""
    steps = [None if level is None or following is None else level - following for level, following in pairwise(levels)]
    return [*steps, None][: len(levels)]


def sustained_states(weeks: Sequence[Week]) -> list[State | None]:
    """Each week's state if the following week held it: the same or a better one, both complete and valid.

    Getting better does not hold up a `worse`: only another `worse` does.
    """
    held = [week.state if _holds(week, following) else None for week, following in pairwise(weeks)]
    return [*held, None][: len(weeks)]


def _holds(week: Week, following: Week) -> bool:
    if not all(each.complete and each.state in FROM_WORST for each in (week, following)):
        return False
    if week.state == "worse":
        return following.state == "worse"
    return FROM_WORST.index(following.state) >= FROM_WORST.index(week.state)


def _reached(weeks: Sequence[Week], line: float | None) -> int | None:
    """The first session whose week and the following one, both complete, stayed on or under a line."""
    if line is None:
        return None
    under = [week.complete and week.mean is not None and at_or_below(week.mean, line) for week in weeks]
    return next((number for number, (first, second) in enumerate(pairwise(under), 1) if first and second), None)
