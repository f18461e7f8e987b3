"""Gather what the page of a patient's set-up shows."""

from dataclasses import dataclass
from datetime import datetime

from diary.accounts.domain import Phone, SignedInStaff
from diary.accounts.queries import phones_of
from diary.practice.domain import ConsentAnswer, EarlierFact, PatientArea, PatientRecord
from diary.practice.queries import areas_of, consent_of, earlier_facts
from diary.push.queries import reached
from diary.reminders.plan_queries import plan_of, plans_of
from diary.reminders.receiving import Receiving, receiving
from diary.sessions.queries import all_courses
from diary.sessions.values import CourseRecord
from diary.web.texts import local_date

INTAKE = frozenset({"blood_thinner", "anaesthetic_allergy", "diabetes", "intake_pain"})


@dataclass(frozen=True, kw_only=True)
class Details:
    """A patient's set-up as this member of staff may see it; nothing of reminders once the patient stopped sharing."""

    patient: PatientRecord
    age: int
    with_intake: bool
    areas: list[PatientArea]
    phones: list[Phone]
    reminders: Receiving | None
    consent: ConsentAnswer | None
    courses: list[CourseRecord]
    earlier: list[EarlierFact]


def details_of(patient: PatientRecord, staff: SignedInStaff, *, now: datetime) -> Details:
    """Everything but the record's own form; what the intake said before is for practitioners only."""
    earlier, courses = earlier_facts(patient.id), all_courses(patient.id)
    return Details(
        patient=patient,
        age=patient.age(local_date(now, patient.practice.zone)),
        with_intake=staff.is_practitioner,
        areas=areas_of(patient.id),
        phones=phones_of(patient.id),
        reminders=reminders_of(patient, courses, now) if patient.is_shared else None,
        consent=consent_of(patient.id),
        courses=courses,
        earlier=[fact for fact in earlier if staff.is_practitioner or fact.fact not in INTAKE],
    )


def reminders_of(patient: PatientRecord, courses: list[CourseRecord], now: datetime) -> Receiving:
    """Whether reminders reach this patient."""
    return receiving(
        plan_of(patient.id),
        reached(patient.id),
        is_in_force=patient.id in plans_of([patient.id]),
        is_treated=any(course.is_open for course in courses),
        day=local_date(now, patient.practice.zone),
        now=now,
    )
