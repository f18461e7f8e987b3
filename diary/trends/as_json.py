"""A summary in the shape that programs read."""

from typing import Any

from diary.text import Text
from diary.trends.length import Length
from diary.trends.level import Baseline, Level, Week
from diary.trends.relief import Relief
from diary.trends.response import Response
from diary.trends.stats import rounded
from diary.trends.summary import SessionResult, Summary

Json = dict[str, Any]


def as_json(summary: Summary) -> Json:
    """The summary as plain values: scores to 4 decimals, percents to 1.

    What cannot be computed is None, with one reason beside it.
    """
    return {
        "baseline": _baseline(summary.baseline),
        "recent": _level(summary.recent),
        "sessions": [_session(result) for result in summary.sessions],
        "slope_pre_session": _four(summary.slope_pre_session),
        "sessions_to_response": {str(percent): k for percent, k in summary.sessions_to_response.items()},
        "headline": " ".join(str(sentence) for sentence in summary.headline),
        "basis": str(summary.basis),
    }


def _baseline(baseline: Baseline) -> Json:
    return {
        "kind": baseline.kind,
        "mean": _four(baseline.mean),
        "n": baseline.n,
        **_reason(baseline.reason),
    }


def _session(result: SessionResult) -> Json:
    return {
        "number": result.number,
        "date": result.date.isoformat(),
        "week": _week(result.week),
        "relief": _relief(result.relief),
        "response": _response(result.response),
    }


def _values(level: Level) -> Json:
    return {
        "mean": _four(level.mean),
        "n": level.n,
        "percent": None if level.percent is None else rounded(level.percent, 1),
        "points": _four(level.points),
    }


def _level(level: Level) -> Json:
    return {**_values(level), **_reason(level.reason)}


def _week(week: Week) -> Json:
    running = {} if week.complete else {"complete": False}
    return {**_values(week), "state": week.state, **running, **_reason(week.reason)}


def _relief(relief: Relief) -> Json:
    return {
        "kind": relief.kind,
        "start": relief.start,
        "lo": relief.lo,
        "hi": relief.hi,
        "end": relief.end,
        **_reason(relief.reason),
    }


def _response(response: Response) -> Json:
    return {
        "pre_session": _four(response.pre_session),
        "onset": response.onset,
        "mean_drop": _four(response.mean_drop),
        "nadir": _score(response.nadir),
        "nadir_day": response.nadir_day,
        "rebound": _length(response.rebound),
        "flare": response.flare,
        **_reason(response.reason),
    }


def _length(length: Length | None) -> Json | None:
    return None if length is None else length._asdict()


def _reason(reason: Text | None) -> Json:
    return {} if reason is None else {"reason": str(reason)}


def _four(value: float | None) -> float | None:
    return None if value is None else rounded(value, 4)


def _score(score: float | None) -> float | int | None:
    """A whole score stays whole, as it was given."""
    return int(score) if score is not None and score == int(score) else _four(score)
