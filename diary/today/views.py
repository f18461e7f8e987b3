"""The patient's pages: the check-in, what was saved, and where to get help."""

from datetime import date
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from diary import clock
from diary.accounts.domain import SignedInPhone
from diary.accounts.guards import patient_only, signed_in_phone
from diary.entries.domain import days_to_fill
from diary.errors import SignedOut
from diary.practice.access import patient_of_phone
from diary.practice.queries import needs_consent
from diary.today import words
from diary.today.actions import save_check_in
from diary.today.facts import DayFacts
from diary.today.forms import CheckInForm
from diary.today.help import help_blocks
from diary.today.load import day_facts
from diary.today.urls import DayConverter
from diary.web.fields import faults_into

bp = Blueprint("today", __name__)
bp.record_once(lambda state: state.app.url_map.converters.update(day=DayConverter))


@bp.before_request
def ask_for_consent() -> ResponseReturnValue | None:
    """Nothing is asked before the patient agreed; help is there for everybody."""
    if (
        isinstance(current_user, SignedInPhone)
        and request.endpoint != "today.help"
        and needs_consent(current_user.patient_id)
    ):
        return redirect(url_for("consent.page"), HTTPStatus.SEE_OTHER)
    return None


@bp.get("/")
@patient_only
def index() -> ResponseReturnValue:
    """The question at once while it is open; else, and after Close, what today says."""
    facts = facts_of()
    if facts.takes_number and not facts.is_done and "closed" not in request.args:
        return show(facts, CheckInForm.of(*facts.said_so_far))
    return show_home(facts)


@bp.get("/check-in/<day:day>")
@patient_only
def check_in(day: date) -> ResponseReturnValue:
    """The form of today or yesterday, with what was saved so far."""
    facts = facts_of(day)
    if facts.takes_number:
        return show(facts, CheckInForm.of(*facts.said_so_far))
    return show_home(facts), facts.refusal


@bp.post("/check-in/<day:day>")
@patient_only
def save(day: date) -> ResponseReturnValue:
    """Keep what was answered, or say what is missing with everything that was typed still there."""
    now, phone = clock.now(), signed_in_phone()
    if request.form.get("owner", phone.owner) != phone.owner:
        raise SignedOut  # the page is of the patient who was signed in here before; nobody else's diary may take it
    facts, form = facts_of(day), CheckInForm(request.form)
    if not facts.courses:
        return show_home(facts, unsaved=form), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.validate():
        with faults_into(form):
            save_check_in(phone.patient_id, form.saves(facts, now), actor=phone.actor, now=now)
            return redirect(url_for("today.saved", day=day), HTTPStatus.SEE_OTHER)
    return show(facts, form), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/saved/<day:day>")
@patient_only
def saved(day: date) -> ResponseReturnValue:
    """What was saved, as a fact; no praise, no chart."""
    facts = facts_of(day)
    if facts.entry is None:
        return redirect(url_for("today.index"), HTTPStatus.SEE_OTHER)
    return render_template("today/saved.html", look=facts.patient.look, saved=facts.saved())


@bp.get("/help", endpoint="help")
@patient_only
def get_help() -> ResponseReturnValue:
    """Whom to call and when."""
    patient = patient_of_phone(signed_in_phone())
    return render_template("today/help.html", look=patient.look, blocks=help_blocks(patient.practice))


def facts_of(day: date | None = None) -> DayFacts:
    """A day of the patient whose phone asks; today unless named."""
    phone, now = signed_in_phone(), clock.now()
    return day_facts(patient_of_phone(phone), day or days_to_fill(now, phone.zone)[0], zone=phone.zone, now=now)


def show(facts: DayFacts, form: CheckInForm) -> str:
    return render_template(
        "today/check_in.html", look=facts.patient.look, check_in=facts.check_in(), form=form, words=words
    )


def show_home(facts: DayFacts, *, unsaved: CheckInForm | None = None) -> str:
    """Home; with what was sent when nothing of it could be kept."""
    return render_template(
        "today/home.html", look=facts.patient.look, home=facts.home(), home_lines=words.HOME_LINES, unsaved=unsaved
    )
