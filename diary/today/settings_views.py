"""The patient's settings: how the screens look, and which phones keep the diary."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.cookies import forget_phone
from diary.accounts.guards import patient_only, signed_in_phone
from diary.accounts.phone_actions import sign_out_phone
from diary.accounts.queries import phones_of
from diary.practice.access import patient_of_phone
from diary.practice.look_actions import keep_look
from diary.today import words
from diary.today.look_form import LookForm

bp = Blueprint("settings", __name__, url_prefix="/settings")


@bp.get("")
@patient_only
def page() -> ResponseReturnValue:
    return show(LookForm.of(patient_of_phone(signed_in_phone()).look))


@bp.post("")
@patient_only
def save() -> ResponseReturnValue:
    """Keep how the screens look."""
    form = LookForm(request.form)
    if not form.validate():
        return show(form), HTTPStatus.UNPROCESSABLE_ENTITY
    keep_look(signed_in_phone(), form.look())
    return redirect(url_for("settings.page"), HTTPStatus.SEE_OTHER)


@bp.post("/phones/<uuid:device_id>/sign-out")
@patient_only
def sign_out(device_id: UUID) -> ResponseReturnValue:
    """Take the diary off a phone; when it is this one, its login ends here and now."""
    phone = signed_in_phone()
    sign_out_phone(phone.patient_id, device_id, phone.actor, now=clock.now())
    if device_id != phone.device_id:
        return redirect(url_for("settings.page"), HTTPStatus.SEE_OTHER)
    return forget_phone(
        make_response(redirect(url_for("pairing.page"), HTTPStatus.SEE_OTHER)),
        by_script=request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate",
    )


def show(form: LookForm) -> str:
    phone = signed_in_phone()
    patient = patient_of_phone(phone)
    return render_template(
        "settings/page.html",
        look=patient.look,
        form=form,
        words=words,
        phones=phones_of(patient.id),
        own=phone.device_id,
        zone=phone.zone,
    )
