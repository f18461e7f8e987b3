"""Red flags where no script shows them: the symptoms to ask about, the card, and "I have called"."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import patient_only, signed_in_phone
from diary.effects.domain import LEVELS
from diary.effects.red_flags import NO_SYMPTOM, RED_FLAGS
from diary.effects.values import ShownFlag
from diary.errors import NotFound
from diary.practice.access import patient_of_phone
from diary.practice.domain import PatientRecord
from diary.practice.guards import refuse_form_of_another
from diary.today.flag_actions import close_card, keep_symptoms, say_called
from diary.today.flag_load import cards_of, flag_case, following_case
from diary.today.flag_steps import card_or
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
    return draw(patient, day, asked, form_id=str(uuid4()))


@bp.post("/symptoms/<day:day>")
@patient_only
def tick(day: date) -> ResponseReturnValue:
    """Keep what was ticked; then what the ticks give a reason to ask besides, or the card, if the rules have one.

    A card of the highest level waits for no question.
    """
    refuse_form_of_another()
    phone, now = signed_in_phone(), clock.now()
    patient = patient_of_phone(phone)
    earlier, ticked = ticks("earlier"), ticks("earlier", "symptoms")
    form_id = request.form.get("id") or str(uuid4())
    facts = day_facts(patient, day, reader=phone.actor.kind, zone=phone.zone, now=now)
    if facts.takes_number or facts.takes_events:
        keep_symptoms(phone, day, ticked or [NO_SYMPTOM], form_id=form_id, now=now)
    case = flag_case(patient, day, now=now)
    asked_before = case.asked(case.effects, earlier)
    more = [name for name in case.asked(case.effects, ticked) if name not in asked_before]
    rule = case.card(ticked, following_case(patient, case))
    if more and (rule is None or rule.level != LEVELS[0]):
        return draw(patient, day, more, earlier=ticked, form_id=form_id)
    return redirect(card_or(phone, case, ticked, saved=url_for("today.saved", day=day)), HTTPStatus.SEE_OTHER)


def ticks(*names: str) -> list[str]:
    """The symptoms that these fields name, in the order of the file."""
    named = {value for name in names for value in request.form.getlist(name)}
    return [symptom.id for symptom in RED_FLAGS.symptoms if symptom.id in named]


def draw(patient: PatientRecord, day: date, asked: Sequence[str], *, form_id: str, earlier: Sequence[str] = ()) -> str:
    return render_template(
        "effects/symptoms.html", look=patient.look, day=day, asked=asked, earlier=earlier, form_id=form_id
    )


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
    drawn = request.form.get("card")
    named = next((one for one in cards_of(phone.patient_id, now=now) if str(one.id) == drawn), None)
    say_called(phone, named, form_id=request.form.get("id") or str(uuid4()), now=now)
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
