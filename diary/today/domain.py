"""What the check-in asks on which day: rules without a database."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from diary.effects.domain import EffectAnswer, open_effects
from diary.effects.relief import is_of_before, session_before
from diary.effects.values import AnsweredAfter
from diary.entries.domain import EFFECTS
from diary.entries.values import DayEntry
from diary.sessions.values import CourseRecord, RecordedSession
from diary.text import Text

EFFECTS_ASKED_FOR = timedelta(days=7)  # after a session
STILL_ASKED_FOR = timedelta(days=14)  # whether an effect that began is still there
EVENTS = frozenset({"medicine", "effects", "note"})
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
    return latest is not None and is_of_before(entry, latest)


def still_said(entry: DayEntry | None, latest: RecordedSession | None) -> DayEntry | None:
    """What the form shows of a saved day: where it asks again, nothing of the pain, relief and effects of before."""
    if entry is None or not needs_asking_again(entry, latest):
        return entry
    return replace(entry, pain=None, worst=None, relief=None, bothered=None, effects=())


def rows_of_events(rows: frozenset[str]) -> frozenset[str]:
    """Of these rows, those that memory can answer: what happened, not how it was on a scale."""
    return rows & EVENTS


def rows_asked(
    chosen: frozenset[str], day: date, latest: RecordedSession | None, goal: str | None, *, has_relief: bool
) -> frozenset[str]:
    """The optional rows of this day, of those that the clinic chose for the patient; `has_relief`: of its last session."""
    fitting = set(EVERY_DAY)
    if goal:
        fitting.add("goal")
    if latest and day - latest.day <= EFFECTS_ASKED_FOR:
        fitting.add("effects")
    if latest and latest.day < day and has_relief:
        fitting.add("relief")
    return chosen & fitting


def effects_still_open(
    day: date, own: Sequence[RecordedSession], entries: Iterable[DayEntry], after: Iterable[AnsweredAfter]
) -> tuple[str, ...]:
    """The effects that bothered when they were last answered before a check-in, and are asked about in it, in their order.

    On the day of a session its own question asks instead. Answers to these questions are no reason to stop asking on
    their own day: there they can be changed.

    Args:
        day: The day that is filled in.
        own: The sessions of the area up to that day, in order of time.
        entries: What its days show.
        after: What was answered after sessions.
    """
    if not own or own[-1].day == day:
        return ()
    said = [*said_in_entries(day, own, entries), *said_after(day, own, after)]
    still = {
        effect for effect, session in open_effects(said).items() if day - date.fromordinal(session) <= STILL_ASKED_FOR
    }
    return tuple(effect for effect in EFFECTS if effect in still)


def said_in_entries(day: date, own: Sequence[RecordedSession], entries: Iterable[DayEntry]) -> Iterator[EffectAnswer]:
    for entry in entries:
        session = session_before(entry, own)
        if session and entry.day < day and (entry.effects or entry.bothered is not None):
            severities = {effect.effect: effect.severity for effect in entry.effects}
            yield EffectAnswer(
                day=entry.day,
                at=entry.corrected_at,
                session=session.day.toordinal(),
                severities=severities,
                none=entry.bothered is False,
            )


def said_after(day: date, own: Sequence[RecordedSession], after: Iterable[AnsweredAfter]) -> Iterator[EffectAnswer]:
    days = {session.id: session.day for session in own}
    for answer in after:
        if answer.session_id in days and (answer.day < day or (answer.day == day and not answer.is_by_name)):
            severities = {effect.effect: effect.severity for effect in answer.effects}
            yield EffectAnswer(
                day=answer.day,
                at=answer.corrected_at,
                session=days[answer.session_id].toordinal(),
                severities=severities,
                none=answer.none_of_these,
            )


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
