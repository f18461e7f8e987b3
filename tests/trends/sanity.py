"""What must hold of the JSON of any diary whatever."""

from typing import Any

Json = dict[str, Any]

STATES = {None, "insufficient", "worse", "little change", "moderate", "substantial"}
KINDS = {None, "sustained", "single", "none", "unknown", "pending"}
ENDS = {None, "above", "gap", "next_session", "open"}


def assert_sane(summary: Json) -> None:
    """The shape is whole, numbers lie in their ranges, and each null has a reason beside it."""
    assert list(summary) == [
        "baseline",
        "recent",
        "sessions",
        "slope_pre_session",
        "sessions_to_response",
        "headline",
        "basis",
    ]
    assert_sane_baseline(summary["baseline"])
    assert_sane_level(summary["recent"], most=7)
    for number, result in enumerate(summary["sessions"], 1):
        assert list(result) == ["number", "date", "week", "relief", "response"]
        assert result["number"] == number
        assert_sane_level(result["week"], most=7)
        assert_sane_week(result["week"])
        assert_sane_relief(result["relief"])
        assert_sane_response(result["response"])
    assert_sane_counts(summary)
    assert summary["headline"]
    assert summary["basis"].endswith(".")
    assert_no_minus_zero(summary)


def assert_sane_baseline(baseline: Json) -> None:
    assert (baseline["mean"] is None) == (baseline["kind"] is None)
    assert ("reason" in baseline) == (baseline["kind"] is None)
    assert baseline["kind"] is None or (4 <= baseline["n"] <= 7 and 0 <= baseline["mean"] <= 10)


def assert_sane_level(level: Json, most: int) -> None:
    assert 0 <= level["n"] <= most
    assert level["mean"] is None or (level["n"] >= 4 and 0 <= level["mean"] <= 10)
    assert level["points"] is None or (level["mean"] is not None and -10 <= level["points"] <= 10)
    assert level["percent"] is None or (level["points"] is not None and level["percent"] <= 100)
    assert level["percent"] is None or (level["percent"] > 0) <= (level["points"] > 0)
    assert ("reason" in level) == (level["percent"] is None)


def assert_sane_week(week: Json) -> None:
    assert week["state"] in STATES
    assert (week["state"] == "insufficient") == (week["mean"] is None)
    assert (week["percent"] is None) == (week["state"] in {None, "insufficient"})


def assert_sane_relief(relief: Json) -> None:
    assert relief["kind"] in KINDS
    assert relief["end"] in ENDS
    assert ("reason" in relief) == (relief["kind"] in {None, "unknown", "pending"})
    assert (relief["end"] is not None) == (relief["kind"] == "sustained")
    lasting = relief["kind"] in {"sustained", "single"}
    assert (relief["start"] is not None) == (relief["lo"] is not None) == lasting
    if lasting:
        assert 0 <= relief["start"] <= 3
        assert relief["lo"] >= (2 if relief["kind"] == "sustained" else 1)
        assert relief["hi"] is None or relief["lo"] <= relief["hi"]


def assert_sane_response(response: Json) -> None:
    measured = response["mean_drop"] is not None
    assert response["pre_session"] is None or 0 <= response["pre_session"] <= 10
    assert (response["nadir"] is not None) == (response["nadir_day"] is not None) == measured
    assert (response["flare"] is not None) == measured
    assert (response["onset"] is not None) == (response["rebound"] is not None)
    assert ("reason" in response) == (response["onset"] is None)
    if measured:
        assert response["pre_session"] >= 3
        assert response["mean_drop"] <= 1
        assert 0 <= response["nadir"] <= 10
        assert 1 <= response["nadir_day"] <= 7
    if response["rebound"] is not None:
        assert 1 <= response["onset"] <= 6
        lo, hi = response["rebound"]["lo"], response["rebound"]["hi"]
        assert lo >= 1
        assert hi is None or lo <= hi


def assert_sane_counts(summary: Json) -> None:
    levels = [result["response"]["pre_session"] for result in summary["sessions"]]
    assert (summary["slope_pre_session"] is not None) == (len([level for level in levels if level is not None]) >= 4)
    at_30, at_50 = summary["sessions_to_response"]["30"], summary["sessions_to_response"]["50"]
    assert list(summary["sessions_to_response"]) == ["30", "50"]
    assert at_30 is None or 1 <= at_30 < len(levels)
    assert at_50 is None or at_30 <= at_50 < len(levels)


def assert_no_minus_zero(value: Any) -> None:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            assert_no_minus_zero(each)
    assert str(value) != "-0.0"
