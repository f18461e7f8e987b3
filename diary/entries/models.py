"""Tables of the diary: every save for ever, and what each day shows now."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from diary.db import Base, Moment, one_of, whole_number
from diary.entries.domain import ASKED, AUTHORS, EFFECTS, GOALS, MEDICINES, RELIEFS, SOURCES, STAMPS


class Version(Base):
    """One save on a phone, kept for ever exactly as it came; never changed, never removed."""

    __tablename__ = "version"
    __table_args__ = (
        one_of("author", AUTHORS),
        one_of("source", SOURCES),
        one_of("stamp", STAMPS),
        Index("uq_version_patient_id_revision", "patient_id", "revision", unique=True),
        Index("ix_version_patient_id_kind_for_day", "patient_id", "kind", "for_day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)  # minted on the phone
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.id"))
    revision: Mapped[int]  # the patient's counter when it was stored
    kind: Mapped[str] = mapped_column(String(40))
    for_day: Mapped[date]
    area_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    edited_at: Mapped[Moment]  # the phone's clock
    corrected_at: Mapped[Moment]  # edited_at + skew: what orders versions
    zone: Mapped[str] = mapped_column(String(64))
    offset_min: Mapped[int]
    skew_ms: Mapped[int] = mapped_column(BigInteger)  # a clock may be years wrong
    clock_suspect: Mapped[bool]
    app: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(Text)  # canonical JSON of the whole envelope, unknown fields included
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    stamp: Mapped[str | None] = mapped_column(String(10))
    author: Mapped[str] = mapped_column(String(10))
    author_id: Mapped[UUID | None]  # the device, or the member of staff
    source: Mapped[str] = mapped_column(String(10))
    received_at: Mapped[Moment]


class UnshownVersion(Base):
    """A save of a kind that nobody knew here when it came: kept like every other, and waiting for a release that shows it."""

    __tablename__ = "unshown_version"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), primary_key=True)


class ErasedVersion(Base):
    """A save that was erased on purpose: nothing of it is left but its id, so that no phone brings it back."""

    __tablename__ = "erased_version"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    erased_at: Mapped[Moment]


class Entry(Base):
    """What one day of one area shows now: the version with the newest edit time."""

    __tablename__ = "entry"
    __table_args__ = (
        ForeignKeyConstraint(["patient_id", "area_id"], ["area.patient_id", "area.id"]),
        one_of("stamp", STAMPS),
        one_of("author", AUTHORS),
        one_of("source", SOURCES),
        one_of("asked", ASKED),
        whole_number("pain", 0, 10),
        whole_number("worst", 0, 10),
        whole_number("sleep", 0, 3),
        whole_number("medicine", 0, 3),
        one_of("relief", RELIEFS),
        one_of("goal", GOALS),
        CheckConstraint("pain IS NOT NULL OR stamp = 'recalled'", name="pain_unless_recalled"),
        {"sqlite_with_rowid": False},
    )

    patient_id: Mapped[UUID] = mapped_column(primary_key=True)
    area_id: Mapped[UUID] = mapped_column(primary_key=True)
    for_day: Mapped[date] = mapped_column(primary_key=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("version.id"), unique=True)
    corrected_at: Mapped[Moment]
    stamp: Mapped[str] = mapped_column(String(10))
    versions: Mapped[int]  # how many saves this day has had; two or more show as edited
    asked: Mapped[str] = mapped_column(String(16))
    pain: Mapped[int | None]
    worst: Mapped[int | None]
    sleep: Mapped[int | None]  # 0 good … 3 very poor
    medicine: Mapped[int | None]  # 0–3 times
    relief: Mapped[str | None] = mapped_column(String(12))
    goal: Mapped[str | None] = mapped_column(String(8))
    bothered: Mapped[bool | None]
    note: Mapped[str | None] = mapped_column(String(300))
    author: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(10))


class EntryEffect(Base):
    """One after-effect that a day's entry names, and how much it bothered."""

    __tablename__ = "entry_effect"
    __table_args__ = (
        ForeignKeyConstraint(
            ["patient_id", "area_id", "for_day"],
            ["entry.patient_id", "entry.area_id", "entry.for_day"],
            ondelete="CASCADE",
        ),
        one_of("effect", EFFECTS),
        whole_number("severity", 0, 3),
        {"sqlite_with_rowid": False},
    )

    patient_id: Mapped[UUID] = mapped_column(primary_key=True)
    area_id: Mapped[UUID] = mapped_column(primary_key=True)
    for_day: Mapped[date] = mapped_column(primary_key=True)
    effect: Mapped[str] = mapped_column(String(20), primary_key=True)
    severity: Mapped[int]  # 0 gone, 1 a little, 2 quite a bit, 3 a lot
    words: Mapped[str | None] = mapped_column(String(60))  # the patient's own, for "something else"


class EntryMedicine(Base):
    """One class of extra medicine that a day's entry names."""

    __tablename__ = "entry_medicine"
    __table_args__ = (
        ForeignKeyConstraint(
            ["patient_id", "area_id", "for_day"],
            ["entry.patient_id", "entry.area_id", "entry.for_day"],
            ondelete="CASCADE",
        ),
        one_of("medicine_class", MEDICINES),
        {"sqlite_with_rowid": False},
    )

    patient_id: Mapped[UUID] = mapped_column(primary_key=True)
    area_id: Mapped[UUID] = mapped_column(primary_key=True)
    for_day: Mapped[date] = mapped_column(primary_key=True)
    medicine_class: Mapped[str] = mapped_column(String(20), primary_key=True)
