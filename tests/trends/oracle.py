"""Relief and response worked out a second time: slowly, day by day, straight from their definitions.

Shares no code with the diary, so that a slip in one shows as a difference from the other.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count, pairwise

Values = Sequence[Fraction | None]


def mean_of(values: Values, days: range, needed: int) -> Fraction | None:
    seen = [values[day] for day in days if 0 <= day < len(values) and values[day] is not None]
    return sum(seen, Fraction(0)) / len(seen) if len(seen) >= needed else None


def baseline_of(values: Values, first: int) -> Fraction | None:
    week = mean_of(values, range(first - 7, first), 4)
    back = [day for day in range(first - 1, first - 15, -1) if day >= 0 and values[day] is not None][:7]
    return mean_of(values, range(min(back), first), 4) if week is None and back else week


def entries_of(values: Values, session: int, days: range) -> list[tuple[int, Fraction]]:
    inside = [t for t in days if 0 <= session + t < len(values)]
    return [(t, values[session + t]) for t in inside if values[session + t] is not None]


def relief_of(values: Values, sessions: Sequence[int], number: int) -> tuple:
    """Kind, start, lo, hi and end; the last of the values is the last day that counts."""
    first, session, today = sessions[0], sessions[number], len(values) - 1
    latest = number == len(sessions) - 1
    baseline = baseline_of(values, first)
    if baseline is None or baseline < 3:
        return (None,) * 5
    window = range(14) if latest else range(sessions[number + 1] - session)
    closed = not latest or today >= session + 13
    entries = [(t, y <= baseline * Fraction(7, 10)) for t, y in entries_of(values, session, window)]
    held = [
        t
        for (t, low), (following, following_low) in pairwise(entries)
        if t <= 3 and low and following_low and following - t <= 3
    ]
    if held:
        return ("sustained", *run_from(held[0], [entry for entry in entries if entry[0] >= held[0]], closed, latest))
    if latest and today < session + 3:
        return ("pending", None, None, None, None)
    return short(entries)


def short(entries: list[tuple[int, bool]]) -> tuple:
    if all(t > 3 for t, _ in entries):
        return ("unknown", None, None, None, None)
    singles = [t for t, low in entries if low and t <= 3]
    if not singles:
        return ("none", None, None, None, None)
    later = [t for t, _ in entries if t > singles[0]]
    return ("single", singles[0], 1, later[0] - singles[0] if later else None, None)


def run_from(start: int, entries: list[tuple[int, bool]], closed: bool, latest: bool) -> tuple:
    when, end = min([*aboves(entries, closed), *gaps(entries), (Fraction(1000), "open" if latest else "next_session")])
    last_low = max(t for t, low in entries if low and t <= when)
    return start, last_low - start + 1, int(when) - start if end == "above" else None, end


def aboves(entries: list[tuple[int, bool]], closed: bool) -> Iterator[tuple[Fraction, str]]:
    """Where an entry above the line ends a run: the next one is above too, or there is none and will be none."""
    for index, (t, low) in enumerate(entries):
        rest = entries[index + 1 :]
        if not low and (not rest[0][1] if rest else closed):
            yield Fraction(t), "above"


def gaps(entries: list[tuple[int, bool]]) -> Iterator[tuple[Fraction, str]]:
    """Where more than three days lie between two entries: half a day after the first of them."""
    for (t, _), (following, _) in pairwise(entries):
        if following - t > 3:
            yield t + Fraction(1, 2), "gap"


def response_of(values: Values, sessions: Sequence[int], number: int) -> tuple:
    """Level before, onset, mean drop, lowest score and its day, rebound and flare."""
    session, latest = sessions[number], number == len(sessions) - 1
    too_close = number > 0 and session - sessions[number - 1] < 3
    level = None if too_close else mean_of(values, range(session - 3, session), 2)
    last = 7 if latest else min(7, sessions[number + 1] - session - 1)
    entries = entries_of(values, session, range(1, last + 1))
    if level is None or level < 3 or len(entries) < 3:
        return (level, None, None, None, None, None, None)
    drops = [(t, (level - y) / level) for t, y in entries]
    onsets = [t for t, drop in drops if drop >= Fraction(3, 10) and next_is(drops, t, lambda r: r >= Fraction(3, 10))]
    nadir = min(y for _, y in entries)
    day = next(t for t in count(1) if (t, nadir) in entries)
    high = [y >= level + 2 for _, y in entries_of(values, session, range(4))]
    return (
        level,
        onsets[0] if onsets else None,
        sum(drop for _, drop in drops) / len(drops),
        nadir,
        day,
        rebound_of(values, sessions, number, entries, level, onsets[0]) if onsets else None,
        (True, True) in list(pairwise(high)),
    )


def next_is(entries: list[tuple[int, Fraction]], t: int, holds) -> bool:
    later = [value for day, value in entries if day > t]
    return bool(later) and holds(later[0])


def rebound_of(values, sessions, number, entries, level, onset) -> tuple[int, int | None]:
    line = level * Fraction(8, 10)
    before_next = range(sessions[number], sessions[number + 1]) if number + 1 < len(sessions) else range(0)
    kept = [day - sessions[number] for day in before_next if values[day] is not None]
    back = [
        t
        for t, y in entries
        if t > onset and y >= line and (next_is(entries, t, lambda later: later >= line) or (kept and t == kept[-1]))
    ]
    end = back[0] if back else None
    below = [t for t, y in entries if t >= onset and y < line and (end is None or t < end)]
    return below[-1] - onset + 1, None if end is None else end - onset
