"""What the check-in asks on which day: rules without a database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from diary.entries.values import DayEntry
from diary.sessions.values import CourseRecord, RecordedSession
from diary.text import Text

EFFECTS_ASKED_FOR = timedelta(days=7)  # after a session
EVERY_DAY = frozenset({"sleep", "medicine", "worst", "note"})


def latest_of(course: CourseRecord, sessions: Iterable[RecordedSession]) -> RecordedSession | None:
    """The last session that the area of a course had, in this course or an earlier one."""
    own = [session for session in sessions if session.area_id == course.area_id]
    return max(own, key=lambda session: session.at, default=None)


def wording(day: date, latest: RecordedSession | None) -> str:
    """Which time the question is about: a session day asks about the time since the session."""
    if latest is None or latest.day != day:
        return "last_24h"
    return "since_treatment" if latest.is_bath_only else "since_injections"


def needs_asking_again(entry: DayEntry, latest: RecordedSession | None) -> bool:
    """A number saved before the session of its day says nothing about the time since: the form asks again."""
    return (
        latest is not None and latest.day == entry.day and entry.asked == "last_24h" and entry.corrected_at < latest.at
    )


def still_said(entry: DayEntry | None, latest: RecordedSession | None) -> DayEntry | None:
    """What the form shows of a saved day: where it asks again, nothing of the pain, relief and effects of before."""
    if entry is None or not needs_asking_again(entry, latest):
        return entry
    return replace(entry, pain=None, worst=None, relief=None, bothered=None, effects=())


def rows_asked(
    chosen: frozenset[str], day: date, latest: RecordedSession | None, entries: Iterable[DayEntry], goal: str | None
) -> frozenset[str]:
    """The optional rows of this day, of those that the clinic chose for the patient."""
    fitting = set(EVERY_DAY)
    if goal:
        fitting.add("goal")
    if latest and day - latest.day <= EFFECTS_ASKED_FOR:
        fitting.add("effects")
    if latest and latest.day < day and relief_is_open(latest, day, entries):
        fitting.add("relief")
    return chosen & fitting


def relief_is_open(latest: RecordedSession, day: date, entries: Iterable[DayEntry]) -> bool:
    """Nobody has answered "Gone" on an earlier day since the session."""
    return not any(entry.relief == "gone" for entry in entries if latest.day <= entry.day < day)


def days_kept(entries: Iterable[DayEntry], first: date, last: date) -> int:
    """Days that hold a number which counts."""
    return sum(first <= entry.day <= last and entry.stamp != "recalled" for entry in entries)


def count_of_days(kept: int, of: int, latest: RecordedSession | None) -> Text:
    """How complete the diary is, as a fact and not as praise."""
    if latest is None:
        return Text.plural(
            "That is %(n)s day out of %(of)s before your first session.",
            "That is %(n)s days out of %(of)s before your first session.",
            kept,
            of=of,
        )
    return Text.plural(
        "That is %(n)s day out of %(of)s since your last session.",
        "That is %(n)s days out of %(of)s since your last session.",
        kept,
        of=of,
    )
