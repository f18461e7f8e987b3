"""The demo's short cut into a patient's diary; registered in demo mode only."""

from http import HTTPStatus
from ipaddress import ip_address

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.cookies import set_login_cookie
from diary.accounts.domain import PHONE
from diary.accounts.guards import public
from diary.errors import NotFound
from diary.ops.demo_phone import sign_in_demo_phone

bp = Blueprint("demo", __name__)


@bp.get("/demo/patient")
@public
def patient() -> ResponseReturnValue:
    """This browser becomes the demo patient's phone, for whoever sits at this machine."""
    if not is_this_machine(request.remote_addr):
        raise NotFound
    response = make_response(redirect(url_for("today.index"), HTTPStatus.SEE_OTHER))
    return set_login_cookie(response, PHONE, sign_in_demo_phone(now=clock.now()))


def is_this_machine(address: str | None) -> bool:
    """Whether a request comes from the machine that serves it."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback
