"""What a diary adds up to for the patient: the same numbers, without thresholds and without verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from diary.trends.findings import Findings
from diary.trends.relief import Relief
from diary.trends.series import Series, Treatment, treatments_until
from diary.trends.stats import at_or_above, at_or_below, mean
from diary.trends.summary import SessionResult

Headline = Literal["before", "no_start", "no_recent", "lower", "same", "higher"]
ReliefWords = Literal["days", "range", "at_least", "none", "unknown", "early"]

A_DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
DIFFERS = 1.0  # points; less is called about the same
MOST_SAID_HOURS = 48  # later than that the days tell it
LAST_DAY = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRelief:
    """How long the relief of one session lasted: by the days, and in hours if the patient said when it wore off."""

    session: int
    kind: ReliefWords | None
    lo: int | None = None
    hi: int | None = None
    hours: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dips:
    """After how many sessions pain dipped, of those whose days tell of all, and whether it climbed again after all of them."""

    dips: int
    of: int
    sessions: int
    climbs: bool

    @property
    def said(self) -> str | None:
        """Which sentence says it; the newest session alone may be too young to tell."""
        if not self.dips:
            return None
        if self.dips < self.of or self.of < self.sessions - 1:
            return "some"
        return ("one" if self.of == 1 else "each") + ("_climbs" if self.climbs else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGoal:
    """What the goal's row said on the last seven days, and how often it was met, of the days that say."""

    words: str
    days: tuple[tuple[date, str | None], ...]
    done: int
    of: int
    before: int
    before_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTrend:
    """One area's numbers as they stood on a day; `first` is the first day to draw."""

    as_of: date
    first: date
    headline: Headline
    before: float | None
    last: float | None
    dips: Dips
    reliefs: tuple[OwnRelief, ...]
    goal: OwnGoal | None


def level_words(level: float) -> str:
    """One decimal, and none where it says nothing: 4, 4.3."""
    return f"{level:.1f}".removesuffix(".0")


def own_trend(found: Findings, ended_at: Mapping[UUID, datetime]) -> OwnTrend:
    """The patient's numbers of one course.

    Args:
        found: What the diary adds up to.
        ended_at: When relief had worn off, by session, where the patient said a time.
    """
    facts, baseline, recent = found.facts, found.summary.baseline, found.summary.recent
    before = baseline.mean if baseline.kind == "observed" else None  # the page calls it the week before
    series = Series.until(facts.as_of, found.scores)
    return OwnTrend(
        as_of=facts.as_of,
        first=found.span.hidden[1] + A_DAY if found.span.hidden else found.span.first,
        headline=headline_for(before, recent.mean, has_session=bool(found.summary.sessions)),
        before=before,
        last=recent.mean,
        dips=dips_of(series, treatments_until(facts.as_of, facts.session_days)),
        reliefs=tuple(own_reliefs(found, ended_at)),
        goal=own_goal(found),
    )


def headline_for(before: float | None, last: float | None, *, has_session: bool) -> Headline:
    """The last seven days against the week before the first session: a point makes the difference."""
    if not has_session:
        return "before"
    if before is None:
        return "no_start"
    if last is None:
        return "no_recent"
    if at_or_below(last, before - DIFFERS):
        return "lower"
    return "higher" if at_or_above(last, before + DIFFERS) else "same"


def dips_of(series: Series, treatments: Sequence[Treatment]) -> Dips:
    """Whether pain dips after the sessions: days 0 to 2 at least a point below the three days before, on average.

    It climbed again when the last two days before the next session lie a point above the dip, on average.
    """
    told = [dip for dip in (dip_of(series, treatment) for treatment in treatments) if dip is not None]
    dipped = [climbed for dips, climbed in told if dips]
    return Dips(dips=len(dipped), of=len(told), sessions=len(treatments), climbs=bool(dipped) and all(dipped))


def dip_of(series: Series, treatment: Treatment) -> tuple[bool, bool] | None:
    """Whether pain dipped after one session, and climbed again; None when too few days tell."""
    last = LAST_DAY if treatment.last_offset is None else min(treatment.last_offset, LAST_DAY)
    before = [pain for _, pain in series.after(treatment.day, -3, -1)]
    after = [pain for _, pain in series.after(treatment.day, 0, min(2, last))]
    if not before or len(after) < 2:
        return None
    end = [pain for _, pain in series.after(treatment.day, 3, last)][-2:]
    climbed = len(end) == 2 and at_or_above(mean(end), mean(after) + DIFFERS)
    return at_or_below(mean(after), mean(before) - DIFFERS), climbed


def own_reliefs(found: Findings, ended_at: Mapping[UUID, datetime]) -> list[OwnRelief]:
    """One for each session that counts; none when neither the days nor the patient can tell of any."""
    sessions = {session.day: session for session in found.facts.sessions}
    reliefs = []
    for result in found.summary.sessions:
        session = sessions[result.date]
        end = ended_at.get(session.id)
        reliefs.append(own_relief(result, hours_between(session.at, end) if end else None))
    return reliefs if any(relief.kind or relief.hours for relief in reliefs) else []


def own_relief(result: SessionResult, hours: int | None) -> OwnRelief:
    relief = result.relief
    return OwnRelief(session=result.number, kind=words_for(relief), lo=relief.lo, hi=relief.hi, hours=hours)


def words_for(relief: Relief) -> ReliefWords | None:
    """Which words say it; the days before a next session that was still low were at least as many."""
    if relief.lo is None:
        kinds: dict[str | None, ReliefWords] = {"none": "none", "unknown": "unknown", "pending": "early"}
        return kinds.get(relief.kind)
    if relief.kind == "single" or relief.lo == relief.hi:
        return "days"
    return "at_least" if relief.hi is None else "range"


def hours_between(start: datetime, end: datetime) -> int | None:
    """Whole hours, at least one; None when days say it better, and for an end before the start, as a wrong clock says it."""
    hours = max(round((end - start) / timedelta(hours=1)), 1)
    return hours if start <= end and hours <= MOST_SAID_HOURS else None


def own_goal(found: Findings) -> OwnGoal | None:
    """None without a goal that is asked about, or when no day of the last seven or before the first session says anything.

    Days before it was set speak of none, or of another.
    """
    facts, sessions = found.facts, found.summary.sessions
    since = facts.goal_since or date.min
    said = {entry.day: entry.goal for entry in facts.counted() if entry.goal and since <= entry.day <= facts.as_of}
    week = [facts.as_of - n * A_DAY for n in reversed(range(7))]
    first = sessions[0].date if sessions else None
    early = [goal for day, goal in said.items() if first and first - WEEK <= day < first]
    late = [said[day] for day in week if day in said]
    if not facts.goal or "goal" not in facts.patient.rows or not (early or late):
        return None
    return OwnGoal(
        words=facts.goal,
        days=tuple((day, said.get(day)) for day in week),
        done=late.count("yes"),
        of=len(late),
        before=early.count("yes"),
        before_of=len(early),
    )
