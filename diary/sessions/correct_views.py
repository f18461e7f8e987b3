"""Put a session right, or take it out when it did not take place; for practitioners."""

from http import HTTPStatus
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import practitioner_only, signed_in_staff
from diary.practice.access import patient_for
from diary.practice.domain import PatientRecord
from diary.sessions import words
from diary.sessions.actions import cancel_session, correct_session
from diary.sessions.domain import SOLUTIONS
from diary.sessions.forms import CorrectForm
from diary.sessions.prefilled import kept_session
from diary.sessions.queries import earlier_states, session_with_note
from diary.sessions.values import RecordedSession
from diary.sessions.views import area_names, back, bp, opened, rules
from diary.web.fields import faults_into


@bp.get("/sessions/<uuid:session_id>")
@practitioner_only
def correct(patient_id: UUID, session_id: UUID) -> ResponseReturnValue:
    """One session as it was recorded, to be put right."""
    patient = opened(patient_id)
    session = session_with_note(patient.id, session_id)
    return show_session(
        patient, session, CorrectForm(data=kept_session(session, area_names(patient)), **rules(patient))
    )


@bp.post("/sessions/<uuid:session_id>")
@practitioner_only
def save_correction(patient_id: UUID, session_id: UUID) -> ResponseReturnValue:
    """Keep what was put right, and how it read before."""
    patient = patient_for(patient_id, signed_in_staff())
    session = session_with_note(patient.id, session_id)
    form = CorrectForm(request.form, **rules(patient))
    if form.validate():
        with faults_into(form):
            correct_session(
                patient, session.id, form.facts(), form.shown_revision, actor=signed_in_staff().actor, now=clock.now()
            )
    if form.errors:
        return show_session(patient, session, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return back(patient, saved=str(session.id))


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
