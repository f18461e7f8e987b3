"""The clinic's list of patients, and each patient's set-up."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import signed_in_staff, staff_only
from diary.accounts.pairing import WaitingPhone
from diary.accounts.phone_actions import confirm_pairing, find_pairing
from diary.accounts.phone_actions import sign_out_phone as end_phone
from diary.audit.actions import record_view
from diary.caseload.domain import ListedFlag, caseload
from diary.caseload.forms import NEW_PATIENT, CodeForm, WhoseForm, answers_of, facts_of, form_for
from diary.caseload.load import details_of
from diary.caseload.queries import listed_patients
from diary.days import diary_day
from diary.effects.words import flag_said
from diary.practice.access import patient_for
from diary.practice.actions import add_patient, archive_patient, change_patient, unarchive_patient
from diary.practice.domain import Intake, PatientRecord
from diary.practice.forms import IntakeFields, PatientForm
from diary.practice.queries import intake_of, practice_of
from diary.practice.words import ANSWERS, FACTS, GROUPS, LANGUAGES, ROWS, WHOSE, done, earlier_words
from diary.text import Text
from diary.web.fields import faults_into, first_errors
from diary.web.texts import chart_date, say

bp = Blueprint("patients", __name__, url_prefix="/clinic")


@bp.app_template_filter()
def flag_line(flag: ListedFlag, zone: str) -> str:
    """A red-flag card as a dated mark."""
    return say(flag_said("", flag.called, chart_date(diary_day(flag.shown_at, zone))))


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


@bp.get("/patients/<uuid:patient_id>/pair")
@staff_only
def pair(patient_id: UUID) -> ResponseReturnValue:
    """Ask for the code that the patient's phone shows."""
    return show_pair(patient_for(patient_id, signed_in_staff()), CodeForm())


@bp.post("/patients/<uuid:patient_id>/pair")
@staff_only
def find_phone(patient_id: UUID) -> ResponseReturnValue:
    """Show which phone it is, before anything is given to it."""
    patient = patient_for(patient_id, signed_in_staff())
    form = CodeForm(request.form)
    phone = waiting_phone(form) if form.validate() else None
    if phone is None:
        return show_pair(patient, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return show_phone(patient, phone, WhoseForm(code=form.code.data))


@bp.post("/patients/<uuid:patient_id>/pair/confirm")
@staff_only
def confirm_phone(patient_id: UUID) -> ResponseReturnValue:
    """Give this phone the patient's diary."""
    staff = signed_in_staff()
    patient = patient_for(patient_id, staff)
    form = WhoseForm(request.form)
    if form.validate():
        with faults_into(form, gone="code"):
            whose = form.whose.data == "carer"
            confirm_pairing(patient.id, patient.practice.id, form.code.data, staff, is_carer=whose, now=clock.now())
            return redirect(url_for("patients.details", patient_id=patient.id, done="paired"), HTTPStatus.SEE_OTHER)
    phone = None if form.code.errors else waiting_phone(form)
    shown = show_pair(patient, form) if phone is None else show_phone(patient, phone, form)
    return shown, HTTPStatus.UNPROCESSABLE_ENTITY


@bp.post("/patients/<uuid:patient_id>/phones/<uuid:device_id>/sign-out")
@staff_only
def sign_out_phone(patient_id: UUID, device_id: UUID) -> ResponseReturnValue:
    """A phone was lost or given away: it opens this diary no more."""
    staff = signed_in_staff()
    patient = patient_for(patient_id, staff)
    end_phone(patient.id, device_id, staff.actor, now=clock.now())
    return redirect(url_for("patients.details", patient_id=patient.id, done="signed_out"), HTTPStatus.SEE_OTHER)


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


def waiting_phone(form: CodeForm) -> WaitingPhone | None:
    """The phone that shows the typed code; else the form says that there is none."""
    phone = find_pairing(form.code.data, signed_in_staff(), now=clock.now())
    if phone is None:
        form.code.errors = [NO_PHONE]
    return phone


def show_pair(patient: PatientRecord, form: CodeForm) -> str:
    return render_template("caseload/pair.html", patient=patient, form=form)


def show_phone(patient: PatientRecord, phone: WaitingPhone, form: WhoseForm) -> str:
    now = clock.now()
    return render_template("caseload/phone.html", patient=patient, phone=phone.words(now), form=form, whose=WHOSE)


NO_PHONE = Text("No phone shows this code now. Check it with the patient: a code works once, for 10 minutes.")
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
