"""Tables of the weekly check, goals and questions."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from diary.db import Base, Moment, PatientId, whole_number


class WeeklyCheck(Base):
    """PEG and the change question as answered on one day; the latest of a day counts."""

    __tablename__ = "weekly_check"
    __table_args__ = (
        whole_number("peg_pain", 0, 10),
        whole_number("peg_enjoyment", 0, 10),
        whole_number("peg_activity", 0, 10),
        whole_number("change", 1, 7),
        whole_number("goal_difficulty", 0, 10),
        Index("ix_weekly_check_patient_id_for_day", "patient_id", "for_day"),
    )

    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"))
    for_day: Mapped[date]
    corrected_at: Mapped[Moment]
    peg_pain: Mapped[int | None]
    peg_enjoyment: Mapped[int | None]
    peg_activity: Mapped[int | None]
    change: Mapped[int | None]  # 1 very much better … 4 the same … 7 very much worse
    goal_difficulty: Mapped[int | None]


class Goal(Base):
    """One thing the patient wants to do again; a new goal is a new row."""

    __tablename__ = "goal"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), primary_key=True)
    patient_id: Mapped[PatientId]
    words: Mapped[str | None] = mapped_column(String(60))  # null: the patient put the goal away
    set_on: Mapped[date]
    corrected_at: Mapped[Moment]


class Question(Base):
    """Something the patient wants to ask at the visit."""

    __tablename__ = "question"

    # The phone names the question; under the patient's own id it can only ever be the patient's question.
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)  # the first version's id; later versions update this row
    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), unique=True)
    words: Mapped[str] = mapped_column(String(140))
    asked_on: Mapped[date]
    corrected_at: Mapped[Moment]
    talked_about_on: Mapped[date | None]  # holds until the question is asked on a later day
    talked_about_as_of: Mapped[Moment | None]  # sharing had stopped then: what was asked later was not talked about
    withdrawn: Mapped[bool] = mapped_column(default=False)
