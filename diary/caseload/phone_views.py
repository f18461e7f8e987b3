"""The phones of a patient: one more is paired, or one is signed out."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import signed_in_staff, staff_only
from diary.accounts.pairing import WaitingPhone
from diary.accounts.phone_actions import confirm_pairing, find_pairing
from diary.accounts.phone_actions import sign_out_phone as end_phone
from diary.caseload.forms import CodeForm, WhoseForm
from diary.practice.access import patient_for
from diary.practice.domain import PatientRecord
from diary.practice.words import WHOSE
from diary.push.actions import unsubscribe
from diary.text import Text
from diary.web.fields import faults_into

bp = Blueprint("phones", __name__, url_prefix="/clinic/patients/<uuid:patient_id>")


@bp.get("/pair")
@staff_only
def pair(patient_id: UUID) -> ResponseReturnValue:
    """Ask for the code that the patient's phone shows."""
    return show_pair(patient_for(patient_id, signed_in_staff()), CodeForm())


@bp.post("/pair")
@staff_only
def find(patient_id: UUID) -> ResponseReturnValue:
    """Show which phone it is, before anything is given to it."""
    patient = patient_for(patient_id, signed_in_staff())
    form = CodeForm(request.form)
    phone = waiting_phone(form) if form.validate() else None
    if phone is None:
        return show_pair(patient, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return show_phone(patient, phone, WhoseForm(code=form.code.data))


@bp.post("/pair/confirm")
@staff_only
def confirm(patient_id: UUID) -> ResponseReturnValue:
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


@bp.post("/phones/<uuid:device_id>/sign-out")
@staff_only
def sign_out(patient_id: UUID, device_id: UUID) -> ResponseReturnValue:
    """A phone was lost or given away: it opens this diary no more."""
    staff = signed_in_staff()
    patient = patient_for(patient_id, staff)
    end_phone(patient.id, device_id, staff.actor, now=clock.now())
    unsubscribe(device_id)
    return redirect(url_for("patients.details", patient_id=patient.id, done="signed_out"), HTTPStatus.SEE_OTHER)


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
