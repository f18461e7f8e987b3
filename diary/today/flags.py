"""What the red-flag rules look at, made of a diary: the same as static/js/core/flag-facts.js on the phone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from diary.effects.red_flags import NO_SYMPTOM, RED_FLAGS, FlagFacts, PainDay, Rule, Shown
from diary.effects.values import ShownFlag
from diary.entries.values import DayEntry
from diary.sessions.values import RecordedSession
from diary.today.domain import still_said

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
DAYS = 2  # the most that a rule looks at
CALLED_FOR = timedelta(days=7)
NO_ANAESTHETIC = "none"


@dataclass(frozen=True, kw_only=True)
class TreatedArea:
    """One area of an open course on a day.

    `session` is the one that the day follows; `level` the pain just before the area's last session; `entries` those of the
    two days that end on this one.
    """

    group: str
    session: RecordedSession | None
    level: float | None
    entries: Sequence[DayEntry]

    def pain_days(self, day: date) -> Iterator[PainDay]:
        """The numbers saved for the days that end on this one, the newest first, up to the first day without an entry."""
        entries = {entry.day: entry for entry in self.entries}
        for one in (day - A_DAY * ago for ago in range(DAYS)):
            entry = still_said(entries.get(one), self.session)
            if entry is None:
                return
            since = (one - self.session.day).days if self.session and self.session.day <= one else None
            yield PainDay(pain=entry.pain, worst=worst_of(entry), since=since)


def worst_of(entry: DayEntry) -> int | None:
    """The worst pain of a day is at least its average."""
    return max((number for number in (entry.pain, entry.worst) if number is not None), default=None)


@dataclass(frozen=True, kw_only=True)
class FlagCase:
    """One day at one moment, as the rules may look at it; `shown` are the cards of the last days that were read."""

    day: date
    now: datetime
    blood_thinner: bool
    areas: Sequence[TreatedArea]
    shown: Sequence[Shown]
    effects: Mapping[str, int] = field(default_factory=dict)  # that the day says so far

    def facts(self, effects: Mapping[str, int], symptoms: Sequence[str]) -> list[FlagFacts]:
        """What the rules look at in each area; where none is known the symptoms alone can speak."""
        ticked = tuple(name for name in symptoms if name != NO_SYMPTOM)
        said = FlagFacts(effects=effects, symptoms=ticked, blood_thinner=self.blood_thinner)
        return [self.of_area(area, said) for area in self.areas] or [said]

    def of_area(self, area: TreatedArea, said: FlagFacts) -> FlagFacts:
        session = area.session
        return replace(
            said,
            hours_since=(self.now - session.at) / AN_HOUR if session else None,
            area_group=area.group,
            techniques=session.techniques if session else (),
            anaesthetic=session is not None and session.anaesthetic != NO_ANAESTHETIC,
            level=area.level,
            days=tuple(area.pain_days(self.day)),
        )

    def asked(self, effects: Mapping[str, int], symptoms: Sequence[str] = ()) -> list[str]:
        """The symptoms to ask about in any of the areas, in the order of the file."""
        found = {name for facts in self.facts(effects, symptoms) for name in RED_FLAGS.asked(facts)}
        return [symptom.id for symptom in RED_FLAGS.symptoms if symptom.id in found]

    def facts_for_card(
        self, effects: Mapping[str, int], symptoms: Sequence[str], following: "FlagCase"
    ) -> list[FlagFacts]:
        """With those of the day after: a day that is filled in late may be the first of two very painful ones."""
        return self.facts(effects, symptoms) + following.facts({}, ())

    def card(self, symptoms: Sequence[str], following: "FlagCase") -> Rule | None:
        """The card to show now, if any."""
        facts = self.facts_for_card(self.effects, symptoms, following)
        return RED_FLAGS.card(facts, self.shown, self.now)


def to_call_about(cards: Sequence[ShownFlag], now: datetime) -> ShownFlag | None:
    """The card that "I have called" on Get help is about: the newest of this week that nobody called about."""
    waiting = [card for card in cards if not card.called and now - card.shown_at < CALLED_FOR]
    return max(waiting, key=lambda card: (card.shown_at, str(card.id)), default=None)
