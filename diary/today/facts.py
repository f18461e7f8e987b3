"""What is known of one day of one patient, and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus
from uuid import UUID

from diary.effects.relief import gone_on
from diary.effects.values import AnsweredAfter
from diary.entries.values import DayEntry, Effect
from diary.practice.domain import PatientRecord
from diary.sessions.values import CourseRecord, RecordedSession
from diary.today.domain import (
    STILL_ASKED_FOR,
    effects_still_open,
    latest_of,
    needs_asking_again,
    still_said,
)

A_DAY = timedelta(days=1)
KEPT_DAYS = timedelta(days=119)  # as far back as a phone knows what a day says already


@dataclass(frozen=True, kw_only=True)
class DayFacts:
    """One day as the diary knows it.

    `sessions` are those up to that day whose time has passed, in order of time; `entries` are those of the
    first area from its latest session, or from the enrolment, or from where an effect may have begun that is asked about,
    up to today, or to the day itself when a patient who flew west has saved it where it had come already; `after` is what
    was answered after sessions in that time; `reader` is whose phone asks, as an author is named.
    """

    patient: PatientRecord
    reader: str
    day: date
    today: date
    zone: str
    courses: Sequence[CourseRecord]  # the open ones, which the form asks about
    had_course: bool
    sessions: Sequence[RecordedSession]
    entries: Sequence[DayEntry]
    second_entries: Sequence[DayEntry]  # the same of the second area
    after: Sequence[AnsweredAfter]
    ended: frozenset[UUID]  # sessions whose relief has worn off, as the patient said up to that day
    goal: str | None
    takes_number: bool
    says_day: bool

    @property
    def takes_events(self) -> bool:
        """A day that is too long ago for a number takes what happened on it, unless that would displace a number."""
        if not self.courses or self.takes_number or (self.entry and self.entry.pain is not None):
            return False
        earliest = max(self.patient.enrolled_on, self.today - KEPT_DAYS)
        return earliest <= self.day < self.today

    @property
    def refusal(self) -> HTTPStatus:
        """What a page answers for a day without a form."""
        if not self.courses:
            return HTTPStatus.OK
        return HTTPStatus.NOT_FOUND if self.day > self.today else HTTPStatus.GONE

    @property
    def latest(self) -> RecordedSession | None:
        """The session of the first area that this day follows; its rows are about it."""
        return latest_of(self.courses[0], self.sessions) if self.courses else None

    def of(self, course: CourseRecord) -> list[RecordedSession]:
        """The sessions of a course's area."""
        return [session for session in self.sessions if session.area_id == course.area_id]

    @property
    def still_open(self) -> tuple[tuple[str, ...], ...]:
        """Effects to ask after in each area, where the clinic lets effects be asked about."""
        if "effects" not in self.patient.rows:
            return tuple(() for _course in self.courses)
        of_areas = zip(self.courses, (self.entries, self.second_entries), strict=False)
        return tuple(effects_still_open(self.day, self.of(course), entries, self.after) for course, entries in of_areas)

    @property
    def second_session(self) -> RecordedSession | None:
        """The session of the second area that this day follows."""
        return latest_of(self.courses[1], self.sessions) if len(self.courses) > 1 else None

    @property
    def relief_may_end(self) -> RecordedSession | None:
        """The session whose relief may wear off now, where the clinic lets relief be asked about."""
        latest = self.latest
        if latest is None or "relief" not in self.patient.rows or self.day - latest.day > STILL_ASKED_FOR:
            return None
        return latest if self.has_relief(latest, self.day + A_DAY) else None

    def has_relief(self, latest: RecordedSession, day: date) -> bool:
        """Nobody has said that the relief of a session has worn off, or answered "Gone" before a day."""
        gone = gone_on(self.entries, self.of(self.courses[0])).get(latest.id)
        return latest.id not in self.ended and (gone is None or gone >= day)

    @property
    def entry(self) -> DayEntry | None:
        return next((entry for entry in self.entries if entry.day == self.day), None)

    @property
    def is_done(self) -> bool:
        """The first number alone makes the day complete."""
        return self.entry is not None and not needs_asking_again(self.entry, self.latest)

    @property
    def said_so_far(self) -> tuple[DayEntry | None, DayEntry | None]:
        """The saved answers of both areas that the form shows, to be changed or completed."""
        second = next((entry for entry in self.second_entries if entry.day == self.day), None)
        return still_said(self.entry, self.latest), still_said(second, self.second_session)

    @property
    def second_by_name(self) -> Sequence[Effect]:
        """What this day says so far of the effects of the second area that it asks after."""
        session = self.second_session
        of_day = (one for one in self.after if one.day == self.day and one.is_by_name)
        said = [one.effects for one in of_day if session and one.session_id == session.id]
        return said[-1] if said else ()

    @property
    def saved_at(self) -> datetime | None:
        return self.entry.corrected_at if self.entry and self.is_done else None

    @property
    def saved_is_own(self) -> bool:
        """Whose phone it is has saved the day, and not somebody else who writes here."""
        return self.entry is None or self.entry.author == self.reader

    @property
    def start(self) -> date:
        """From when on days are counted."""
        return self.latest.day if self.latest else min(self.patient.enrolled_on, self.day)

    @property
    def open_yesterday(self) -> date | None:
        """Yesterday, when it can still be filled in."""
        yesterday = self.today - A_DAY
        filled = any(entry.day == yesterday for entry in self.entries)
        return yesterday if self.courses and self.patient.enrolled_on <= yesterday and not filled else None

    @property
    def line(self) -> str | None:
        """What is to be said of the day where there is no form; the words are `words.HOME_LINES`."""
        if not self.courses:
            return "ended" if self.had_course else "not_started"
        if not self.takes_number:
            return "future" if self.day > self.today else "closed"
        return None if self.is_done else "empty"
