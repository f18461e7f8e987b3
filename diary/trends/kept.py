"""How well the diary was kept: counts of days, by how each entry was made."""

from dataclasses import dataclass
from datetime import date

from diary.trends.facts import Facts
from diary.trends.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Days with an entry among those expected; paper and memory are counted apart."""

    expected: int
    on_time: int
    late: int
    paper: int
    recalled: int

    @property
    def missing(self) -> int:
        return self.expected - self.on_time - self.late - self.paper - self.recalled


def kept_of(facts: Facts, span: Span) -> Kept:
    """The days from the start of the figure to yesterday, those left out of the drawing included."""
    days = [entry for entry in facts.entries if span.first <= entry.day <= facts.as_of]
    made = [how(entry.stamp, entry.source) for entry in days]
    return Kept(
        expected=max(days_between(span.first, facts.as_of), len(days)),
        on_time=made.count("on_time"),
        late=made.count("late"),
        paper=made.count("paper"),
        recalled=made.count("recalled"),
    )


def how(stamp: str, source: str) -> str:
    return "paper" if source == "paper" and stamp != "recalled" else stamp


def days_between(first: date, last: date) -> int:
    return max((last - first).days + 1, 0)
