"""Book the next visit of a course; for everybody of the staff, so nothing about health stands here."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import signed_in_staff, staff_only
from diary.audit.actions import record_view
from diary.practice.access import patient_for
from diary.practice.domain import PatientRecord
from diary.sessions.course_actions import book_visit
from diary.sessions.prefilled import booked_visit
from diary.sessions.queries import open_course_of
from diary.sessions.values import CourseRecord
from diary.sessions.when_forms import VisitForm
from diary.web.texts import local_date

bp = Blueprint("visits", __name__, url_prefix="/clinic/patients/<uuid:patient_id>/courses/<uuid:course_id>")


@bp.get("/visit")
@staff_only
def visit(patient_id: UUID, course_id: UUID) -> ResponseReturnValue:
    """When the next visit of this course is, to be booked, moved or taken out."""
    staff = signed_in_staff()
    patient = patient_for(patient_id, staff)
    record_view("visit_viewed", staff.actor, now=clock.now(), practice_id=staff.practice_id, patient_id=patient.id)
    course = open_course_of(patient.id, course_id)
    return show(patient, course, form_of(patient, data=booked_visit(course, patient.practice.zone)))


@bp.post("/visit")
@staff_only
def book(patient_id: UUID, course_id: UUID) -> ResponseReturnValue:
    """Keep the date and time, or that no visit is booked."""
    patient = patient_for(patient_id, signed_in_staff())
    course = open_course_of(patient.id, course_id)
    form = form_of(patient, request.form)
    if not form.validate():
        return show(patient, course, form), HTTPStatus.UNPROCESSABLE_ENTITY
    book_visit(patient, course.id, form.next_visit_at, actor=signed_in_staff().actor, now=clock.now())
    return redirect(url_for("patients.details", patient_id=patient.id, done="booked"), HTTPStatus.SEE_OTHER)


def form_of(patient: PatientRecord, *typed: object, **known: object) -> VisitForm:
    zone = patient.practice.zone
    return VisitForm(*typed, zone=zone, today=local_date(clock.now(), zone), **known)


def show(patient: PatientRecord, course: CourseRecord, form: VisitForm) -> str:
    return render_template("sessions/visit.html", patient=patient, course=course, form=form)
