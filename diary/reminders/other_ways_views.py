"""Other ways to be reminded, for a phone that receives no push."""

from http import HTTPStatus

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from diary import clock
from diary.accounts.guards import own_phone_only, signed_in_phone
from diary.errors import NotFound, TooMany
from diary.practice.access import patient_of_phone
from diary.practice.guards import ask_for_consent, refuse_form_of_another
from diary.reminders.calendar_actions import make_calendar_link, stop_calendar_link
from diary.reminders.calendar_load import calendar_token
from diary.reminders.mail_actions import ask_address, forget_address
from diary.reminders.mail_forms import MailForm
from diary.reminders.mail_queries import mail_of
from diary.reminders.plan_queries import plan_of
from diary.web.fields import first_errors

bp = Blueprint("ways", __name__, url_prefix="/reminders/ways")


@bp.before_request
def consent_first() -> ResponseReturnValue | None:
    """A carer is refused, whatever was agreed to."""
    return None if getattr(current_user, "is_carer", False) else ask_for_consent()


@bp.get("")
@own_phone_only
def page() -> ResponseReturnValue:
    """What there is beside push."""
    return show(MailForm())


@bp.post("/calendar")
@own_phone_only
def make_calendar() -> ResponseReturnValue:
    """A link to a calendar; one that was there ends."""
    refuse_form_of_another()
    make_calendar_link(signed_in_phone(), now=clock.now())
    return back()


@bp.post("/calendar/stop")
@own_phone_only
def stop_calendar() -> ResponseReturnValue:
    """No link any more."""
    refuse_form_of_another()
    stop_calendar_link(signed_in_phone(), now=clock.now())
    return back()


@bp.post("/mail")
@own_phone_only
def give_address() -> ResponseReturnValue:
    """Keep an e-mail address, and ask there whether it is theirs."""
    refuse_form_of_another()
    if current_app.config["DIARY"].mail_server is None:
        raise NotFound
    form = MailForm(request.form)
    if form.validate():
        try:
            ask_address(signed_in_phone(), form.address.data, now=clock.now())
            return back()
        except TooMany as refusal:
            form.address.errors = [refusal.message]
    return show(form), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.post("/mail/stop")
@own_phone_only
def take_address_back() -> ResponseReturnValue:
    """No e-mail any more."""
    refuse_form_of_another()
    forget_address(signed_in_phone(), now=clock.now())
    return back()


def show(form: MailForm) -> str:
    phone = signed_in_phone()
    patient = patient_of_phone(phone)
    plan = plan_of(patient.id)
    return render_template(
        "reminders/ways.html",
        look=patient.look,
        is_on=plan is not None and plan.is_on,
        calendar_token=calendar_token(patient.id),
        form=form,
        faults=first_errors(form),
        mail=mail_of(patient.id),
        zone=phone.zone,
    )


def back() -> ResponseReturnValue:
    return redirect(url_for("ways.page"), HTTPStatus.SEE_OTHER)
