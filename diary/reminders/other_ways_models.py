"""Tables of the other ways to be reminded, for phones that receive no push."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from diary.db import Base, Moment
from diary.smtp import MOST_LETTERS


class CalendarLink(Base):
    """The link to a patient's calendar: who has it sees when the patient is reminded, and nothing else.

    Its token is worked out from `id` with this server's secret, so that the patient can read it again and a copy of the
    database opens nothing.
    """

    __tablename__ = "calendar_link"

    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"), primary_key=True)
    id: Mapped[UUID]
    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    made_at: Mapped[Moment]


class ReminderMail(Base):
    """A patient's e-mail address, which they gave for reminders and for nothing else; taken back, the row is gone.

    The token of its links is worked out from `id`: they prove that the address is theirs, and end the e-mails. A worker that
    takes a row sets `next_at` to the end of its lease. Should it die, another looks at the row again by then.
    """

    __tablename__ = "reminder_mail"

    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"), primary_key=True)
    id: Mapped[UUID]
    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    address: Mapped[str] = mapped_column(String(MOST_LETTERS))
    asked_at: Mapped[Moment]
    confirmed_at: Mapped[Moment | None]  # until then one e-mail goes there, which asks
    next_at: Mapped[Moment] = mapped_column(index=True)  # when to look next whether to send something
    sent_on: Mapped[date | None]  # the last day with a reminder, of the calendar where the patient is
    refused_at: Mapped[Moment | None]  # when the address was last refused; null once one is taken
