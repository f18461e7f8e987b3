"""A phone pairs by showing a code, and renews its login with its key."""

from http import HTTPStatus

from flask import Blueprint, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug import Response

from diary import clock
from diary.accounts.after_sign_in import safe_next
from diary.accounts.cookies import login_token, set_login_cookie
from diary.accounts.domain import PHONE, PhoneLogin, SignedInPhone
from diary.accounts.guards import public
from diary.accounts.pairing_actions import ask_code, challenge, collect_login, renew_login
from diary.accounts.throttle import network_of
from diary.accounts.wire import AskChallenge, AskCode, Poll, Renew
from diary.web.csrf import json_api
from diary.web.json_body import read_body

bp = Blueprint("pairing", __name__)


@bp.get("/pair")
@public
def page() -> ResponseReturnValue:
    """The code in large type; a phone that is signed in has no need of one."""
    wanted = safe_next(request.args.get("next"), PHONE) or "/"
    if isinstance(current_user, SignedInPhone):
        return redirect(wanted, HTTPStatus.SEE_OTHER)
    return render_template("accounts/pair.html", next=wanted)


@bp.post("/pair")
@public
@json_api
def ask() -> ResponseReturnValue:
    """A code to show."""
    asked = read_body(AskCode)
    code = ask_code(asked.jwk.text, asked.label, asked.zone, network=network_of(request.remote_addr), now=clock.now())
    expires_at = code.expires_at.isoformat(timespec="seconds").replace("+00:00", "Z")
    return jsonify(device_code=code.device_code, user_code=code.user_code, expires_at=expires_at)


@bp.post("/pair/poll")
@public
@json_api
def poll() -> ResponseReturnValue:
    """Whether staff typed the code: not yet, or here is the login."""
    login = collect_login(read_body(Poll).device_code, now=clock.now())
    if login is None:
        return jsonify(state="waiting"), HTTPStatus.ACCEPTED
    return signed_in(login)


@bp.post("/session/challenge")
@public
@json_api
def ask_challenge() -> ResponseReturnValue:
    """A number to sign."""
    return jsonify(nonce=challenge(read_body(AskChallenge).device, now=clock.now()))


@bp.post("/session/renew")
@public
@json_api
def renew() -> ResponseReturnValue:
    """A new login for the phone that signed the number."""
    asked = read_body(Renew)
    old = login_token(PHONE)
    return signed_in(renew_login(asked.device, asked.nonce, asked.sig, old_token=old, now=clock.now()))


def signed_in(login: PhoneLogin) -> Response:
    """The phone learns its name and whose diary it keeps; the login itself stays out of reach of scripts."""
    return set_login_cookie(jsonify(device=login.device_id, owner=login.owner), PHONE, login.token)
