"""Gather what the page of a patient's set-up shows."""

from dataclasses import dataclass
from datetime import datetime

from diary.accounts.domain import Phone, SignedInStaff
from diary.accounts.queries import phones_of
from diary.practice.domain import ConsentAnswer, EarlierFact, PatientArea, PatientRecord
from diary.practice.queries import areas_of, consent_of, earlier_facts
from diary.sessions.queries import all_courses
from diary.sessions.values import CourseRecord
from diary.web.texts import local_date

INTAKE = frozenset({"blood_thinner", "anaesthetic_allergy", "diabetes", "intake_pain"})


@dataclass(frozen=True, kw_only=True)
class Details:
    """A patient's set-up as this member of staff may see it."""

    patient: PatientRecord
    age: int
    with_intake: bool
    areas: list[PatientArea]
    phones: list[Phone]
    consent: ConsentAnswer | None
    courses: list[CourseRecord]
    earlier: list[EarlierFact]


def details_of(patient: PatientRecord, staff: SignedInStaff, *, now: datetime) -> Details:
    """Everything but the record's own form; what the intake said before is for practitioners only."""
    earlier = earlier_facts(patient.id)
    return Details(
        patient=patient,
        age=patient.age(local_date(now, patient.practice.zone)),
        with_intake=staff.is_practitioner,
        areas=areas_of(patient.id),
        phones=phones_of(patient.id),
        consent=consent_of(patient.id),
        courses=all_courses(patient.id),
        earlier=[fact for fact in earlier if staff.is_practitioner or fact.fact not in INTAKE],
    )
