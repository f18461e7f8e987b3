"""How many days something lasted, when some days have no entry."""

from typing import NamedTuple

from diary.text import Text


class Length(NamedTuple):
    """At least ``lo`` days and at most ``hi``; ``hi`` is None when its end was not seen."""

    lo: int
    hi: int | None

    def longer_than(self, other: "Length") -> bool:
        """Longer whatever happened on the days without an entry."""
        return other.hi is not None and self.lo > other.hi

    def same_as(self, other: "Length") -> bool:
        """The same range, with both ends seen."""
        return self.hi is not None and self == other

    def words(self) -> Text:
        """The length as a table says it, claiming no more days than were seen."""
        if self.hi is None:
            return Text.plural("at least %(n)s day", "at least %(n)s days", self.lo)
        if self.lo == self.hi:
            return Text.plural("%(n)s day", "%(n)s days", self.lo)
        return Text("%(lo)s to %(hi)s days", lo=self.lo, hi=self.hi)

    def bare_words(self) -> Text:
        """The same without the word "days", for the second of two lengths in a sentence."""
        if self.hi is None:
            return Text("at least %(n)s", n=self.lo)
        if self.lo == self.hi:
            return Text("%(n)s", n=self.lo)
        return Text("%(lo)s to %(hi)s", lo=self.lo, hi=self.hi)
