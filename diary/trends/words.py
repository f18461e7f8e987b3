"""Relief and scores in words."""

from diary.text import Text
from diary.trends.relief import Relief


def relief_words(relief: Relief) -> Text:
    """How long relief lasted, as a table says it: "4 to 5 days", "still holding", "not known"."""
    if relief.length is None:
        return _no_relief(relief)
    if relief.kind == "single":
        return Text("1 day, one entry")
    if relief.still_holding:
        return Text("still holding")
    if relief.end == "next_session":
        return Text.plural(
            "%(n)s day or more, until the next session", "%(n)s days or more, until the next session", relief.length.lo
        )
    return relief.length.words()


def _no_relief(relief: Relief) -> Text:
    if relief.kind == "none":
        return Text("none")
    if relief.kind == "unknown":
        return Text("not known")
    if relief.kind == "pending":
        return Text("too early")
    return relief.reason or Text("no baseline")


def score_words(score: float) -> str:
    """A score as the patient gave it: 6 is 6, a day's mean has one decimal."""
    return f"{score:.0f}" if score == int(score) else f"{score:.1f}"
