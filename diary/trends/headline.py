"""A diary in at most two sentences."""

from collections.abc import Sequence

from diary.text import Text
from diary.trends.length import Length
from diary.trends.level import Baseline, Level
from diary.trends.relief import Relief
from diary.trends.series import Series
from diary.trends.stats import at_or_above, at_or_below, rounded
from diary.trends.words import relief_words

CAUSE = Text("Patient-reported. A diary shows change, not its cause.")
NOTICEABLE = 15  # percent; less is called close to baseline


def headline_of(
    series: Series,
    baseline: Baseline,
    recent: Level,
    reliefs: Sequence[Relief],
    *,
    entry_today: bool = False,
    session_today: bool = False,
) -> tuple[Text, ...]:
    """What changed, and how long relief lasts: no adjective, no advice, no cause.

    Args:
        reliefs: One per session, in order.
        entry_today: Whether the day under way has an entry.
        session_today: Whether it has a session.
    """
    if not series.days:
        return (Text("No entries before today") if entry_today else Text("No entries yet"),)
    if not reliefs:
        return (Text("Session 1 is today.") if session_today else Text("No session yet."),)
    if baseline.mean is None or baseline.kind == "intake":
        return (Text("No baseline: %(n)s of 7 days before session 1.", n=baseline.n),)
    relief = _relief(reliefs)
    change = _change(recent)
    return (change,) if relief is None else (change, relief)


def _change(recent: Level) -> Text:
    if recent.points is None:
        return Text("Too few entries to compare: %(n)s of the last 7 days.", n=recent.n)
    if recent.percent is None:
        return _change_in_points(rounded(recent.points, 1))
    size = round(abs(recent.percent))
    if at_or_above(recent.percent, NOTICEABLE):
        return Text("Pain is down %(pct)s%% from baseline.", pct=size)
    if at_or_below(recent.percent, -NOTICEABLE):
        return Text("Pain is up %(pct)s%% from baseline.", pct=size)
    return Text("Pain is close to baseline (%(pct)s%%).", pct=size)


def _change_in_points(points: float) -> Text:
    if points == 0:
        return Text("Pain is close to baseline (0.0 points).")
    if points > 0:
        return Text("Pain is %(points)s points below baseline.", points=f"{points:.1f}")
    return Text("Pain is %(points)s points above baseline.", points=f"{-points:.1f}")


def _relief(reliefs: Sequence[Relief]) -> Text | None:
    """The latest session that can be told about, against the first; named by number when a newer one is too young."""
    told = [index for index, relief in enumerate(reliefs) if relief.kind not in (None, "pending")]
    if not told:
        return None
    first, last = reliefs[0], reliefs[told[-1]]
    newest = told[-1] == len(reliefs) - 1
    which = Text("the last session") if newest else Text("session %(n)s", n=told[-1] + 1)
    if last.kind == "none":
        return Text("No relief of 30%% or more after %(which)s.", which=which)
    if last.kind == "unknown":
        return Text("Relief after %(which)s is not known: entries are missing.", which=which)
    if told[-1] == 0 or last.length is None or first.length is None:
        return Text("Relief after %(which)s %(lasted)s.", which=which, lasted=_lasted(last))
    return _compared(which, _lasted(last), last.length, first.length)


def _lasted(relief: Relief) -> Text:
    if relief.still_holding and relief.length is not None:
        return Text.plural("is still holding after %(n)s day", "is still holding after %(n)s days", relief.length.lo)
    return Text("lasted %(length)s", length=relief_words(relief))


def _compared(which: Text, lasted: Text, last: Length, first: Length) -> Text:
    """Up or down only when the two ranges do not touch."""
    before = first.bare_words()
    if last.longer_than(first):
        return Text("Relief after %(which)s %(lasted)s, up from %(first)s.", which=which, lasted=lasted, first=before)
    if first.longer_than(last):
        return Text("Relief after %(which)s %(lasted)s, down from %(first)s.", which=which, lasted=lasted, first=before)
    if last.same_as(first):
        return Text("Relief after %(which)s %(lasted)s, the same as after the first.", which=which, lasted=lasted)
    return Text(
        "Relief after %(which)s %(lasted)s; %(first)s after the first.", which=which, lasted=lasted, first=before
    )
