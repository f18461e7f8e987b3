"""Tables of the clinic and its patients."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from diary.db import Base, Id, Moment, PatientId, one_of, whole_number
from diary.practice.domain import AREA_GROUPS, LOOKS

ZONE = String(64)
PLANNED = text("reminders_at IS NOT NULL")


class Practice(Base):
    """One clinic: staff, patients, settings."""

    __tablename__ = "practice"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(40))
    emergency_number: Mapped[str | None] = mapped_column(String(20))
    hours: Mapped[str | None] = mapped_column(String(200))  # as patients read them
    out_of_hours: Mapped[str | None] = mapped_column(String(40))  # whom to call when the clinic is closed
    crisis_line: Mapped[str | None] = mapped_column(String(40))
    # Which version of the red flags a clinician signed off, who and when; null until somebody does.
    red_flags_signed_version: Mapped[str | None] = mapped_column(String(20))
    red_flags_signed_by: Mapped[str | None] = mapped_column(String(120))
    red_flags_signed_at: Mapped[Moment | None]
    zone: Mapped[str] = mapped_column(ZONE)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment]


class Patient(Base):
    """A person who keeps the diary, and which rows their clinic asks."""

    __tablename__ = "patient"
    __table_args__ = (
        whole_number("year_of_birth", 1900, 2200),
        whole_number("intake_pain", 0, 10),
        one_of("look", LOOKS),
        Index("ix_patient_reminders_at", "reminders_at", postgresql_where=PLANNED, sqlite_where=PLANNED),
    )

    id: Mapped[Id]
    practice_id: Mapped[UUID] = mapped_column(ForeignKey("practice.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    year_of_birth: Mapped[int]
    language: Mapped[str] = mapped_column(String(12), default="en")
    enrolled_on: Mapped[date]
    created_at: Mapped[Moment]
    archived_at: Mapped[Moment | None]
    sharing_stopped_at: Mapped[Moment | None]
    reminders_at: Mapped[Moment | None]  # when reminders are planned next; null: not before something changes
    planned_until: Mapped[Moment | None]  # by a worker that has them in hand; a change meanwhile takes them from it
    # raised in the transaction that stores a version, so a phone can ask what came after it
    revision: Mapped[int] = mapped_column(default=0)

    asks_sleep: Mapped[bool] = mapped_column(default=True)
    asks_medicine: Mapped[bool] = mapped_column(default=True)
    asks_relief: Mapped[bool] = mapped_column(default=True)
    asks_goal: Mapped[bool] = mapped_column(default=True)
    asks_effects: Mapped[bool] = mapped_column(default=True)
    asks_worst: Mapped[bool] = mapped_column(default=False)
    asks_note: Mapped[bool] = mapped_column(default=True)

    blood_thinner: Mapped[bool | None]
    anaesthetic_allergy: Mapped[bool | None]
    diabetes: Mapped[bool | None]
    intake_pain: Mapped[int | None]  # PEG item 1 at intake

    bigger_buttons: Mapped[bool] = mapped_column(default=False)
    look: Mapped[str] = mapped_column(String(8), default="phone")
    hides_trend: Mapped[bool] = mapped_column(default=False)
    # Which save of the patient's wishes the three above come from, and when it was made, at the latest when it came; null
    # until there is one.
    prefs_version_id: Mapped[UUID | None]
    prefs_corrected_at: Mapped[Moment | None]
    deletion_asked_at: Mapped[Moment | None]


class Area(Base):
    """One part of the body that a patient's diary follows."""

    __tablename__ = "area"
    __table_args__ = (
        one_of("area_group", AREA_GROUPS),
        UniqueConstraint("patient_id", "id"),
    )

    id: Mapped[Id]
    patient_id: Mapped[PatientId]
    name: Mapped[str] = mapped_column(String(80))
    area_group: Mapped[str] = mapped_column(String(20))


class Consent(Base):
    """What a patient was shown and answered; never changed, a new answer is a new row."""

    __tablename__ = "consent"

    id: Mapped[Id]
    patient_id: Mapped[PatientId]
    wording_version: Mapped[str] = mapped_column(String(20))
    wording: Mapped[str] = mapped_column(String(4000))
    language: Mapped[str] = mapped_column(String(12))
    agreed: Mapped[bool]
    answered_at: Mapped[Moment]  # at the latest when it came
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))
    version_id: Mapped[UUID | None]  # the save that brought it; null for one given on a page of the server's


class EarlierPatientFact(Base):
    """What a patient's record said before somebody changed it; never changed itself."""

    __tablename__ = "earlier_patient_fact"

    id: Mapped[Id]
    patient_id: Mapped[PatientId]
    fact: Mapped[str] = mapped_column(String(30))
    was: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[Moment]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
