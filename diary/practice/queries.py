"""Read the clinic and its patients; whoever asks about a patient has passed the one door."""

from uuid import UUID

from diary.accounts.models import Staff
from diary.db import db
from diary.errors import ConfigError, NotFound
from diary.practice.access import card_of
from diary.practice.consent import holds
from diary.practice.domain import ConsentAnswer, EarlierFact, Intake, PatientArea, Person, PracticeCard, Roles
from diary.practice.models import Area, Consent, EarlierPatientFact, Patient, Practice
from diary.text import Text

THE_PRACTICE = db.select(Practice.__table__).where(Practice.id == db.bindparam("practice"))


def practice_of(practice_id: UUID) -> PracticeCard:
    """What every page may say of the clinic."""
    return card_of(db.session.execute(THE_PRACTICE, {"practice": practice_id}).one())


def areas_of(patient_id: UUID) -> list[PatientArea]:
    """The areas that this patient's diary follows, by name."""
    rows = db.session.scalars(db.select(Area).where(Area.patient_id == patient_id).order_by(Area.name, Area.id))
    return [PatientArea(id=row.id, name=row.name, group=row.area_group) for row in rows]


def area_of(patient_id: UUID, area_id: UUID) -> PatientArea:
    """One area of this patient.

    Raises:
        NotFound: This patient has no such area.
    """
    found = [area for area in areas_of(patient_id) if area.id == area_id]
    if not found:
        raise NotFound
    return found[0]


INTAKE = db.select(Patient.blood_thinner, Patient.anaesthetic_allergy, Patient.diabetes, Patient.intake_pain).where(
    Patient.id == db.bindparam("patient")
)


def intake_of(patient_id: UUID) -> Intake:
    """What was asked before the first session; for practitioners only."""
    row = db.session.execute(INTAKE, {"patient": patient_id}).one()
    return Intake(blood_thinner=row[0], anaesthetic_allergy=row[1], diabetes=row[2], pain=row[3])


def earlier_facts(patient_id: UUID) -> list[EarlierFact]:
    """What the record said before somebody changed it, newest first."""
    query = db.select(EarlierPatientFact).where(EarlierPatientFact.patient_id == patient_id)
    rows = db.session.scalars(query.order_by(EarlierPatientFact.changed_at.desc(), EarlierPatientFact.fact))
    return [EarlierFact(fact=row.fact, was=row.was, changed_at=row.changed_at) for row in rows]


# Built once, and without the ORM: every page of a patient asks it.
CONSENT = (
    db.select(Consent.agreed, Consent.wording_version, Consent.answered_at)
    .where(Consent.patient_id == db.bindparam("patient"))
    .order_by(Consent.answered_at.desc(), Consent.id.desc())
    .limit(1)
)


def consent_of(patient_id: UUID) -> ConsentAnswer | None:
    """What this patient answered last, if anything."""
    row = db.session.connection().execute(CONSENT, {"patient": patient_id}).one_or_none()
    return None if row is None else ConsentAnswer(agreed=row[0], version=row[1], answered_at=row[2])


def needs_consent(patient_id: UUID) -> bool:
    """Whether nothing may be recorded yet: the patient has not agreed to the words that hold now."""
    return not holds(consent_of(patient_id))


REAL = Text("DIARY_DEMO is on, but this database holds a real practice. Remove DIARY_DEMO, or use another database.")
DEMO = Text("This database holds the demo clinic. Set DIARY_DEMO=1, or start with an empty database.")


def refuse_mixed_practices(*, demo: bool) -> None:
    """Demo sign-ins are printed for everybody, so they work in a demo alone, and a demo holds nothing real.

    Raises:
        ConfigError: The demo flag is on beside a real practice, or off beside the demo clinic.
    """
    wrong = db.select(Practice.id).where(Practice.is_demo.is_(not demo)).limit(1)
    if db.session.scalar(wrong) is not None:
        raise ConfigError(REAL if demo else DEMO)


def people_of(practice_id: UUID) -> list[Person]:
    """Everybody who works or worked at this practice, by name; those who left come last."""
    query = db.select(Staff).where(Staff.practice_id == practice_id)
    rows = db.session.scalars(query.order_by(Staff.deactivated_at.is_not(None), Staff.name, Staff.id))
    return [person_in(row) for row in rows]


def person_of(person_id: UUID, practice_id: UUID) -> Person:
    """One person who works or worked at this practice.

    Raises:
        NotFound: Nobody here has this id.
    """
    here = (Staff.id == person_id, Staff.practice_id == practice_id)
    row = db.session.scalars(db.select(Staff).where(*here)).one_or_none()
    if row is None:
        raise NotFound
    return person_in(row)


def person_in(row: Staff) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        email=row.email,
        roles=Roles(practitioner=row.is_practitioner, reception=row.is_reception, administrator=row.is_administrator),
        has_second_step=row.totp_confirmed_at is not None,
        left_at=row.deactivated_at,
    )
