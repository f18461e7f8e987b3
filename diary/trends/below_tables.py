"""What stands under the tables: adherence, sessions to response, the level before the sessions, PEG."""

from diary.text import Text
from diary.trends.adherence import Adherence
from diary.trends.facts import Facts
from diary.trends.notes import peg_scores
from diary.trends.summary import Summary
from diary.trends.weekly import peg_change_counts


def kept_said(kept: Adherence) -> list[Text]:
    """Adherence: counts first, percent second."""
    counts = Text(
        "Of %(days)s days: %(on_time)s on time, %(late)s late, %(paper)s on paper, %(recalled)s from memory, %(missing)s without an entry.",
        days=kept.expected,
        on_time=kept.on_time,
        late=kept.late,
        paper=kept.paper,
        recalled=kept.recalled,
        missing=kept.missing,
    )
    if kept.percent_on_time is None or kept.percent_kept is None:
        return [counts]
    slots = {"on_time": round(kept.percent_on_time), "kept": round(kept.percent_kept)}
    return [counts, Text("On time %(on_time)s%%, on time or late %(kept)s%%.", **slots)]


def response_said(summary: Summary) -> list[Text]:
    if summary.baseline.comparable is None or not summary.sessions:
        return []
    return [
        reached_said(percent, reached, len(summary.sessions))
        for percent, reached in summary.sessions_to_response.items()
    ]


def reached_said(percent: int, reached: int | None, sessions: int) -> Text:
    """After how many sessions two weeks running were so much lower."""
    if reached is None:
        return Text.plural(
            "%(pct)s%% lower two weeks running: not yet (%(n)s session).",
            "%(pct)s%% lower two weeks running: not yet (%(n)s sessions).",
            sessions,
            pct=percent,
        )
    return Text("%(pct)s%% lower two weeks running: from session %(n)s on.", pct=percent, n=reached)


def level_said(summary: Summary) -> list[Text]:
    """How the level before the sessions moves."""
    if summary.slope_pre_session is None:
        return []
    slope = f"{summary.slope_pre_session:+.2f}".replace("-", "−")
    if summary.direction is None:
        return [Text("Level before the sessions: %(slope)s points a session.", slope=slope)]
    return [
        Text(
            "Level before the sessions: %(direction)s, %(slope)s points a session.",
            direction=summary.direction,
            slope=slope,
        )
    ]


def peg_said(facts: Facts) -> list[Text]:
    """The first PEG score that belongs to a session against the last, and whether the change is large enough to count."""
    scores = [score for score in peg_scores(facts) if score is not None]
    if len(scores) < 2:
        return []
    first, last = scores[0], scores[-1]
    slots = {"first": f"{first:.1f}", "last": f"{last:.1f}"}
    if peg_change_counts(first, last):
        return [Text("PEG from %(first)s to %(last)s: at least 1 point and 30%%.", **slots)]
    return [Text("PEG from %(first)s to %(last)s: less than 1 point or 30%%.", **slots)]
