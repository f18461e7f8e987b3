"""The clinic's list of patients, and each patient's set-up."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import signed_in_staff, staff_only
from diary.audit.actions import record_view
from diary.caseload.domain import ListedFlag, caseload
from diary.caseload.forms import NEW_PATIENT, answers_of, facts_of, form_for
from diary.caseload.load import details_of
from diary.caseload.queries import listed_patients
from diary.days import diary_day
from diary.effects.words import flag_said
from diary.practice.access import patient_for
from diary.practice.actions import add_patient, archive_patient, change_patient, unarchive_patient
from diary.practice.domain import Intake, PatientRecord
from diary.practice.forms import IntakeFields, PatientForm
from diary.practice.queries import intake_of, practice_of
from diary.practice.words import ANSWERS, FACTS, GROUPS, LANGUAGES, ROWS, done, earlier_words
from diary.web.fields import first_errors
from diary.web.texts import chart_date, say

bp = Blueprint("patients", __name__, url_prefix="/clinic")


@bp.app_template_filter()
def flag_line(flag: ListedFlag, zone: str) -> str:
    """A red-flag card as a dated mark."""
    day = chart_date(diary_day(flag.shown_at, zone))
    return say(flag_said("", flag.called, day, shared=flag.shared))


@bp.get("/")
@staff_only
def index() -> ResponseReturnValue:
    """Today's visits first, then everybody else by name."""
    staff = signed_in_staff()
    zone = practice_of(staff.practice_id).zone
    day = diary_day(clock.now(), zone)
    search, archived = request.args.get("q", "").strip(), "archived" in request.args
    listed = listed_patients(
        staff.practice_id, archived=archived, with_entries=staff.is_practitioner, day=day, zone=zone
    )
    shown = caseload(listed, search, day=day, zone=zone)
    return render_template(
        "caseload/index.html", list=shown, search=search, archived=archived, day=day, zone=zone, done=said()
    )


@bp.get("/patients/new")
@staff_only
def new() -> ResponseReturnValue:
    """An empty record."""
    return show_new(form_for(signed_in_staff(), is_new=True)(data=NEW_PATIENT, this_year=this_year()))


@bp.post("/patients/new")
@staff_only
def create() -> ResponseReturnValue:
    """Add the patient, then show what comes next: a course and a phone."""
    staff = signed_in_staff()
    form = form_for(staff, is_new=True)(request.form, this_year=this_year())
    if not form.validate():
        return show_new(form), HTTPStatus.UNPROCESSABLE_ENTITY
    area = (form["area_name"].data, form["area_group"].data)
    patient_id = add_patient(form.facts(), area, intake_in(form) or Intake(), staff, now=clock.now())
    return redirect(url_for("patients.details", patient_id=patient_id, done="added"), HTTPStatus.SEE_OTHER)


@bp.get("/patients/<uuid:patient_id>/details")
@staff_only
def details(patient_id: UUID) -> ResponseReturnValue:
    """Everything about a patient that is set up, in one place."""
    staff = signed_in_staff()
    patient = patient_for(patient_id, staff)
    record_view("details_viewed", staff.actor, now=clock.now(), practice_id=staff.practice_id, patient_id=patient.id)
    known = facts_of(patient) | (answers_of(intake_of(patient.id)) if staff.is_practitioner else {})
    return show_details(patient, form_for(staff, is_new=False)(data=known, this_year=this_year()))


@bp.post("/patients/<uuid:patient_id>/details")
@staff_only
def save(patient_id: UUID) -> ResponseReturnValue:
    """Change the record; what it said before stays readable."""
    staff = signed_in_staff()
    patient = patient_for(patient_id, staff)
    form = form_for(staff, is_new=False)(request.form, this_year=this_year())
    if not form.validate():
        return show_details(patient, form), HTTPStatus.UNPROCESSABLE_ENTITY
    change_patient(patient, form.facts(), intake_in(form), staff, now=clock.now())
    return redirect(url_for("patients.details", patient_id=patient.id, done="saved"), HTTPStatus.SEE_OTHER)


@bp.post("/patients/<uuid:patient_id>/archive")
@staff_only
def archive(patient_id: UUID) -> ResponseReturnValue:
    """Take a patient off the list."""
    staff = signed_in_staff()
    archive_patient(patient_for(patient_id, staff), staff, now=clock.now())
    return redirect(url_for("patients.index", done="archived"), HTTPStatus.SEE_OTHER)


@bp.post("/patients/<uuid:patient_id>/unarchive")
@staff_only
def unarchive(patient_id: UUID) -> ResponseReturnValue:
    """Put a patient back on the list."""
    staff = signed_in_staff()
    unarchive_patient(patient_for(patient_id, staff), staff, now=clock.now())
    return redirect(url_for("patients.index", done="unarchived"), HTTPStatus.SEE_OTHER)


def show_new(form: PatientForm) -> str:
    return render_template("caseload/new.html", form=form, faults=first_errors(form), words=WORDS)


def show_details(patient: PatientRecord, form: PatientForm) -> str:
    shown = details_of(patient, signed_in_staff(), now=clock.now())
    return render_template(
        "caseload/details.html", details=shown, form=form, faults=first_errors(form), words=WORDS, done=said()
    )


WORDS = {
    "groups": GROUPS,
    "rows": ROWS,
    "languages": LANGUAGES,
    "answers": ANSWERS,
    "facts": FACTS,
    "earlier": earlier_words,
}


def intake_in(form: PatientForm) -> Intake | None:
    return form.intake() if isinstance(form, IntakeFields) else None


def this_year() -> int:
    return clock.now().year


def said() -> object:
    return done(request.args.get("done"))
