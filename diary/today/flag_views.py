"""Red flags where no script shows them: the symptoms to ask about, the card, and "I have called"."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import patient_only, signed_in_phone
from diary.effects.red_flags import NO_SYMPTOM, RED_FLAGS
from diary.effects.values import ShownFlag
from diary.errors import NotFound
from diary.practice.access import patient_of_phone
from diary.practice.guards import refuse_form_of_another
from diary.today.flag_actions import add_symptoms, close_card, say_called
from diary.today.flag_load import cards_of, flag_case
from diary.today.flag_steps import card_or
from diary.today.flags import to_call_about
from diary.today.help import dial
from diary.today.load import day_facts

bp = Blueprint("flags", __name__)
bp.add_app_template_filter(dial)


@bp.get("/symptoms/<day:day>")
@patient_only
def symptoms(day: date) -> ResponseReturnValue:
    """The symptoms that the saved answers of a day give a reason to ask about."""
    patient = patient_of_phone(signed_in_phone())
    case = flag_case(patient, day, now=clock.now())
    asked = case.asked(case.effects)
    if not asked:
        return redirect(url_for("today.index"), HTTPStatus.SEE_OTHER)
    return render_template("effects/symptoms.html", look=patient.look, day=day, asked=asked)


@bp.post("/symptoms/<day:day>")
@patient_only
def tick(day: date) -> ResponseReturnValue:
    """Keep what was ticked with the day's answers; then the card, if the rules have one."""
    refuse_form_of_another()
    phone, now = signed_in_phone(), clock.now()
    patient = patient_of_phone(phone)
    known = {symptom.id for symptom in RED_FLAGS.symptoms}
    ticked = [name for name in request.form.getlist("symptoms") if name in known] or [NO_SYMPTOM]
    facts = day_facts(patient, day, reader=phone.actor.kind, zone=phone.zone, now=now)
    if facts.entry and facts.takes_number:
        add_symptoms(phone, facts.courses[0].area_id, facts.entry, ticked, now=now)
    case = flag_case(patient, day, now=now)
    return redirect(card_or(phone, case, ticked, saved=url_for("today.saved", day=day)), HTTPStatus.SEE_OTHER)


@bp.get("/red-flag/<uuid:card_id>")
@patient_only
def card(card_id: UUID) -> ResponseReturnValue:
    """One card, until it was read."""
    patient = patient_of_phone(signed_in_phone())
    shown = card_shown(patient.id, card_id)
    rules = [rule for rule in RED_FLAGS.rules if (rule.id, rule.level) == (shown.rule, shown.level)]
    if not rules:
        raise NotFound  # of another version of the rules
    return render_template("effects/card.html", look=patient.look, card=shown, rule=rules[0], practice=patient.practice)


@bp.post("/red-flag/<uuid:card_id>")
@patient_only
def close(card_id: UUID) -> ResponseReturnValue:
    """Keep that it was read, and whether the patient called."""
    refuse_form_of_another()
    phone, now = signed_in_phone(), clock.now()
    shown = card_shown(phone.patient_id, card_id)
    close_card(phone, shown, called=request.form.get("done") == "called", now=now)
    return redirect(url_for("today.saved", day=shown.day), HTTPStatus.SEE_OTHER)


@bp.post("/help/called")
@patient_only
def called() -> ResponseReturnValue:
    """Keep the patient's word, said on Get help, that they called."""
    refuse_form_of_another()
    phone, now = signed_in_phone(), clock.now()
    say_called(phone, to_call_about(cards_of(phone.patient_id, now=now), now), now=now)
    return redirect(url_for("today.help", called=1), HTTPStatus.SEE_OTHER)


def card_shown(patient_id: UUID, card_id: UUID) -> ShownFlag:
    """A card of the last days.

    Raises:
        NotFound: This patient read no such card.
    """
    found = [one for one in cards_of(patient_id, now=clock.now()) if one.id == card_id]
    if not found:
        raise NotFound
    return found[0]
