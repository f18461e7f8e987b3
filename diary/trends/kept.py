"""How well the diary was kept: counts of days, by how each entry was made."""

from dataclasses import dataclass

from diary.trends.adherence import adherence
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
    made = {
        entry.day: how(entry.stamp, entry.source) for entry in facts.entries if span.first <= entry.day <= facts.as_of
    }
    days = {way: {day for day, was in made.items() if was == way} for way in ("on_time", "late", "paper", "recalled")}
    counted = adherence(days["on_time"], days["late"], enrolled=span.first, yesterday=facts.as_of)
    return Kept(
        expected=counted.expected,
        on_time=counted.on_time,
        late=counted.late,
        paper=len(days["paper"]),
        recalled=len(days["recalled"]),
    )


def how(stamp: str, source: str) -> str:
    return "paper" if source == "paper" and stamp != "recalled" else stamp
