"""The words of the screens that look back."""

from diary.checks.words import GOAL_DAYS  # noqa: F401  # templates read them here
from diary.entries.domain import BOTHER_WORDS, EFFECT_WORDS  # noqa: F401
from diary.entries.words import GOAL, MEDICINE, MEDICINE_CLASSES, RELIEF, SLEEP  # noqa: F401
from diary.text import Text
from diary.trends.own import OwnGoal, OwnRelief

ENDED = Text("Your course has ended. You can still see your diary.")
LINES = {
    "first": Text("Your days will show here after your first check-in."),
    "ended": ENDED,
}
DAY_LINES = {
    "older": Text("Days before the last 16 weeks are not shown here."),
    "future": Text("This day has not come yet."),
    "closed": Text("This day is closed. You can add a number for today and yesterday."),
    "ended": ENDED,
    "not_started": Text("Your clinic has not started your course yet. You can check in when it has."),
}
ACTIONS = {
    "change": Text("Change this entry"),
    "fill": Text("Fill in this day"),
    "add": Text("Add what happened"),
}
DAY_BY_DAY = Text("Your pain, day by day")
HEADLINES = {
    "few": Text("Not enough days yet to show a trend"),
    "before": DAY_BY_DAY,
    "no_start": DAY_BY_DAY,
    "no_recent": DAY_BY_DAY,
    "lower": Text("Your pain is lower than when you started"),
    "same": Text("Your pain is about the same as when you started"),
    "higher": Text("Your pain is higher than when you started"),
}
WHY = {
    "before": Text("The days before session 1 set your starting point."),
    "no_start": Text("There are too few days before session 1 to compare."),
    "no_recent": Text("There are too few entries in the last 7 days to compare."),
}
DIPS = {
    "each_climbs": Text("Pain dips after each session, then climbs."),
    "each": Text("Pain dips after each session."),
    "one_climbs": Text("Pain dipped after your session, then climbed."),
    "one": Text("Pain dipped after your session."),
}
RELIEF_WITHOUT_DAYS = {
    "none": Text("less than 1 day"),
    "unknown": Text("not known"),
    "early": Text("too early to say"),
}
TREND_LINES = {
    "hidden": Text("Your trend is hidden."),
    "none": Text("Your trend will show here when your course has begun."),
    "later": Text("The numbers come when the diary can be reached."),
}


def trend_line(*, hidden: bool, is_empty: bool) -> str | None:
    """What stands in place of the trend, if something does."""
    if hidden:
        return "hidden"
    return "none" if is_empty else None


def length_said(relief: OwnRelief) -> Text:
    """How many days relief lasted, as far as the days tell."""
    if relief.kind == "range":
        return Text("%(lo)s to %(hi)s days", lo=relief.lo, hi=relief.hi)
    if relief.kind == "at_least":
        return Text.plural("at least %(n)s day", "at least %(n)s days", relief.lo or 0)
    return Text.plural("%(n)s day", "%(n)s days", relief.lo or 0)


def hours_said(hours: int) -> Text:
    return Text.plural("You said: about %(n)s hour", "You said: about %(n)s hours", hours)


def goal_said(goal: OwnGoal, last: str = "") -> Text:
    """How often the goal was met this week, or in the week up to a day that is written out."""
    if last:
        return Text.plural(
            "%(done)s of %(n)s day in the week up to %(day)s.",
            "%(done)s of %(n)s days in the week up to %(day)s.",
            goal.of,
            done=goal.done,
            day=last,
        )
    return Text.plural("%(done)s of %(n)s day this week.", "%(done)s of %(n)s days this week.", goal.of, done=goal.done)
