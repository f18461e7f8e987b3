"""My data: who sees it, who looked, a copy, sharing and deleting."""

from datetime import date, datetime
from http import HTTPStatus

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.cookies import delete_login_cookie, forget_phone
from diary.accounts.domain import PHONE, SignedInPhone
from diary.accounts.guards import own_phone_only, patient_only, public, refuse_another_owner, signed_in_phone
from diary.accounts.phone_actions import sign_out_phone
from diary.accounts.queries import phones_of
from diary.audit.actions import record_view
from diary.export import words
from diary.export.page import sections
from diary.export.queries import everything, looks_of
from diary.export.table import csv_of
from diary.practice.access import patient_of_phone
from diary.practice.guards import refuse_form_of_another
from diary.practice.sharing_actions import ask_deletion, keep_diary, share_again, stop_sharing
from diary.practice.words import ROLES
from diary.push.actions import unsubscribe
from diary.reminders.calendar_actions import stop_calendar_link
from diary.reminders.mail_actions import forget_address
from diary.web.csrf import json_api
from diary.web.texts import local_date

bp = Blueprint("data", __name__, url_prefix="/data")


@bp.get("")
@patient_only
def page() -> ResponseReturnValue:
    """What can be known and decided."""
    return show("data", has_carer=any(phone.is_carer for phone in phones_of(signed_in_phone().patient_id)))


@bp.get("/log")
@own_phone_only
def log() -> ResponseReturnValue:
    """Who of the clinic looked, and what they did."""
    return show("log", looks=looks_of(patient_of_phone(signed_in_phone())), roles=dict(ROLES))


@bp.get("/copy")
@own_phone_only
def copy() -> ResponseReturnValue:
    """Everything, to read or print."""
    note_copy()
    held = sections(everything(patient_of_phone(signed_in_phone())))
    return show("copy", sections=held, words=words, day_of=day_of, now=clock.now())


@bp.get("/copy.csv")
@own_phone_only
def table() -> ResponseReturnValue:
    """Everything as one table, to keep as a file."""
    note_copy()
    response = Response(csv_of(everything(patient_of_phone(signed_in_phone()))), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=diary.csv"
    return response


@bp.get("/sharing")
@own_phone_only
def sharing() -> ResponseReturnValue:
    """What stopping means, and the button."""
    return show("sharing")


@bp.post("/sharing")
@own_phone_only
def decide_sharing() -> ResponseReturnValue:
    """Stop sharing, or share again."""
    refuse_form_of_another()
    decide = share_again if request.form.get("share") == "yes" else stop_sharing
    decide(signed_in_phone(), now=clock.now())
    return redirect(url_for("data.sharing"), HTTPStatus.SEE_OTHER)


@bp.get("/delete")
@own_phone_only
def ask_before_deleting() -> ResponseReturnValue:
    """What deleting does, and what it cannot do."""
    return show("delete")


@bp.post("/delete")
@own_phone_only
def delete() -> ResponseReturnValue:
    """Ask the clinic to delete, and take the diary off this phone; a browser without script clears all that it stored."""
    refuse_form_of_another()
    leave(signed_in_phone())
    return forget_phone(make_response(redirect(url_for("data.deleted"), HTTPStatus.SEE_OTHER)))


@bp.post("/leave")
@own_phone_only
@json_api
def delete_by_script() -> ResponseReturnValue:
    """The same for a script, which clears what is this patient's by itself once we have said so."""
    refuse_another_owner(signed_in_phone())
    leave(signed_in_phone())
    return delete_login_cookie(jsonify(left=True), PHONE)


@bp.post("/keep")
@own_phone_only
def keep() -> ResponseReturnValue:
    """Take back that the diary is to be deleted."""
    refuse_form_of_another()
    keep_diary(signed_in_phone(), now=clock.now())
    return redirect(url_for("data.page"), HTTPStatus.SEE_OTHER)


@bp.get("/deleted")
@public
def deleted() -> ResponseReturnValue:
    """The last thing that a phone says; nobody is signed in any more."""
    return render_template("export/deleted.html")


def day_of(value: date | datetime, zone: str) -> date:
    return local_date(value, zone) if isinstance(value, datetime) else value


def leave(phone: SignedInPhone) -> None:
    now = clock.now()
    ask_deletion(phone, now=now)
    stop_calendar_link(phone, now=now)
    forget_address(phone, now=now)
    sign_out_phone(phone.patient_id, phone.device_id, phone.actor, now=now)
    unsubscribe(phone.device_id)


def note_copy() -> None:
    phone = signed_in_phone()
    record_view("copy_taken", phone.actor, now=clock.now(), practice_id=phone.practice_id, patient_id=phone.patient_id)


def show(template: str, **values: object) -> str:
    phone = signed_in_phone()
    patient = patient_of_phone(phone)
    return render_template(
        f"export/{template}.html",
        look=patient.look,
        shared=patient.is_shared,
        patient=patient,
        zone=phone.zone,
        is_carer=phone.is_carer,
        **values,
    )
