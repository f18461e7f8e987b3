"""The patient's screen after a session, and what it says once it is saved."""

from functools import partial
from http import HTTPStatus
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import patient_only, signed_in_phone
from diary.effects.relief import ends_to_offer
from diary.practice.access import patient_of_phone
from diary.practice.domain import PatientRecord
from diary.practice.guards import ask_for_consent, refuse_form_of_another
from diary.sessions.values import RecordedSession
from diary.today import after_words as words
from diary.today.after_actions import save_after, save_relief_end
from diary.today.after_facts import AfterFacts, AfterScreen
from diary.today.after_forms import AfterForm, ReliefForm
from diary.today.after_load import after_facts
from diary.today.flag_steps import after_save
from diary.today.help import dial

bp = Blueprint("after", __name__, url_prefix="/after")
bp.before_request(ask_for_consent)


@bp.get("")
@patient_only
def latest() -> ResponseReturnValue:
    """The session that waits for an answer, or else the last one."""
    return show_or_leave(None)


@bp.get("/<uuid:session_id>")
@patient_only
def page(session_id: UUID) -> ResponseReturnValue:
    """How things are since one session, for two days."""
    return show_or_leave(session_id)


@bp.post("/<uuid:session_id>")
@patient_only
def save(session_id: UUID) -> ResponseReturnValue:
    """Keep what was answered, or say what is missing with everything that was chosen still there."""
    refuse_form_of_another()
    phone = signed_in_phone()
    patient, facts = facts_now()
    session, form = facts.session(session_id), AfterForm(request.form)
    if not form.validate():
        return draw(patient, facts.screen(session), form), HTTPStatus.UNPROCESSABLE_ENTITY
    save_after(phone.patient_id, form.save(session, facts.today, facts.zone), actor=phone.actor, now=facts.now)
    saved = url_for("after.saved", session_id=session_id)
    go_on = after_save(phone, facts.today, form.symptoms.data, saved=saved, now=facts.now)
    return redirect(go_on, HTTPStatus.SEE_OTHER)


@bp.get("/relief/<uuid:session_id>")
@patient_only
def relief(session_id: UUID) -> ResponseReturnValue:
    """When the relief of a session has worn off."""
    patient, facts = facts_now()
    return draw_relief(patient, facts, facts.session(session_id), ReliefForm(data={"id": str(uuid4())}))


@bp.post("/relief/<uuid:session_id>")
@patient_only
def save_relief(session_id: UUID) -> ResponseReturnValue:
    """Keep when it wore off."""
    refuse_form_of_another()
    phone = signed_in_phone()
    patient, facts = facts_now()
    session, form = facts.session(session_id), ReliefForm(request.form)
    if not form.validate():
        return draw_relief(patient, facts, session, form), HTTPStatus.UNPROCESSABLE_ENTITY
    write = partial(form.version, session, facts.today, facts.zone, facts.now)
    save_relief_end(phone.patient_id, form.drawn, write, actor=phone.actor, now=facts.now)
    return redirect(url_for("today.index", closed=1), HTTPStatus.SEE_OTHER)


@bp.get("/saved/<uuid:session_id>")
@patient_only
def saved(session_id: UUID) -> ResponseReturnValue:
    """That it was saved, and whom to call when worried; no praise."""
    patient, facts = facts_now()
    return render_template(
        "after/saved.html",
        look=patient.look,
        shared=patient.is_shared,
        bothers_a_lot=facts.bothers_a_lot(session_id),
        practice=patient.practice,
        next_session=facts.due,
    )


def facts_now() -> tuple[PatientRecord, AfterFacts]:
    phone = signed_in_phone()
    patient = patient_of_phone(phone)
    return patient, after_facts(patient, zone=phone.zone, now=clock.now())


def show_or_leave(session_id: UUID | None) -> ResponseReturnValue:
    patient, facts = facts_now()
    session = facts.to_ask(session_id)
    if session is None:
        return redirect(url_for("today.index"), HTTPStatus.SEE_OTHER)
    screen = facts.screen(session)
    return draw(patient, screen, AfterForm(data={"prompt": screen.prompt, "id": str(uuid4())}))


def draw_relief(patient: PatientRecord, facts: AfterFacts, session: RecordedSession, form: ReliefForm) -> str:
    return render_template(
        "after/relief.html",
        look=patient.look,
        session=session,
        area=facts.area_named(session),
        form=form,
        ends=ends_to_offer(session.at, facts.now, facts.zone),
        words=words,
    )


def draw(patient: PatientRecord, screen: AfterScreen, form: AfterForm) -> str:
    practice = patient.practice
    emergency = practice.emergency_number
    return render_template(
        "after/page.html",
        look=patient.look,
        screen=screen,
        form=form,
        words=words,
        emergency=emergency,
        address=dial(practice, emergency) if emergency else None,
    )
