"""Where a phone says how it is reached."""

from http import HTTPStatus

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import patient_only, refuse_another_owner, signed_in_phone
from diary.accounts.throttle import TESTS
from diary.accounts.throttle_actions import count_try
from diary.practice.access import patient_of_phone
from diary.push.actions import note_opened, subscribe, unsubscribe
from diary.push.queries import reachable_phone
from diary.push.server_keys import sealer_of
from diary.push.wire import Nothing, Subscribe
from diary.web.csrf import json_api
from diary.web.json_body import read_body

bp = Blueprint("push", __name__, url_prefix="/api/v1/push")


@bp.get("/key")
@patient_only
def key() -> ResponseReturnValue:
    """What a browser subscribes for."""
    return {"key": sealer_of(current_app).application_server_key}


@bp.post("/subscribe")
@patient_only
@json_api
def reach() -> ResponseReturnValue:
    """Reach this phone from now on; each start of the diary says so again."""
    phone = signed_in_phone()
    refuse_another_owner(phone)
    is_new = subscribe(phone, read_body(Subscribe), language=patient_of_phone(phone).language, now=clock.now())
    return "", HTTPStatus.CREATED if is_new else HTTPStatus.NO_CONTENT


@bp.post("/unsubscribe")
@patient_only
@json_api
def leave_alone() -> ResponseReturnValue:
    """Reach this phone no more."""
    phone = signed_in_phone()
    refuse_another_owner(phone)
    read_body(Nothing)
    unsubscribe(phone.device_id)
    return "", HTTPStatus.NO_CONTENT


@bp.post("/test")
@patient_only
@json_api
def test() -> ResponseReturnValue:
    """Send this phone a push at once. Its service's word is the answer; that it arrived, only the phone knows."""
    from diary.push.trial import new_tag, try_phone  # noqa: PLC0415  # it loads an HTTP client, which the web needs for this alone

    phone = signed_in_phone()
    refuse_another_owner(phone)
    read_body(Nothing)
    now = clock.now()
    count_try(("test push", str(phone.device_id), TESTS), now=now)
    here, tag = reachable_phone(phone.device_id), new_tag()
    return {"outcome": try_phone(current_app, here, tag, now=now) if here else "off", "tag": tag}


@bp.post("/opened")
@patient_only
@json_api
def opened() -> ResponseReturnValue:
    """A reminder was tapped."""
    phone = signed_in_phone()
    refuse_another_owner(phone)
    read_body(Nothing)
    note_opened(phone.device_id, now=clock.now())
    return "", HTTPStatus.NO_CONTENT
