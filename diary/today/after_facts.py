"""What the screen after a session shows, and which session it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from diary.effects.followed import followed
from diary.effects.schedule import Followed
from diary.effects.values import AnsweredAfter
from diary.entries.domain import days_to_fill
from diary.errors import NotFound
from diary.sessions.values import RecordedSession
from diary.text import Text

AN_HOUR = timedelta(hours=1)
A_LOT = 3


@dataclass(frozen=True, kw_only=True)
class AfterScreen:
    """What the screen shows besides the answers. Without a session it is nobody's: the shell that a phone keeps."""

    session: RecordedSession | None = None
    day: date | None = None  # that an answer now is kept for
    area: str = ""  # named where two areas are treated
    hours: int = 0
    prompt: str = "soon"

    @property
    def is_shell(self) -> bool:
        return self.session is None

    @property
    def context(self) -> Text | str:
        """Which session, and how long ago."""
        if self.session is None:
            return ""
        if not self.hours:
            return Text("Session %(number)s, less than an hour ago", number=self.session.number)
        return Text.plural(
            "Session %(number)s, %(n)s hour ago",
            "Session %(number)s, %(n)s hours ago",
            self.hours,
            number=self.session.number,
        )

    @property
    def is_bath_only(self) -> bool:
        return self.session is not None and self.session.is_bath_only

    @property
    def has_bath(self) -> bool:
        """Whether to ask for the effects of a bath too."""
        return self.session is None or self.session.spg_bath

    @property
    def asks_usual_day(self) -> bool:
        return self.prompt == "morning"

    @property
    def late_for(self) -> date | None:
        """The day of the session, once it is over."""
        return self.session.day if self.session and self.day and self.session.day < self.day else None


@dataclass(frozen=True, kw_only=True)
class AfterFacts:
    """The sessions of the open courses whose time has passed, with what was answered after each.

    `sessions` and `answers` come in order of time; `ended` are the sessions whose relief has worn off, as the
    patient said in any way.
    """

    sessions: Sequence[RecordedSession]
    answers: Sequence[AnsweredAfter]
    ended: frozenset[UUID]
    areas: Mapping[UUID, str]  # names of those that are treated
    now: datetime
    zone: str

    @property
    def today(self) -> date:
        return days_to_fill(self.now, self.zone)[0]

    @property
    def asked(self) -> list[RecordedSession]:
        """Those that the screen asks about, the newest first."""
        ordered = sorted(self.sessions, key=lambda one: (one.at, str(one.id)), reverse=True)
        return [one for one in ordered if self.followed(one).is_asked(self.now)]

    @property
    def due(self) -> RecordedSession | None:
        """The session whose question is open now."""
        return next((one for one in self.asked if self.followed(one).due(self.now, self.zone)), None)

    def after_check_in(self, day: date) -> RecordedSession | None:
        """The session whose question follows the check-in of today: nothing was answered in the last two hours."""
        of_day = (one for one in self.asked if one.day == day == self.today)
        return next((one for one in of_day if not self.followed(one).is_answered_just_now(self.now)), None)

    def session(self, session_id: UUID) -> RecordedSession:
        """One of them.

        Raises:
            NotFound: There is no such session.
        """
        found = next((one for one in self.sessions if one.id == session_id), None)
        if found is None:
            raise NotFound
        return found

    def to_ask(self, session_id: UUID | None) -> RecordedSession | None:
        """One session, or the one that waits most; None when it is not asked about, or none is.

        Raises:
            NotFound: There is no such session.
        """
        if session_id is None:
            return self.due or next(iter(self.asked), None)
        session = self.session(session_id)
        return session if session in self.asked else None

    def screen(self, session: RecordedSession) -> AfterScreen:
        return AfterScreen(
            session=session,
            day=self.today,
            area=self.area_named(session),
            hours=(self.now - session.at) // AN_HOUR,
            prompt=self.followed(session).prompt(self.now, self.zone),
        )

    def area_named(self, session: RecordedSession) -> str:
        """The name of a session's area, where two areas are treated."""
        return self.areas[session.area_id] if len(self.areas) > 1 else ""

    def bothers_a_lot(self, session_id: UUID) -> bool:
        """The last answer about a session names an effect that bothers a lot.

        Raises:
            NotFound: There is no such session.
        """
        session = self.session(session_id)
        own = [answer for answer in self.answers if answer.session_id == session.id and not answer.is_by_name]
        return any(effect.severity == A_LOT for answer in own[-1:] for effect in answer.effects)

    def followed(self, session: RecordedSession) -> Followed:
        own = [answer for answer in self.answers if answer.session_id == session.id]
        return followed(session.at, own, has_ended=session.id in self.ended)
