"""How far pain fell from the three days before a session, and when it came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from diary.text import Text
from diary.trends.length import Length
from diary.trends.series import Observed, Series, Treatment
from diary.trends.stats import at_or_above, at_or_below, mean, theil_sen_slope

FEWEST_BEFORE = 2
FEWEST_AFTER = 3
LOWEST_LEVEL = 3.0
LAST_DAY = 7
FLARE_POINTS = 2.0
FLARE_LAST_DAY = 3


@dataclass(frozen=True, kw_only=True)
class Response:
    """One session's drop against the level just before it.

    Drops and depth are shares of that level; ``rebound`` is the days from onset until pain was back.
    """

    pre_session: float | None = None
    onset: int | None = None
    mean_drop: float | None = None
    nadir: float | None = None
    nadir_day: int | None = None
    depth: float | None = None
    rebound: Length | None = None
    flare: bool | None = None
    reason: Text | None = None


def response_of(series: Series, treatment: Treatment) -> Response:
    """The response to one session, as far as the entries around it allow."""
    before = series.after(treatment.day, -3, -1)
    if treatment.since_previous is not None and treatment.since_previous < 3:
        return Response(reason=Text("previous session less than 3 days before"))
    if len(before) < FEWEST_BEFORE:
        return Response(reason=Text("too few entries: %(n)s of the 3 days before", n=len(before)))
    level = mean([pain for _, pain in before])
    if not at_or_above(level, LOWEST_LEVEL):
        return Response(pre_session=level, reason=Text("level before the session below 3"))
    entries = series.after(treatment.day, 1, _last_day(treatment))
    if len(entries) < FEWEST_AFTER:
        return Response(pre_session=level, reason=Text("too few entries: %(n)s after the session", n=len(entries)))
    return _measured(level, entries, series, treatment)


def _last_day(treatment: Treatment) -> int:
    return LAST_DAY if treatment.last_offset is None else min(LAST_DAY, treatment.last_offset)


def _measured(level: float, entries: Sequence[Observed], series: Series, treatment: Treatment) -> Response:
    nadir_day, nadir = min(entries, key=lambda entry: (entry[1], entry[0]))
    onset = _onset(entries, level)
    return Response(
        pre_session=level,
        onset=onset,
        mean_drop=mean([(level - pain) / level for _, pain in entries]),
        nadir=nadir,
        nadir_day=nadir_day,
        depth=(level - nadir) / level,
        rebound=None if onset is None else _rebound(entries, level, onset, _final_day(series, treatment)),
        flare=_flare(series, treatment, level),
        reason=Text("no sustained drop") if onset is None else None,
    )


def _onset(entries: Sequence[Observed], level: float) -> int | None:
    """The first day at least 30 % down whose next entry is too."""
    for (day, pain), (_, next_pain) in pairwise(entries):
        if at_or_below(pain, 0.7 * level) and at_or_below(next_pain, 0.7 * level):
            return day
    return None


def _final_day(series: Series, treatment: Treatment) -> int | None:
    """The day of the last entry before the next session; None while there is no next session."""
    if treatment.last_offset is None:
        return None
    entries = series.after(treatment.day, 0, treatment.last_offset)
    return entries[-1][0] if entries else None


def _rebound(entries: Sequence[Observed], level: float, onset: int, final_day: int | None) -> Length:
    """From onset to the first entry back at 80 % of the level that the next entry, or the next session, confirms."""
    run = [(day, at_or_above(pain, 0.8 * level)) for day, pain in entries if day >= onset]
    last_below = onset
    for index, (day, back) in enumerate(run):
        confirmed = run[index + 1][1] if index + 1 < len(run) else day == final_day
        if back and confirmed:
            return Length(last_below - onset + 1, day - onset)
        if not back:
            last_below = day
    return Length(last_below - onset + 1, None)


def _flare(series: Series, treatment: Treatment, level: float) -> bool:
    """Two points and more above the level on two entries running, in the first three days.

    A measured session is always followed by three days and more of its own, so none of the next one's is looked at.
    """
    high = [at_or_above(pain, level + FLARE_POINTS) for _, pain in series.after(treatment.day, 0, FLARE_LAST_DAY)]
    return any(first and second for first, second in pairwise(high))


def slope_before_sessions(levels: Sequence[float | None]) -> float | None:
    """How the level before the sessions moves, in points per session; needs four of them.

    Args:
        levels: One per session, in order; None where it is not known.
    """
    known = [(number, level) for number, level in enumerate(levels) if level is not None]
    return theil_sen_slope(known) if len(known) >= 4 else None


def direction_before_sessions(levels: Sequence[float | None]) -> Text | None:
    """The same in words; needs five levels."""
    slope = slope_before_sessions(levels)
    if slope is None or len([level for level in levels if level is not None]) < 5:
        return None
    if at_or_below(slope, -0.3):
        return Text("falling")
    if at_or_above(slope, 0.3):
        return Text("rising")
    return Text("about the same")
