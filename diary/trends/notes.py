"""What stands under the figure: PEG, goal, effects and questions, each with something honest when it is empty."""

from dataclasses import dataclass
from datetime import timedelta

from diary.charts.goal import GoalFigure, GoalWeek, goal_figure
from diary.charts.peg import PegFigure, PegPoint, peg_figure
from diary.checks.domain import peg_before
from diary.text import Text
from diary.trends.facts import Facts, Words
from diary.trends.summary import Summary
from diary.trends.weekly import goal_days

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PegNote:
    """The PEG chart and the same in words."""

    figure: PegFigure
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalNote:
    """The goal's chart and the same in words."""

    figure: GoalFigure
    words: str


def peg_scores(facts: Facts) -> list[float | None]:
    """The score that belongs to each session and to the coming visit; None where there is none."""
    visits = [*facts.session_days, *([facts.next_session] if facts.next_session else [])]
    return [peg_before(facts.checks, day) for day in visits]


def peg_note(facts: Facts, words: Words) -> PegNote | None:
    """PEG before each session, the one of the coming visit included; None without any."""
    points = [PegPoint(n, score) for n, score in enumerate(peg_scores(facts), 1)]
    while points and points[-1].score is None:
        points.pop()
    if not points:
        return None
    scores = ", ".join("–" if point.score is None else f"{point.score:.1f}" for point in points)
    return PegNote(
        figure=peg_figure(points),
        words=words.say(Text("PEG before each session: %(scores)s. Lower is better.", scores=scores)),
    )


def goal_note(facts: Facts, summary: Summary, words: Words) -> GoalNote | None:
    """Days the goal was met, in the week before the first session and after each; None when it was never answered."""
    weeks = goal_weeks(facts, summary, words)
    if not any(week.answered for week in weeks):
        return None
    counts = ", ".join(words.say(Text("%(met)s of %(days)s", met=week.met, days=week.answered)) for week in weeks)
    return GoalNote(
        figure=goal_figure(weeks),
        words=words.say(Text("Days the goal was met, week by week: %(counts)s.", counts=counts)),
    )


def goal_weeks(facts: Facts, summary: Summary, words: Words) -> list[GoalWeek]:
    if not summary.sessions:
        return []
    met = {entry.day: entry.goal == "yes" for entry in facts.counted() if entry.goal and entry.day <= facts.as_of}
    first = summary.sessions[0].date
    before = [met[day] for day in sorted(met) if first - WEEK <= day < first]
    after = [GoalWeek(str(result.number), *goal_days(result, met)) for result in summary.sessions]
    return [GoalWeek(words.say(Text("before")), sum(before), len(before)), *after]
