"""What a course's diary adds up to, worked out once for every part of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from diary.trends.adherence import Adherence, adherence, way_of
from diary.trends.facts import Facts
from diary.trends.level import Baseline, baseline_of
from diary.trends.series import Series, Treatment
from diary.trends.span import Span, span_of
from diary.trends.summary import Summary, summarise


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The facts, and all that follows from them; `baseline` is the one that is drawn."""

    facts: Facts
    scores: Mapping[date, float]
    summary: Summary
    baseline: Baseline
    span: Span
    kept: Adherence


def findings_of(facts: Facts) -> Findings:
    scores = facts.scores()
    summary = summarise(
        scores,
        facts.session_days,
        as_of=facts.as_of,
        intake=facts.intake_pain,
        closed=facts.closed_on is not None,
        today=None if facts.closed_on else facts.today,
    )
    baseline = summary.baseline if summary.sessions else coming_baseline(facts, scores)
    span = span_of(facts, baseline)
    ways = {entry.day: way_of(entry.stamp, entry.source) for entry in facts.entries}
    kept = adherence(ways, enrolled=span.first, yesterday=facts.as_of)
    return Findings(facts=facts, scores=scores, summary=summary, baseline=baseline, span=span, kept=kept)


def coming_baseline(facts: Facts, scores: Mapping[date, float]) -> Baseline:
    """Before the first session: what the baseline would be if that session came on the day after the last one that counts."""
    coming = Treatment(number=1, day=facts.as_of.toordinal() + 1, since_previous=None, until_next=None)
    return baseline_of(Series.until(facts.as_of, scores), coming, facts.intake_pain)
