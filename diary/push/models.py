"""The table of phones that can be reached."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from diary.db import Base, Moment, PatientId
from diary.push.hosts import MOST_LETTERS

MOST_TOPICS = 200  # letters: of eight pushes


class PushSubscription(Base):
    """How one phone is reached: the address that its browser was given, and the keys that seal for it (RFC 8030, 8291).

    The address lets anybody who knows it send to the phone: it is shown and logged nowhere.
    """

    __tablename__ = "push_subscription"

    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"), primary_key=True)
    patient_id: Mapped[PatientId]
    endpoint: Mapped[str] = mapped_column(String(MOST_LETTERS))
    endpoint_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    p256dh: Mapped[str] = mapped_column(String(90))
    auth: Mapped[str] = mapped_column(String(30))
    language: Mapped[str] = mapped_column(String(12))
    subscribed_at: Mapped[Moment]
    seen_at: Mapped[Moment]  # when the diary was last opened with it
    accepted_at: Mapped[Moment | None]  # when its push service last took a push; no proof that the phone showed it
    # Of the last pushes that were answered for good, the newest first, each with its mark (MARKS): also of those refused.
    accepted_topics: Mapped[str] = mapped_column(String(MOST_TOPICS), default="")
    is_dead: Mapped[bool] = mapped_column(
        default=False
    )  # the address leads nowhere: unused until the phone says it again
    opened_at: Mapped[Moment | None]  # when a reminder was last tapped
    refused_at: Mapped[Moment | None]  # since when its push service refuses what we send; null once it takes one


class PushTally(Base):
    """How often something became of reminders, or a push service answered something, on one day of UTC: for who runs the diary.

    Nothing of it is anybody's.
    """

    __tablename__ = "push_tally"

    day: Mapped[date] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(String(255), primary_key=True)  # of the push service; empty: about reminders
    what: Mapped[str] = mapped_column(String(16), primary_key=True)
    count: Mapped[int]
