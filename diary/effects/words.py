"""How the clinic's screens call effects: lower case, to stand inside a sentence."""

from collections.abc import Sequence

from diary.effects.domain import HELP_RULE
from diary.text import Text

NAMES = {
    "soreness": Text("soreness"),
    "stinging": Text("stinging"),
    "bruise": Text("bruise"),
    "redness": Text("redness"),
    "swelling": Text("swelling"),
    "itching": Text("itching"),
    "tingling": Text("tingling"),
    "numbness": Text("numbness"),
    "stiffness": Text("stiffness"),
    "dizziness": Text("dizziness"),
    "headache": Text("headache"),
    "more_pain": Text("more pain"),
    "tired": Text("tiredness"),
    "nose_burning": Text("burning or runny nose"),
    "bitter_taste": Text("bitter taste or numb throat"),
    "nosebleed": Text("nosebleed"),
    "something_else": Text("something else"),
}
LEVELS = {"E": Text("Call emergency services now"), "U": Text("Get seen today"), "C": Text("Call the clinic today")}
BOTHER = {0: Text("none"), 1: Text("a little"), 2: Text("quite a bit"), 3: Text("a lot")}


def flag_said(rule: str, called: bool | None, day: str, *, shared: bool) -> Text:
    """A red-flag card as a dated mark: whether the patient says to have called, unless the clinic would not hear of it."""
    if rule == HELP_RULE:
        return Text("Said on Get help to have called, %(day)s", day=day)
    if called:
        return Text("Red-flag answer %(day)s, called back", day=day)
    if not shared:
        return Text("Red-flag answer %(day)s", day=day)
    return Text("Red-flag answer %(day)s, not yet called", day=day)


def together(names: Sequence[Text | str]) -> Text | str:
    """Names in a row: "bruise", "bruise and more pain", "bruise, itching and more pain"."""
    if len(names) == 1:
        return names[0]
    most = names[0]
    for name in names[1:-1]:
        most = Text("%(names)s, %(name)s", names=most, name=name)
    return Text("%(names)s and %(name)s", names=most, name=names[-1])
