"""The numbers behind the panels, in words: one row a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from diary.effects.relief import gone_on
from diary.text import Text
from diary.trends.facts import Facts, Words
from diary.trends.level import STATE_WORDS, Week
from diary.trends.relief import Relief
from diary.trends.response import Response
from diary.trends.summary import SessionResult, Summary
from diary.trends.table import UNANSWERED
from diary.trends.weekly import rescue_days
from diary.trends.words import relief_words, score_words

AN_HOUR, SHORT = timedelta(hours=1), timedelta(days=2)
WORTH_SAYING = 2  # days between the rule and the patient's own answer


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """What one session did, in words."""

    session: str
    day: str
    week: str
    relief: str
    pre_session: str
    drop: str
    rebound: str
    flare: str
    medicine: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the rules: extra medicine by day, and the patients' own ends of relief by session."""

    doses: Mapping[date, int]
    gone: Mapping[int, int]
    lasted: Mapping[int, timedelta]


def session_rows(facts: Facts, summary: Summary, words: Words) -> list[SessionRow]:
    """Every session of the course up to yesterday, newest first."""
    beside = Beside(doses_by_day(facts), days_until_gone(facts), facts.relief_lasted)
    return [session_row(result, beside, words) for result in reversed(summary.sessions)]


def doses_by_day(facts: Facts) -> dict[date, int]:
    taken = ((entry.day, entry.medicine) for entry in facts.counted() if entry.day <= facts.as_of)
    return {day: medicine for day, medicine in taken if medicine is not None}


def days_until_gone(facts: Facts) -> dict[int, int]:
    """By session, the days until the patient first said that its relief was gone."""
    gone = gone_on(facts.entries, facts.sessions)
    return {one.number: (gone[one.id] - one.day).days for one in facts.sessions if one.id in gone}


def session_row(result: SessionResult, beside: Beside, words: Words) -> SessionRow:
    response = result.response
    pre = UNANSWERED if response.pre_session is None else f"{response.pre_session:.1f}"
    return SessionRow(
        session=words.say(Text("Session %(n)s", n=result.number)),
        day=words.chart_date(result.date),
        week=words.say(week_said(result.week)),
        relief=words.say(relief_said(result.relief, beside.gone.get(result.number), beside.lasted.get(result.number))),
        pre_session=words.say(pre),
        drop=words.say(drop_said(response)),
        rebound=words.say(rebound_said(response)),
        flare=words.say(flare_said(response)),
        medicine=words.say(rescue_said(result, beside.doses)),
    )


def week_said(week: Week) -> Text | str:
    if week.mean is None:
        return week.reason or UNANSWERED
    slots = {"mean": f"{week.mean:.1f}", "n": week.n, "days": week.days}
    if week.percent is None or week.state is None:
        return Text("%(mean)s (%(n)s of %(days)s)", **slots)
    lower = (
        Text("%(pct)s%% lower", pct=round(week.percent))
        if week.percent >= 0
        else Text("%(pct)s%% higher", pct=round(-week.percent))
    )
    return Text(
        "%(mean)s (%(n)s of %(days)s), %(change)s, %(state)s", **slots, change=lower, state=STATE_WORDS[week.state]
    )


def relief_said(relief: Relief, own: int | None, lasted: timedelta | None) -> Text | str:
    """Relief by the rule, and the patient's own end of it: in hours when it was short, else where the two are more than two
    days apart."""
    by_rule = (relief.reason or UNANSWERED) if relief.kind is None else relief_words(relief)
    if lasted is not None and lasted < SHORT:
        hours = Text.plural("about %(n)s hour", "about %(n)s hours", max(round(lasted / AN_HOUR), 1))
        return Text("%(rule)s; the patient: %(patient)s", rule=by_rule, patient=hours)
    own = lasted.days if lasted is not None else own
    if own is None or not differs(relief, own):
        return by_rule
    patient = Text.plural("gone after %(n)s day", "gone after %(n)s days", own)
    return Text("%(rule)s; the patient: %(patient)s", rule=by_rule, patient=patient)


def differs(relief: Relief, own: int) -> bool:
    """Whether the patient's own end lies outside what the rule allows, by more than two days."""
    if relief.kind in (None, "unknown", "pending"):
        return True
    if relief.start is None or relief.lo is None:
        return own > WORTH_SAYING
    if own < relief.start + relief.lo - WORTH_SAYING:
        return True
    return relief.hi is not None and own > relief.start + relief.hi + WORTH_SAYING


def drop_said(response: Response) -> Text | str:
    """How far pain fell from the level of the three days before."""
    if response.mean_drop is None:
        return response.reason or UNANSWERED
    slots = {
        "pct": whole(100 * response.mean_drop),
        "least": score_words(response.nadir or 0),
        "day": response.nadir_day,
    }
    if response.onset is None:
        return Text("%(pct)s%% on average, lowest %(least)s on day %(day)s, no sustained drop", **slots)
    return Text("%(pct)s%% on average, lowest %(least)s on day %(day)s", **slots)


def whole(percent: float) -> str:
    """A percent without decimals, with a true minus sign."""
    return str(round(percent)).replace("-", "−")


def rebound_said(response: Response) -> Text | str:
    """How long after its onset the drop was gone again."""
    rebound = response.rebound
    if rebound is None:
        return UNANSWERED
    if rebound.hi is None:
        return Text.plural("not back after %(n)s day", "not back after %(n)s days", rebound.lo)
    if rebound.hi == rebound.lo:
        return Text.plural("after %(n)s day", "after %(n)s days", rebound.lo)
    return Text("after %(lo)s to %(hi)s days", lo=rebound.lo, hi=rebound.hi)


def flare_said(response: Response) -> Text | str:
    if response.flare is None:
        return UNANSWERED
    return Text("yes") if response.flare else Text("no")


def rescue_said(result: SessionResult, doses: Mapping[date, int]) -> Text | str:
    """Days with extra medicine in the week after the session, shown beside pain and never taken off it."""
    days = rescue_days(result, doses)
    if days is None or not days.answered:
        return UNANSWERED
    return Text.plural("%(taken)s of %(n)s day", "%(taken)s of %(n)s days", days.answered, taken=days.counted)
