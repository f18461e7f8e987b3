"""Tables of what followed a session: what patients answered after it, when relief ended, and which cards they read."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from diary.db import Base, Moment, one_of, whole_number
from diary.effects.domain import EASED_WHEN, EASES, LEVELS, PROMPTS, RELIEF_ENDS, USUAL_DAYS
from diary.entries.domain import AUTHORS, EFFECTS


class AfterAnswer(Base):
    """What was answered after a session; each stands, and readers take the newest of a prompt."""

    __tablename__ = "after_answer"
    __table_args__ = (
        one_of("prompt", PROMPTS),
        one_of("ease", EASES),
        one_of("eased", EASED_WHEN),
        one_of("usual_day", USUAL_DAYS),
        one_of("author", AUTHORS),
        Index("ix_after_answer_patient_id_for_day", "patient_id", "for_day"),
    )

    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"))
    session_id: Mapped[UUID]  # as the phone named it; a session that is not the patient's shows nowhere
    for_day: Mapped[date]
    corrected_at: Mapped[Moment]
    prompt: Mapped[str | None] = mapped_column(String(8))
    ease: Mapped[str | None] = mapped_column(String(16))
    eased: Mapped[str | None] = mapped_column(String(12))
    none_of_these: Mapped[bool]  # "None of these": closes whatever effect is open
    usual_day: Mapped[str | None] = mapped_column(String(8))
    author: Mapped[str] = mapped_column(String(10))


class AfterEffect(Base):
    """One effect that an answer after a session names, and how much it bothered."""

    __tablename__ = "after_effect"
    __table_args__ = (one_of("effect", EFFECTS), whole_number("severity", 0, 3), {"sqlite_with_rowid": False})

    version_id: Mapped[UUID] = mapped_column(ForeignKey("after_answer.version_id"), primary_key=True)
    effect: Mapped[str] = mapped_column(String(20), primary_key=True)
    severity: Mapped[int]  # 0 gone, 1 a little, 2 quite a bit, 3 a lot
    words: Mapped[str | None] = mapped_column(String(60))  # the patient's own, for "something else"


class ReliefEnd(Base):
    """The patient said that the relief of a session has worn off; each stands, and readers take the newest of a session."""

    __tablename__ = "relief_end"
    __table_args__ = (
        one_of("said", RELIEF_ENDS),
        one_of("author", AUTHORS),
        Index("ix_relief_end_patient_id_session_id", "patient_id", "session_id"),
    )

    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"))
    session_id: Mapped[UUID]
    for_day: Mapped[date]
    corrected_at: Mapped[Moment]
    said: Mapped[str] = mapped_column(String(16))
    ended_at: Mapped[Moment | None]  # null: the day only
    author: Mapped[str] = mapped_column(String(10))


class FlagCard(Base):
    """One red-flag card that a phone showed, and what became of it; a later save of the same card updates the row."""

    __tablename__ = "flag_card"
    __table_args__ = (
        one_of("level", LEVELS),
        one_of("author", AUTHORS),
        Index("ix_flag_card_patient_id_shown_at", "patient_id", "shown_at"),
    )

    # The phone names the card; under the patient's own id it can only ever be the patient's card.
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)  # the first version's id
    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), unique=True)
    for_day: Mapped[date]
    corrected_at: Mapped[Moment]
    rule: Mapped[str] = mapped_column(String(40))
    level: Mapped[str] = mapped_column(String(1))
    rules_version: Mapped[str] = mapped_column(String(20))
    shown_at: Mapped[Moment]
    dismissed_at: Mapped[Moment | None]
    called: Mapped[bool | None]
    author: Mapped[str] = mapped_column(String(10))
