"""Record a session, put one right, and see them all; for practitioners."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import practitioner_only, signed_in_staff
from diary.audit.actions import record_view
from diary.errors import NotFound
from diary.practice.access import patient_for
from diary.practice.domain import PatientRecord
from diary.practice.queries import areas_of
from diary.sessions import words
from diary.sessions.actions import add_pain_after, cancel_session, correct_session, record_session
from diary.sessions.domain import SOLUTIONS
from diary.sessions.filled import kept_session, new_session
from diary.sessions.forms import CorrectForm, PainAfterForm, RecordForm
from diary.sessions.queries import all_courses, earlier_states, open_courses, session_with_note, sessions_of_course
from diary.sessions.values import CourseRecord, RecordedSession
from diary.text import Text
from diary.web.fields import faults_into
from diary.web.texts import local_date

bp = Blueprint("sessions", __name__, url_prefix="/clinic/patients/<uuid:patient_id>")


@bp.get("/sessions")
@practitioner_only
def index(patient_id: UUID) -> ResponseReturnValue:
    """Every course with its sessions; the pain 15 minutes after can be added here."""
    patient = opened(patient_id)
    return show_sessions(patient, PainAfterForm())


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
    shown = new_session(course, len(done) + 1, last, names, same="same" in request.args, now=clock.now(), zone=patient.practice.zone)
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


@bp.get("/sessions/<uuid:session_id>")
@practitioner_only
def correct(patient_id: UUID, session_id: UUID) -> ResponseReturnValue:
    """One session as it was recorded, to be put right."""
    patient = opened(patient_id)
    session = session_with_note(patient.id, session_id)
    return show_session(patient, session, CorrectForm(data=kept_session(session, area_names(patient)), **rules(patient)))


@bp.post("/sessions/<uuid:session_id>")
@practitioner_only
def save_correction(patient_id: UUID, session_id: UUID) -> ResponseReturnValue:
    """Keep what was put right, and how it read before."""
    patient = patient_for(patient_id, signed_in_staff())
    session = session_with_note(patient.id, session_id)
    form = CorrectForm(request.form, **rules(patient))
    if form.validate():
        with faults_into(form):
            correct_session(patient, session.id, form.facts(), form.shown_revision, actor=signed_in_staff().actor, now=clock.now())
    if form.errors:
        return show_session(patient, session, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return back(patient, saved=str(session.id))


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


@bp.get("/sessions/<uuid:session_id>/cancel")
@practitioner_only
def ask_to_cancel(patient_id: UUID, session_id: UUID) -> ResponseReturnValue:
    """Ask once before a session leaves the diary."""
    patient = opened(patient_id)
    return render_template("sessions/cancel.html", patient=patient, session=session_with_note(patient.id, session_id))


@bp.post("/sessions/<uuid:session_id>/cancel")
@practitioner_only
def cancel(patient_id: UUID, session_id: UUID) -> ResponseReturnValue:
    """Take a session that did not take place out of the diary; its history stays."""
    patient = patient_for(patient_id, signed_in_staff())
    cancel_session(patient, session_id, actor=signed_in_staff().actor, now=clock.now())
    return back(patient, cancelled="1")


def opened(patient_id: UUID) -> PatientRecord:
    """The patient, once the log says who opened the record."""
    staff = signed_in_staff()
    patient = patient_for(patient_id, staff)
    record_view("sessions_opened", staff.actor, now=clock.now(), practice_id=staff.practice_id, patient_id=patient.id)
    return patient


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


def area_names(patient: PatientRecord) -> list[str]:
    return [area.name for area in areas_of(patient.id)]


def rules(patient: PatientRecord) -> dict[str, Any]:
    zone = patient.practice.zone
    return {"zone": zone, "today": local_date(clock.now(), zone), "area_names": area_names(patient)}


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


def show_session(patient: PatientRecord, session: RecordedSession, form: CorrectForm) -> str:
    return render_template(
        "sessions/correct.html",
        patient=patient,
        session=session,
        form=form,
        movable=session.may_be_moved(clock.now()),
        earlier=earlier_states(session.id),
        words=words,
        solutions=SOLUTIONS,
    )


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
