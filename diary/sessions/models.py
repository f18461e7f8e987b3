"""Tables of courses and treatment sessions."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from diary.db import Base, Id, Moment, PatientId, one_of, whole_number
from diary.sessions.domain import (
    ANAESTHETICS,
    CONDITIONS,
    MOST_AREAS,
    MOST_CONDITION,
    MOST_NOTE,
    MOST_PLANNED,
    MOST_POINTS,
    MOST_SOLUTION,
    MOST_VOLUME_ML,
    SIDES,
)


class Course(Base):
    """One series of weekly treatment sessions for one body area."""

    __tablename__ = "course"
    __table_args__ = (
        ForeignKeyConstraint(["patient_id", "area_id"], ["area.patient_id", "area.id"]),
        one_of("condition", CONDITIONS),
        whole_number("planned_sessions", 1, MOST_PLANNED),
        whole_number("weekday", 0, 6),
        UniqueConstraint("patient_id", "id"),
        Index(
            "uq_course_open_area_id",
            "area_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
            sqlite_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    patient_id: Mapped[PatientId]
    area_id: Mapped[UUID]
    condition: Mapped[str] = mapped_column(String(30))
    condition_words: Mapped[str | None] = mapped_column(String(MOST_CONDITION))  # free text beside the list
    planned_sessions: Mapped[int]
    weekday: Mapped[int | None]  # 0 Monday … 6 Sunday
    next_visit_at: Mapped[Moment | None]
    opened_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]


class SessionColumns:
    """What is recorded of one visit's injections or bath."""

    at: Mapped[Moment]
    day: Mapped[date]  # in the practice's zone
    zone: Mapped[str] = mapped_column(String(64))
    injections: Mapped[bool]
    spg_bath: Mapped[bool]
    areas: Mapped[str] = mapped_column(String(MOST_AREAS))  # what was treated today, one a line
    side: Mapped[str | None] = mapped_column(String(8))
    solution: Mapped[str] = mapped_column(String(MOST_SOLUTION))
    anaesthetic: Mapped[str] = mapped_column(String(20))
    volume_ml: Mapped[float | None]
    points: Mapped[int | None]
    stinging: Mapped[int | None]  # during the injections, 0–3
    pain_before: Mapped[int | None]
    pain_after_15min: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(String(MOST_NOTE))  # practitioners only
    cancelled: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[UUID | None]
    recorded_at: Mapped[Moment]


def fact_checks() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("injections OR spg_bath", name="technique"),
        CheckConstraint(f"volume_ml BETWEEN 0 AND {MOST_VOLUME_ML}", name="volume_ml"),
        one_of("anaesthetic", ANAESTHETICS),
        one_of("side", SIDES),
        whole_number("points", 0, MOST_POINTS),
        whole_number("stinging", 0, 3),
        whole_number("pain_before", 0, 10),
        whole_number("pain_after_15min", 0, 10),
    )


class TreatmentSession(SessionColumns, Base):
    """One visit's treatment as it stands now."""

    __tablename__ = "treatment_session"
    __table_args__ = (
        ForeignKeyConstraint(["patient_id", "course_id"], ["course.patient_id", "course.id"]),
        *fact_checks(),
        Index(
            "uq_treatment_session_course_id_day",
            "course_id",
            "day",
            unique=True,
            postgresql_where=text("NOT cancelled"),
            sqlite_where=text("NOT cancelled"),
        ),
    )

    id: Mapped[Id]
    patient_id: Mapped[PatientId]
    course_id: Mapped[UUID]
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Moment]  # when it was first saved; a wrong date may be moved for seven days from then


class EarlierTreatmentSession(SessionColumns, Base):
    """How a treatment session stood before it was corrected or moved; never changed."""

    __tablename__ = "earlier_treatment_session"
    __table_args__ = (*fact_checks(), UniqueConstraint("session_id", "revision"))

    id: Mapped[Id]
    session_id: Mapped[UUID] = mapped_column(ForeignKey("treatment_session.id"))
    revision: Mapped[int]
