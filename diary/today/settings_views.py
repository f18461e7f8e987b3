"""The patient's settings: how they want the diary, and which phones keep it."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.cookies import delete_login_cookie, forget_phone
from diary.accounts.domain import PHONE
from diary.accounts.guards import patient_only, refuse_another_owner, signed_in_phone
from diary.accounts.phone_actions import sign_out_phone
from diary.accounts.queries import phones_of
from diary.practice.access import patient_of_phone
from diary.practice.guards import refuse_form_of_another
from diary.prefs.actions import keep_prefs
from diary.push.actions import unsubscribe
from diary.today import words
from diary.today.settings_form import SettingsForm
from diary.web.csrf import json_api

bp = Blueprint("settings", __name__, url_prefix="/settings")


@bp.get("")
@patient_only
def page() -> ResponseReturnValue:
    return show(SettingsForm.of(patient_of_phone(signed_in_phone())))


@bp.post("")
@patient_only
def save() -> ResponseReturnValue:
    """Keep how the patient wants the diary."""
    refuse_form_of_another()
    form = SettingsForm(request.form)
    if not form.validate():
        return show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    keep_prefs(signed_in_phone(), form.wishes(), now=clock.now())
    return redirect(url_for("settings.page", saved=1, _anchor="saved"), HTTPStatus.SEE_OTHER)


@bp.post("/phones/<uuid:device_id>/sign-out")
@patient_only
def sign_out(device_id: UUID) -> ResponseReturnValue:
    """Take the diary off a phone; when it is this one, its login ends here and now."""
    phone = signed_in_phone()
    sign_out_phone(phone.patient_id, device_id, phone.actor, now=clock.now())
    unsubscribe(device_id)
    if device_id != phone.device_id:
        return redirect(url_for("settings.page"), HTTPStatus.SEE_OTHER)
    return forget_phone(make_response(redirect(url_for("pairing.page", left=1), HTTPStatus.SEE_OTHER)))


@bp.post("/leave")
@patient_only
@json_api
def leave() -> ResponseReturnValue:
    """Take the diary off this phone, whose script clears what it keeps once we have said so, and nobody else."""
    phone = signed_in_phone()
    refuse_another_owner(phone)
    sign_out_phone(phone.patient_id, phone.device_id, phone.actor, now=clock.now())
    unsubscribe(phone.device_id)
    return delete_login_cookie(jsonify(left=True), PHONE)


def show(form: SettingsForm) -> str:
    phone = signed_in_phone()
    patient = patient_of_phone(phone)
    return render_template(
        "settings/page.html",
        look=patient.look,
        shared=patient.is_shared,
        form=form,
        words=words,
        saved="saved" in request.args,
        phones=phones_of(patient.id),
        own=phone.device_id,
        zone=phone.zone,
    )
