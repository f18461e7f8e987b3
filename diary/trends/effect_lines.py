"""Effects after the sessions, in as few lines as tell them all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diary.effects.domain import EffectAnswer, Report, episodes, reports
from diary.effects.words import BOTHER, NAMES, together
from diary.text import Text
from diary.trends.facts import Facts, Words

SETTLED_IS_SAID_FROM = 2  # quite a bit: what bothered a little needs no all-clear


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectLine:
    """One line of effects: which sessions, and what followed."""

    sessions: str
    words: str


def effect_lines(facts: Facts, answers: Sequence[EffectAnswer], words: Words) -> list[EffectLine]:
    """Effects after the sessions, the worst first."""
    return [effect_line(line, facts, words) for line in reports(episodes(answers))]


def effect_answers(facts: Facts) -> list[EffectAnswer]:
    """What check-ins from the first session on and the answers after each session say of effects."""
    return [*said_in_entries(facts), *said_after_sessions(facts)]


def said_in_entries(facts: Facts) -> Iterator[EffectAnswer]:
    for entry in facts.entries:
        session = facts.session_before(entry)
        if session and (entry.effects or entry.bothered is not None):
            yield EffectAnswer(
                day=entry.day,
                at=entry.corrected_at,
                session=session,
                severities={effect.effect: effect.severity for effect in entry.effects},
                none=entry.bothered is False,
            )


def said_after_sessions(facts: Facts) -> Iterator[EffectAnswer]:
    for answer in facts.after:
        yield EffectAnswer(
            day=answer.day,
            at=answer.corrected_at,
            session=facts.numbers[answer.session_id],
            severities={effect.effect: effect.severity for effect in answer.effects},
            none=answer.none_of_these,
        )


def effect_line(line: Report, facts: Facts, words: Words) -> EffectLine:
    names = [NAMES[effect] if effect != "something_else" else own_words(line, facts) for effect in line.effects]
    slots = {
        "effects": sentence_case(words.say(together(names))),
        "bother": BOTHER[line.worst],
        "days": days_said(line),
    }
    if not line.settled:
        text = Text(
            "%(effects)s, %(bother)s, %(days)s, still there on %(day)s", **slots, day=words.chart_date(line.last_yes)
        )
    elif line.worst >= SETTLED_IS_SAID_FROM:
        text = Text("%(effects)s, %(bother)s, %(days)s, settled", **slots)
    else:
        text = Text("%(effects)s, %(bother)s, %(days)s", **slots)
    return EffectLine(sessions=words.say(sessions_said(line.sessions)), words=words.say(text))


def own_words(line: Report, facts: Facts) -> Text | str:
    """The patient's own name for "something else"."""
    said = [(facts.session_before(entry), entry.effects) for entry in facts.entries]
    said += [(facts.numbers[answer.session_id], answer.effects) for answer in facts.after]
    own = [
        effect.words
        for session, effects in said
        if session in line.sessions
        for effect in effects
        if effect.effect == "something_else" and effect.words
    ]
    return Text("“%(words)s”", words=own[-1]) if own else NAMES["something_else"]


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def sessions_said(numbers: Sequence[int]) -> Text:
    if len(numbers) == 1:
        return Text("Session %(n)s", n=numbers[0])
    return Text("Sessions %(list)s", list=", ".join(map(str, numbers)))


def days_said(line: Report) -> Text:
    if line.most_days is None:
        return Text.plural("%(n)s day or more", "%(n)s days or more", line.least_days)
    if line.most_days == line.least_days:
        return Text.plural("%(n)s day", "%(n)s days", line.least_days)
    return Text("%(lo)s to %(hi)s days", lo=line.least_days, hi=line.most_days)


def no_effects(facts: Facts, answers: Sequence[EffectAnswer]) -> Text:
    """Why there is no line: nothing happened, or nobody said."""
    if not facts.sessions:
        return Text("No session yet")
    return Text("None reported") if answers else Text("No answers yet")
