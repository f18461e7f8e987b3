"""The numbers behind the panels, in words: one row a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from diary.text import Text
from diary.trends.facts import Facts, Words
from diary.trends.level import STATE_WORDS, Week
from diary.trends.relief import Relief
from diary.trends.response import Response
from diary.trends.summary import SessionResult, Summary
from diary.trends.table import UNANSWERED
from diary.trends.weekly import rescue_days
from diary.trends.words import relief_words, score_words

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


def session_rows(facts: Facts, summary: Summary, words: Words) -> list[SessionRow]:
    """Every session of the course up to yesterday, newest first."""
    doses = {
        entry.day: entry.medicine for entry in facts.entries if entry.medicine is not None and entry.day <= facts.as_of
    }
    return [session_row(result, facts, doses, words) for result in reversed(summary.sessions)]


def session_row(result: SessionResult, facts: Facts, doses: Mapping[date, int], words: Words) -> SessionRow:
    response = result.response
    pre = UNANSWERED if response.pre_session is None else f"{response.pre_session:.1f}"
    return SessionRow(
        session=words.say(Text("Session %(n)s", n=result.number)),
        day=words.chart_date(result.date),
        week=words.say(week_said(result.week)),
        relief=words.say(relief_said(result, facts)),
        pre_session=words.say(pre),
        drop=words.say(drop_said(response)),
        rebound=words.say(rebound_said(response)),
        flare=words.say(flare_said(response)),
        medicine=words.say(rescue_said(result, doses)),
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


def relief_said(result: SessionResult, facts: Facts) -> Text | str:
    """Relief by the rule, and the patient's own end of it where the two are more than two days apart."""
    by_rule = relief_by_rule(result.relief)
    own = own_length(result, facts)
    if own is None or not differs(result.relief, own):
        return by_rule
    patient = Text.plural("gone after %(n)s day", "gone after %(n)s days", own)
    return Text("%(rule)s; the patient: %(patient)s", rule=by_rule, patient=patient)


def relief_by_rule(relief: Relief) -> Text | str:
    if relief.kind is None:
        return relief.reason or UNANSWERED
    return relief_words(relief)


def own_length(result: SessionResult, facts: Facts) -> int | None:
    """Days from the session to the first day on which the patient said its relief was gone."""
    later = [day for day in facts.session_days if day > result.date]
    end = later[0] if later else facts.today
    gone = [entry.day for entry in facts.entries if entry.relief == "gone" and result.date <= entry.day < end]
    return (gone[0] - result.date).days if gone else None


def differs(relief: Relief, own: int) -> bool:
    if relief.kind in (None, "unknown", "pending"):
        return True
    if relief.kind == "none" or relief.start is None or relief.lo is None:
        return own > WORTH_SAYING
    least = relief.start + relief.lo
    most = least if relief.end == "above" and relief.hi is None else relief.start + (relief.hi or relief.lo)
    return own < least - WORTH_SAYING or own > most + WORTH_SAYING


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
    return UNANSWERED if days is None or not doses else Text.plural("%(n)s day", "%(n)s days", days)
