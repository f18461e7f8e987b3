"""The patient's pages: the check-in, what was saved, and where to get help."""

from datetime import date
from http import HTTPStatus
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from diary import clock
from diary.accounts.domain import SignedInPhone
from diary.accounts.guards import patient_only, public, signed_in_phone
from diary.checks.load import visit_of
from diary.entries.domain import days_to_fill
from diary.practice.access import patient_of_phone
from diary.practice.guards import ask_for_consent, refuse_form_of_another
from diary.today import words
from diary.today.actions import save_check_in
from diary.today.after_load import after_facts
from diary.today.events_forms import EventsForm
from diary.today.facts import DayFacts
from diary.today.flag_load import cards_of
from diary.today.flag_steps import after_save
from diary.today.flags import to_call_about
from diary.today.forms import CheckInForm
from diary.today.help import LINES, OF_NOBODY
from diary.today.load import day_facts
from diary.today.screens import CheckIn, Home, Saved
from diary.web.fields import faults_into

bp = Blueprint("today", __name__)


@bp.before_request
def ask_first() -> ResponseReturnValue | None:
    """Help is there for everybody."""
    return None if request.endpoint == "today.help" else ask_for_consent()


@bp.get("/")
@patient_only
def index() -> ResponseReturnValue:
    """The question at once while it is open; else, and after Close, what today says."""
    facts = facts_of()
    if facts.takes_number and not facts.is_done and "closed" not in request.args:
        return show(facts, CheckInForm.of(*facts.said_so_far, facts.second_by_name))
    return show_home(facts)


@bp.get("/check-in/<day:day>")
@patient_only
def check_in(day: date) -> ResponseReturnValue:
    """The form of today or yesterday, with what was saved so far."""
    facts = facts_of(day)
    if facts.takes_number:
        return show(facts, CheckInForm.of(*facts.said_so_far, facts.second_by_name))
    if facts.takes_events:
        return show(facts, EventsForm.of(*facts.said_so_far, facts.second_by_name))
    return show_home(facts), facts.refusal


@bp.post("/check-in/<day:day>")
@patient_only
def save(day: date) -> ResponseReturnValue:
    """Keep what was answered, or say what is missing with everything that was typed still there."""
    refuse_form_of_another()
    now, phone = clock.now(), signed_in_phone()
    facts = facts_of(day)
    is_events = facts.takes_events and "events" in request.form
    form = EventsForm(request.form) if is_events else CheckInForm(request.form)
    if not facts.courses:
        return show_home(facts, unsaved=form), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.validate():
        with faults_into(form):
            saves, after = form.saves(facts, now), form.after_save(facts)
            save_check_in(phone.patient_id, saves, after, actor=phone.actor, now=now)
            follows = after_facts(facts.patient, zone=facts.zone, now=now).after_check_in(day)
            saved = (
                url_for("after.page", session_id=follows.id, saved=1) if follows else url_for("today.saved", day=day)
            )
            saved = url_for("past.day", day=day) if is_events else saved
            go_on = after_save(phone, day, form.symptoms.data, saved=saved, now=now)
            return redirect(go_on, HTTPStatus.SEE_OTHER)
    return show(facts, form), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/saved/<day:day>")
@patient_only
def saved(day: date) -> ResponseReturnValue:
    """What was saved, as a fact; no praise, no chart."""
    facts = facts_of(day)
    if facts.entry is None:
        return redirect(url_for("today.index"), HTTPStatus.SEE_OTHER)
    return render_template("today/saved.html", look=facts.patient.look, saved=Saved.of(facts))


@bp.get("/help", endpoint="help")
@public
def get_help() -> ResponseReturnValue:
    """Whom to call and when; without a patient, all but the clinic's numbers. The form names the card that a call is about."""
    if not isinstance(current_user, SignedInPhone):
        return render_template("today/help.html", **OF_NOBODY)
    patient, now = patient_of_phone(signed_in_phone()), clock.now()
    return render_template(
        "today/help.html",
        look=patient.look,
        shared=patient.is_shared,
        help_lines=LINES,
        practice=patient.practice,
        to_call_about=to_call_about(cards_of(patient.id, now=now), now),
        called="called" in request.args,
        form_id=uuid4(),
    )


@bp.get("/more")
@patient_only
def more() -> ResponseReturnValue:
    """Where the less used screens are found."""
    return render_template("today/more.html", look=patient_of_phone(signed_in_phone()).look)


def facts_of(day: date | None = None) -> DayFacts:
    """A day of the patient whose phone asks; today unless named."""
    phone, now = signed_in_phone(), clock.now()
    day = day or days_to_fill(now, phone.zone)[0]
    return day_facts(patient_of_phone(phone), day, reader=phone.actor.kind, zone=phone.zone, now=now)


def show(facts: DayFacts, form: CheckInForm) -> str:
    return render_template(
        "today/check_in.html",
        look=facts.patient.look,
        shared=facts.patient.is_shared,
        check_in=CheckIn.of(facts, events=isinstance(form, EventsForm)),
        form=form,
        words=words,
    )


def show_home(facts: DayFacts, *, unsaved: CheckInForm | None = None) -> str:
    """Home; with what was sent when nothing of it could be kept."""
    after = after_facts(facts.patient, zone=facts.zone, now=clock.now())
    return render_template(
        "today/home.html",
        look=facts.patient.look,
        home=Home.of(facts),
        home_lines=words.HOME_LINES,
        unsaved=unsaved,
        relief=facts.relief_may_end,
        after=after.due,
        area_named=after.area_named,
        offers_check=visit_of(facts.patient, now=clock.now()).offers_check,
    )
