"""Record a session; for practitioners."""

from http import HTTPStatus
from uuid import UUID, uuid4

from flask import render_template, request
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import practitioner_only, signed_in_staff
from diary.errors import NotFound
from diary.practice.access import patient_for
from diary.practice.domain import PatientRecord
from diary.sessions import words
from diary.sessions.actions import record_session
from diary.sessions.domain import SOLUTIONS
from diary.sessions.forms import RecordForm
from diary.sessions.prefilled import new_session
from diary.sessions.queries import open_courses, sessions_of_course
from diary.sessions.values import CourseRecord
from diary.sessions.views import area_names, back, bp, opened, rules
from diary.web.fields import faults_into


@bp.get("/sessions/new")
@practitioner_only
def record(patient_id: UUID) -> ResponseReturnValue:
    """The form for today's session; with `same` it says what was done the last time."""
    patient = opened(patient_id)
    course = chosen_course(patient)
    if course is None:
        return render_template("sessions/choose.html", patient=patient, courses=open_courses(patient.id))
    done = sessions_of_course(patient.id, course.id)
    names = area_names(patient)
    last = done[-1] if done else None
    shown = new_session(
        course, len(done) + 1, last, names, same="same" in request.args, now=clock.now(), zone=patient.practice.zone
    )
    return show_record(patient, course, RecordForm(data={"id": str(uuid4())} | shown, **rules(patient)))


@bp.post("/sessions/new")
@practitioner_only
def save(patient_id: UUID) -> ResponseReturnValue:
    """Keep the session."""
    patient = patient_for(patient_id, signed_in_staff())
    course = chosen_course(patient)
    if course is None:
        raise NotFound
    form = RecordForm(request.form, **rules(patient))
    if form.validate():
        with faults_into(form):
            kept = (course.id, form.session_id, form.facts(), form.next_visit_at)
            record_session(patient, *kept, actor=signed_in_staff().actor, now=clock.now())
    if form.errors:
        return show_record(patient, course, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return back(patient, saved=str(form.session_id))


def chosen_course(patient: PatientRecord) -> CourseRecord | None:
    """The course that the address names, or the only one that is open.

    Raises:
        NotFound: The address names a course that is not open, or not this patient's.
    """
    courses = open_courses(patient.id)
    if "course" not in request.args:
        return courses[0] if len(courses) == 1 else None
    named = [course for course in courses if str(course.id) == request.args["course"]]
    if not named:
        raise NotFound
    return named[0]


def show_record(patient: PatientRecord, course: CourseRecord, form: RecordForm) -> str:
    done = sessions_of_course(patient.id, course.id)
    return render_template(
        "sessions/record.html",
        patient=patient,
        course=course,
        form=form,
        number=len(done) + 1,
        last=done[-1] if done else None,
        same="same" in request.args,
        words=words,
        solutions=SOLUTIONS,
    )
