"""The forms of a patient's set-up, by who fills them in: only practitioners ask for the intake."""

from wtforms import Form

from diary.accounts.domain import SignedInStaff
from diary.practice.domain import LANGUAGES, ROWS, Intake, PatientRecord
from diary.practice.forms import WORDS_OF, AreaForm, IntakeFields, PatientForm
from diary.text import Text
from diary.web.fields import choice, line, needed


class PatientWithIntakeForm(PatientForm, IntakeFields):
    """A patient's record as the practitioner keeps it."""


class NewPatientForm(PatientForm, AreaForm):
    """A new patient, added by reception or an administrator."""


class NewPatientWithIntakeForm(PatientForm, AreaForm, IntakeFields):
    """A new patient, added by a practitioner."""


class CodeForm(Form):
    """The code that a phone shows."""

    code = line(Text("Code"), 20, needed(Text("Type the code that the phone shows.")))


class WhoseForm(CodeForm):
    """Whose the phone is that shows the code."""

    whose = choice(("patient", "carer"), Text("Choose whose phone it is."))


def form_for(staff: SignedInStaff, *, is_new: bool) -> type[PatientForm]:
    """The record's form as this member of staff may fill it in."""
    if is_new:
        return NewPatientWithIntakeForm if staff.is_practitioner else NewPatientForm
    return PatientWithIntakeForm if staff.is_practitioner else PatientForm


NOT_ASKED = {
    "blood_thinner": "not_asked",
    "anaesthetic_allergy": "not_asked",
    "diabetes": "not_asked",
    "intake_pain": "",
}
NEW_PATIENT = {"language": LANGUAGES[0], "rows": [row for row in ROWS if row != "worst"], **NOT_ASKED}


def facts_of(patient: PatientRecord) -> dict[str, object]:
    """What the record says, as its form shows it."""
    return {
        "name": patient.name,
        "year_of_birth": str(patient.year_of_birth),
        "language": patient.language,
        "rows": sorted(patient.rows),
    }


def answers_of(intake: Intake) -> dict[str, object]:
    """The intake, as its form shows it."""
    return {
        "blood_thinner": WORDS_OF[intake.blood_thinner],
        "anaesthetic_allergy": WORDS_OF[intake.anaesthetic_allergy],
        "diabetes": WORDS_OF[intake.diabetes],
        "intake_pain": "" if intake.pain is None else str(intake.pain),
    }
