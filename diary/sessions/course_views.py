"""Open a course, plan it differently, end it; for practitioners."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import practitioner_only, signed_in_staff
from diary.practice.access import patient_for
from diary.practice.domain import PatientRecord
from diary.practice.queries import areas_of
from diary.sessions import words
from diary.sessions.course_actions import NOBODY_TO_CALL, change_course, end_course, open_course
from diary.sessions.course_forms import CourseForm, PlanForm
from diary.sessions.prefilled import kept_plan
from diary.sessions.queries import course_of, open_courses
from diary.sessions.values import CourseRecord
from diary.sessions.views import back, bp, opened
from diary.web.fields import faults_into
from diary.web.texts import local_date


@bp.get("/courses/new")
@practitioner_only
def new_course(patient_id: UUID) -> ResponseReturnValue:
    """The form for a new course."""
    patient = opened(patient_id)
    free = free_areas(patient)
    chosen = {"area_id": free[0][0]} if len(free) == 1 else {}
    return show_new(patient, CourseForm(data={"planned_sessions": "6"} | chosen, **rules(patient), areas=ids(free)))


@bp.post("/courses/new")
@practitioner_only
def save_course(patient_id: UUID) -> ResponseReturnValue:
    """Open it; the check-in asks about its area from now on."""
    patient = patient_for(patient_id, signed_in_staff())
    form = CourseForm(request.form, **rules(patient), areas=[area.id for area in areas_of(patient.id)])
    if form.validate():
        with faults_into(form):
            open_course(patient, UUID(form.area_id.data), form.plan(), actor=signed_in_staff().actor, now=clock.now())
    if form.errors:
        return show_new(patient, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("trends.one_pager", patient_id=patient.id), HTTPStatus.SEE_OTHER)


@bp.get("/courses/<uuid:course_id>")
@practitioner_only
def course(patient_id: UUID, course_id: UUID) -> ResponseReturnValue:
    """A course's plan, to be changed or ended."""
    patient = opened(patient_id)
    planned = course_of(patient.id, course_id)
    return show_course(patient, planned, PlanForm(data=kept_plan(planned, patient.practice.zone), **rules(patient)))


@bp.post("/courses/<uuid:course_id>")
@practitioner_only
def save_plan(patient_id: UUID, course_id: UUID) -> ResponseReturnValue:
    """Keep the changed plan."""
    patient = patient_for(patient_id, signed_in_staff())
    planned = course_of(patient.id, course_id)
    form = PlanForm(request.form, **rules(patient))
    if not form.validate():
        return show_course(patient, planned, form), HTTPStatus.UNPROCESSABLE_ENTITY
    change_course(patient, planned.id, form.plan(), actor=signed_in_staff().actor, now=clock.now())
    return back(patient, planned="1")


@bp.post("/courses/<uuid:course_id>/end")
@practitioner_only
def end(patient_id: UUID, course_id: UUID) -> ResponseReturnValue:
    """The course is over; everything that was kept stays."""
    patient = patient_for(patient_id, signed_in_staff())
    end_course(patient, course_id, actor=signed_in_staff().actor, now=clock.now())
    return back(patient, ended="1")


def free_areas(patient: PatientRecord) -> list[tuple[str, str]]:
    """Areas without an open course, as choices."""
    taken = {course.area_id for course in open_courses(patient.id)}
    return [(str(area.id), area.name) for area in areas_of(patient.id) if area.id not in taken]


def ids(choices: list[tuple[str, str]]) -> list[UUID]:
    return [UUID(value) for value, _name in choices]


def rules(patient: PatientRecord) -> dict[str, Any]:
    zone = patient.practice.zone
    return {"zone": zone, "today": local_date(clock.now(), zone)}


def show_new(patient: PatientRecord, form: CourseForm) -> str:
    return render_template(
        "sessions/new_course.html",
        patient=patient,
        form=form,
        areas=free_areas(patient),
        words=words,
        refused=None if patient.practice.can_be_called else NOBODY_TO_CALL,
    )


def show_course(patient: PatientRecord, planned: CourseRecord, form: PlanForm) -> str:
    return render_template("sessions/course.html", patient=patient, course=planned, form=form, words=words)
