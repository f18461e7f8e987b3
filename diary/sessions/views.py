"""All sessions of a patient; for practitioners."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import practitioner_only, signed_in_staff
from diary.audit.actions import record_view
from diary.practice.access import patient_for
from diary.practice.domain import PatientRecord
from diary.practice.queries import areas_of
from diary.sessions import words
from diary.sessions.actions import add_pain_after
from diary.sessions.forms import PainAfterForm
from diary.sessions.queries import all_courses, session_with_note, sessions_of_course
from diary.sessions.values import CourseRecord, RecordedSession
from diary.text import Text
from diary.web.texts import local_date

bp = Blueprint("sessions", __name__, url_prefix="/clinic/patients/<uuid:patient_id>")


@bp.get("/sessions")
@practitioner_only
def index(patient_id: UUID) -> ResponseReturnValue:
    """Every course with its sessions; the pain 15 minutes after can be added here."""
    patient = opened(patient_id)
    return show_sessions(patient, PainAfterForm())


@bp.post("/sessions/<uuid:session_id>/pain-after")
@practitioner_only
def save_pain_after(patient_id: UUID, session_id: UUID) -> ResponseReturnValue:
    """Add the pain 15 minutes after."""
    patient = patient_for(patient_id, signed_in_staff())
    form = PainAfterForm(request.form)
    if not form.validate():
        session_with_note(patient.id, session_id)
        return show_sessions(patient, form, faulty=session_id), HTTPStatus.UNPROCESSABLE_ENTITY
    add_pain_after(patient, session_id, form.pain, actor=signed_in_staff().actor, now=clock.now())
    return back(patient, saved=str(session_id))


def opened(patient_id: UUID) -> PatientRecord:
    """The patient, once the log says who opened the record."""
    staff = signed_in_staff()
    patient = patient_for(patient_id, staff)
    record_view("sessions_opened", staff.actor, now=clock.now(), practice_id=staff.practice_id, patient_id=patient.id)
    return patient


def area_names(patient: PatientRecord) -> list[str]:
    return [area.name for area in areas_of(patient.id)]


def rules(patient: PatientRecord) -> dict[str, Any]:
    zone = patient.practice.zone
    return {"zone": zone, "today": local_date(clock.now(), zone), "area_names": area_names(patient)}


def show_sessions(patient: PatientRecord, form: PainAfterForm, *, faulty: UUID | None = None) -> str:
    courses = [(course, sessions_of_course(patient.id, course.id)) for course in reversed(all_courses(patient.id))]
    return render_template(
        "sessions/index.html",
        patient=patient,
        courses=courses,
        form=form,
        faulty=faulty,
        notice=notice(courses),
        zone=patient.practice.zone,
        words=words,
    )


def notice(courses: list[tuple[CourseRecord, list[RecordedSession]]]) -> Text | None:
    """What the address says has just been done."""
    numbers = {str(session.id): session.number for _course, sessions in courses for session in sessions}
    saved = numbers.get(request.args.get("saved", ""))
    if saved:
        return Text("Session %(n)s saved.", n=saved)
    return next((words.DONE[done] for done in words.DONE if done in request.args), None)


def back(patient: PatientRecord, **done: Any) -> ResponseReturnValue:
    return redirect(url_for("sessions.index", patient_id=patient.id, **done), HTTPStatus.SEE_OTHER)
