"""Where a phone's worker says that a reminder is to come again."""

from http import HTTPStatus

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import patient_only, refuse_another_owner, signed_in_phone
from diary.reminders.later_actions import remind_later
from diary.reminders.later_wire import Later
from diary.web.csrf import json_api
from diary.web.json_body import read_body

bp = Blueprint("later", __name__, url_prefix="/api/v1/reminders")


@bp.post("/later")
@patient_only
@json_api
def later() -> ResponseReturnValue:
    """ "In 1 hour" was tapped."""
    phone = signed_in_phone()
    refuse_another_owner(phone)
    said = read_body(Later)
    remind_later(phone.patient_id, said.tag, secret=current_app.config["SECRET_KEY"], now=clock.now())
    return "", HTTPStatus.NO_CONTENT
