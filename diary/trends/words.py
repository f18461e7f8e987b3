"""Relief and scores in words."""

from diary.text import Text
from diary.trends.relief import Relief


def relief_words(relief: Relief) -> Text:
    """How long relief lasted, as a table says it: "4 to 5 days", "still holding", "not known"."""
    if relief.kind == "sustained":
        return Text("still holding") if relief.still_holding else length_words(relief)
    if relief.kind == "single":
        return Text("1 day, one entry")
    if relief.kind == "none":
        return Text("none")
    if relief.kind == "unknown":
        return Text("not known")
    return Text("too early") if relief.kind == "pending" else Text("no baseline")


def length_words(relief: Relief) -> Text:
    """The length of relief that was sustained, claiming no more days than were seen."""
    if relief.end == "above":
        return _range_words(relief.lo, relief.hi)
    if relief.end == "next_session":
        return Text.plural(
            "%(n)s day or more, until the next session", "%(n)s days or more, until the next session", relief.lo
        )
    return Text.plural("at least %(n)s day", "at least %(n)s days", relief.lo)


def _range_words(lo: int, hi: int) -> Text:
    if lo == hi:
        return Text.plural("%(n)s day", "%(n)s days", lo)
    return Text("%(lo)s to %(hi)s days", lo=lo, hi=hi)


def lasted_words(relief: Relief) -> Text:
    """The same as the middle of a sentence: "Relief after the last session … ."."""
    if relief.still_holding:
        return Text.plural("is still holding after %(n)s day", "is still holding after %(n)s days", relief.lo)
    return Text("lasted %(length)s", length=relief_words(relief))


def bounds_words(relief: Relief) -> Text:
    """The length as bare numbers, to compare with."""
    if relief.hi is None:
        return Text("at least %(n)s", n=relief.lo)
    if relief.lo == relief.hi:
        return Text("%(n)s", n=relief.lo)
    return Text("%(lo)s to %(hi)s", lo=relief.lo, hi=relief.hi)


def score_words(score: float) -> str:
    """A score as the patient gave it: 6 is 6, a day's mean has one decimal."""
    return f"{score:.0f}" if score == int(score) else f"{score:.1f}"
