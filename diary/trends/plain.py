"""The page in six lines of plain text, to copy into any record."""

from collections.abc import Sequence

from diary.text import Text
from diary.trends.about import about
from diary.trends.describe import reliefs_said
from diary.trends.effect_lines import EffectLine
from diary.trends.facts import Words
from diary.trends.findings import Findings
from diary.trends.headline import CAUSE
from diary.trends.notes import PegNote

MOST_SESSIONS = 8


def plain_lines(found: Findings, peg: PegNote | None, effects: Sequence[EffectLine], words: Words) -> list[str]:
    """Who, what changed, the numbers behind it, relief and PEG, effects, and the one caution; what is unknown is left out.

    Args:
        found: What the diary adds up to.
        peg: The PEG scores in words.
        effects: The effects in words.
        words: The reader's language.
    """
    facts, summary = found.facts, found.summary
    lines: tuple[Sequence[Text | str], ...] = (
        (facts.patient.name + ".", *about(facts, words), words.full_date(facts.today) + "."),
        summary.headline,
        (summary.basis,) if facts.entries else (),
        (*reliefs_said(summary.sessions[-MOST_SESSIONS:], words), *([peg.words] if peg else [])),
        [Text("%(sessions)s: %(effects)s.", sessions=line.sessions, effects=line.words) for line in effects],
        (CAUSE,),
    )
    return [" ".join(words.say(sentence) for sentence in line) for line in lines if line]
