"""The figure in words: the same numbers for those who hear it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from diary.effects.domain import EffectAnswer
from diary.text import Text
from diary.trends.adherence import Adherence
from diary.trends.facts import Words
from diary.trends.findings import Findings
from diary.trends.summary import SessionResult, Summary
from diary.trends.words import relief_words

TALLER = Text("Taller is worse in every row.")


def description(found: Findings, answers: Sequence[EffectAnswer], words: Words) -> list[str]:
    """Sentences that say what the figure shows.

    Args:
        found: What the diary adds up to.
        answers: What its days say of effects.
        words: The reader's language.
    """
    shown = [result for result in found.summary.sessions if found.span.shows(result.date)]
    sentences = [
        *days_said(found, words),
        *weeks_said(found.summary, shown),
        *reliefs_said(shown, words),
        *kept_said(found.kept),
        *effects_said(answers, len(found.facts.sessions)),
        TALLER,
    ]
    return [words.say(sentence) for sentence in sentences]


def days_said(found: Findings, words: Words) -> Iterable[Text]:
    facts, span = found.facts, found.span
    last = span.end - timedelta(days=1)
    yield Text(
        "Daily average pain from %(first)s to %(last)s, 0 to 10.",
        first=words.chart_date(span.first),
        last=words.chart_date(min(last, max(facts.as_of, span.first))),
    )
    if span.hidden:
        yield Text(
            "%(first)s to %(last)s are left out.",
            first=words.chart_date(span.hidden[0]),
            last=words.chart_date(span.hidden[1]),
        )


def weeks_said(summary: Summary, shown: Sequence[SessionResult]) -> Iterable[Text]:
    means = [result.week.mean for result in shown]
    if summary.baseline.mean is not None and summary.baseline.kind != "intake":
        means.insert(0, summary.baseline.mean)
    if any(mean is not None for mean in means):
        yield Text("Week averages %(list)s.", list=", ".join("–" if mean is None else f"{mean:.1f}" for mean in means))


def reliefs_said(shown: Sequence[SessionResult], words: Words) -> Iterable[Text]:
    known = [result for result in shown if result.relief.kind is not None]
    if not known:
        return
    lengths = "; ".join(words.say(relief_words(result.relief)) for result in known)
    if len(known) == 1:
        yield Text("Relief after session %(n)s: %(list)s.", n=known[0].number, list=lengths)
    else:
        yield Text(
            "Relief after sessions %(first)s to %(last)s: %(list)s.",
            first=known[0].number,
            last=known[-1].number,
            list=lengths,
        )


def kept_said(kept: Adherence) -> Iterable[Text]:
    yield Text.plural(
        "No entry on %(missing)s of %(n)s day.",
        "No entry on %(missing)s of %(n)s days.",
        kept.expected,
        missing=kept.missing,
    )
    if kept.late:
        yield Text.plural("%(n)s entry was filled in later.", "%(n)s entries were filled in later.", kept.late)
    if kept.paper:
        yield Text.plural("%(n)s entry was made on paper.", "%(n)s entries were made on paper.", kept.paper)
    if kept.recalled:
        yield Text.plural(
            "%(n)s entry is from memory, without a number.",
            "%(n)s entries are from memory, without numbers.",
            kept.recalled,
        )


def effects_said(answers: Iterable[EffectAnswer], sessions: int) -> Iterable[Text]:
    """After which sessions effects bothered, and after which the most."""
    weights: dict[int, int] = {}
    for answer in answers:
        worst = max(answer.severities.values(), default=0)
        if worst:
            weights[answer.session] = weights.get(answer.session, 0) + worst
    if not weights:
        return
    most = max(weights, key=lambda session: weights[session])
    if set(weights) == set(range(1, sessions + 1)) and len(weights) > 1:
        yield Text("Effects were reported after every session, most after session %(n)s.", n=most)
    elif len(weights) > 1:
        yield Text(
            "Effects were reported after sessions %(list)s, most after session %(n)s.",
            list=", ".join(map(str, sorted(weights))),
            n=most,
        )
    else:
        yield Text("Effects were reported after session %(n)s.", n=most)
