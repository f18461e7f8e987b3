"""The areas that a patient's diary follows: one more, or a better name. None is ever removed."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import signed_in_staff, staff_only
from diary.practice.access import patient_for
from diary.practice.actions import add_area, change_area
from diary.practice.domain import PatientRecord
from diary.practice.forms import AreaForm
from diary.practice.queries import area_of
from diary.practice.words import GROUPS
from diary.web.fields import first_errors

bp = Blueprint("areas", __name__, url_prefix="/clinic/patients/<uuid:patient_id>/areas")


@bp.get("/new")
@staff_only
def new(patient_id: UUID) -> ResponseReturnValue:
    """An empty form."""
    return show(patient_for(patient_id, signed_in_staff()), AreaForm())


@bp.post("/new")
@staff_only
def add(patient_id: UUID) -> ResponseReturnValue:
    """One more area."""
    staff = signed_in_staff()
    patient = patient_for(patient_id, staff)
    form = AreaForm(request.form)
    if not form.validate():
        return show(patient, form), HTTPStatus.UNPROCESSABLE_ENTITY
    add_area(patient, form.area_name.data, form.area_group.data, staff, now=clock.now())
    return back(patient, "added")


@bp.get("/<uuid:area_id>")
@staff_only
def area(patient_id: UUID, area_id: UUID) -> ResponseReturnValue:
    """What an area is called and where it belongs."""
    patient = patient_for(patient_id, signed_in_staff())
    known = area_of(patient.id, area_id)
    return show(patient, AreaForm(data={"area_name": known.name, "area_group": known.group}))


@bp.post("/<uuid:area_id>")
@staff_only
def change(patient_id: UUID, area_id: UUID) -> ResponseReturnValue:
    """Call it by a better name; its entries stay with it."""
    staff = signed_in_staff()
    patient = patient_for(patient_id, staff)
    area_of(patient.id, area_id)
    form = AreaForm(request.form)
    if not form.validate():
        return show(patient, form), HTTPStatus.UNPROCESSABLE_ENTITY
    change_area(patient, area_id, form.area_name.data, form.area_group.data, staff, now=clock.now())
    return back(patient, "saved")


def show(patient: PatientRecord, form: AreaForm) -> str:
    return render_template(
        "caseload/area.html",
        patient=patient,
        form=form,
        faults=first_errors(form),
        groups=GROUPS,
        is_new=request.endpoint in ("areas.new", "areas.add"),
    )


def back(patient: PatientRecord, word: str) -> ResponseReturnValue:
    return redirect(url_for("patients.details", patient_id=patient.id, done=word), HTTPStatus.SEE_OTHER)
