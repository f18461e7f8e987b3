"""An answer about a session as the save that travels to the diary."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid4

from diary.effects.values import AfterBody
from diary.effects.wire import after_message
from diary.entries.values import Envelope
from diary.entries.wire import write_version
from diary.sessions.values import RecordedSession
from diary.today.saves import APP


@dataclass(frozen=True, kw_only=True)
class AfterSave:
    """The answers about one session, ready to be kept under an id."""

    id: UUID
    session: RecordedSession
    day: date
    body: AfterBody
    zone: str

    def version(self, now: datetime) -> Envelope:
        """The save as it travels."""
        return write_version(
            "after",
            after_message(self.body),
            version_id=self.id,
            for_day=self.day,
            area=self.session.area_id,
            session=self.session.id,
            edited_at=now,
            zone=self.zone,
            app=APP,
        )

    def under_a_new_id(self) -> Self:
        return replace(self, id=uuid4())
