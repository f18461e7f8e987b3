"""What followed a session: one episode for each effect, from the first day it bothered to the day it was gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

# When the screen after a session was opened: two hours on, in the evening, the next morning.
PROMPTS = ("soon", "evening", "morning")
EASES = ("much_less", "a_little_less", "same", "worse")
EASED_WHEN = ("right_away", "in_1_hour", "later")
USUAL_DAYS = ("yes", "almost", "no")
RELIEF_ENDS = ("now", "earlier_today", "last_night", "yesterday", "gone")
LEVELS = ("E", "U", "C")  # of a red flag: emergency, seen today, call the clinic; the first is the highest
HELP_RULE, HELP_LEVEL = "help", "C"  # of "I have called" on Get help that no card asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectAnswer:
    """What one day says of effects, and which session it follows.

    `none` is "nothing bothers": it closes whatever is open. An effect that is not in `severities` was not answered.
    `at` is when it was saved: a day may have several.
    """

    day: date
    at: datetime
    session: int
    severities: Mapping[str, int]
    none: bool = False

    @property
    def order(self) -> tuple[date, datetime]:
        return self.day, self.at

    def says_gone(self, effect: str) -> bool:
        severity = self.severities.get(effect)
        return severity == 0 or (self.none and not severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One effect of one session: it ended after `last_yes` and by `first_no`; unanswered, it is still open."""

    session: int
    effect: str
    start: date
    last_yes: date
    first_no: date | None
    worst: int

    @property
    def least_days(self) -> int:
        return (self.last_yes - self.start).days + 1

    @property
    def most_days(self) -> int | None:
        return None if self.first_no is None else max(self.least_days, (self.first_no - self.start).days)

    @property
    def settled(self) -> bool:
        return self.first_no is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The same effects, as bad, after one session or several, on one line."""

    sessions: tuple[int, ...]
    effects: tuple[str, ...]
    worst: int
    least_days: int
    most_days: int | None  # None: at least one is still open
    last_yes: date

    @property
    def settled(self) -> bool:
        return self.most_days is not None


def episodes(answers: Iterable[EffectAnswer]) -> list[Episode]:
    """Every episode, by session and then in the order the effects began.

    Args:
        answers: The days that say something, in any order.
    """
    ordered = sorted(answers, key=lambda answer: answer.order)
    found = []
    for session in sorted({answer.session for answer in ordered}):
        days = [answer for answer in ordered if answer.session == session]
        effects = dict.fromkeys(effect for day in days for effect, severity in day.severities.items() if severity)
        found += [episode(session, effect, days, ordered) for effect in effects]
    return found


def episode(session: int, effect: str, days: Sequence[EffectAnswer], whenever: Sequence[EffectAnswer]) -> Episode:
    """The episode of one effect that bothered on at least one of these days.

    It opens at the first severity of 1 or more. Its end lies between the last day it bothered and the first
    answer after that which says it does not; with no such answer it is open. One that came back runs on.

    Args:
        session: The session it follows.
        effect: Which one.
        days: What the days after this session say, in order.
        whenever: What all days say, in order: a no after a later session closes what an earlier one left open.
    """
    bothered = [day for day in days if day.severities.get(effect, 0)]
    last = bothered[-1]
    noes = [answer.day for answer in whenever if answer.order > last.order and answer.says_gone(effect)]
    return Episode(
        session=session,
        effect=effect,
        start=bothered[0].day,
        last_yes=last.day,
        first_no=next(iter(noes), None),
        worst=max(day.severities[effect] for day in bothered),
    )


def open_effects(answers: Iterable[EffectAnswer]) -> dict[str, int]:
    """Each effect that bothered when it was last answered, and the session it followed then."""
    found: dict[str, int] = {}
    for answer in sorted(answers, key=lambda answer: answer.order):
        found = {effect: session for effect, session in found.items() if not answer.says_gone(effect)}
        found |= {effect: answer.session for effect, severity in answer.severities.items() if severity}
    return found


def reports(found: Iterable[Episode]) -> list[Report]:
    """Episodes that read alike on one line, the worst first, then the newest.

    Effects of one session that bothered as much and as long stand together; sessions with the same effects,
    as bad, stand together too.
    """
    together: dict[tuple[int, int, int, int | None], list[Episode]] = {}
    for one in found:
        together.setdefault((one.session, one.worst, one.least_days, one.most_days), []).append(one)

    alike: dict[tuple[tuple[str, ...], int, bool], list[list[Episode]]] = {}
    for group in together.values():
        effects = tuple(sorted(one.effect for one in group))
        alike.setdefault((effects, group[0].worst, group[0].settled), []).append(group)

    lines = [
        report(effects, [one for group in groups for one in group])
        for (effects, _worst, _settled), groups in alike.items()
    ]
    return sorted(lines, key=lambda line: (-line.worst, line.settled, -line.sessions[-1]))


def report(effects: tuple[str, ...], group: Sequence[Episode]) -> Report:
    most = [one.most_days for one in group if one.most_days is not None]
    return Report(
        sessions=tuple(sorted({one.session for one in group})),
        effects=effects,
        worst=group[0].worst,
        least_days=min(one.least_days for one in group),
        most_days=max(most) if len(most) == len(group) else None,
        last_yes=max(one.last_yes for one in group),
    )
