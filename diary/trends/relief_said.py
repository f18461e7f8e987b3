"""How long relief lasted, in as many words as there is room for."""

from dataclasses import dataclass

from diary.text import Text
from diary.trends.relief import Relief

Words = Text | str
NOTHING = ""


@dataclass(frozen=True, slots=True)
class ReliefSaid:
    """The words beside a bar, those of a narrow one, and the two lines of a panel."""

    bar: Words
    short: Words
    big: Words
    small: Words


WITHOUT_DAYS = {
    None: ReliefSaid(NOTHING, NOTHING, NOTHING, NOTHING),
    "none": ReliefSaid(Text("none"), "0", Text("none"), NOTHING),
    "unknown": ReliefSaid(Text("not known"), "?", NOTHING, Text("not known")),
    "pending": ReliefSaid(Text("too early"), "…", NOTHING, Text("too early")),
}


def said(relief: Relief) -> ReliefSaid:
    """The words of one session's relief, as trends defines it; the table says it in full."""
    if relief.lo is None:
        return WITHOUT_DAYS[relief.kind]
    if relief.kind == "single":
        return ReliefSaid(days(1), Text("1d"), days(1), Text("one entry"))
    if relief.end == "above" and relief.hi == relief.lo:
        return ReliefSaid(days(relief.lo), Text("%(n)sd", n=relief.lo), days(relief.lo), NOTHING)
    if relief.end == "above":
        bounds = {"lo": relief.lo, "hi": relief.hi}
        return ReliefSaid(
            Text("%(lo)s to %(hi)s days", **bounds),
            Text("%(lo)s–%(hi)sd", **bounds),
            Text("%(lo)s to %(hi)s", **bounds),
            Text("days"),
        )
    return ReliefSaid(Text("%(n)s+ days", n=relief.lo), Text("%(n)s+", n=relief.lo), days(relief.lo), or_more(relief))


def or_more(relief: Relief) -> Text:
    """Why the length is only the least it can be."""
    if relief.end == "next_session":
        return Text("or more")
    return Text("still holding") if relief.still_holding else Text("at least")


def days(n: int) -> Text:
    return Text.plural("%(n)s day", "%(n)s days", n)
