"""Staff sign in and out: the password, then the second step."""

from http import HTTPStatus

import segno
from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from diary import clock
from diary.accounts.after_sign_in import safe_next
from diary.accounts.codes import in_groups, totp_address
from diary.accounts.cookies import delete_login_cookie, login_token, needs_second_step, set_login_cookie
from diary.accounts.domain import STAFF, PasswordOnly, SignedInStaff
from diary.accounts.forms import CodeForm, PasswordForm, SignInForm
from diary.accounts.guards import password_given, password_giver, public, signed_in_staff, staff_only
from diary.accounts.queries import logins_of
from diary.accounts.sign_in_actions import (
    change_password,
    check_password,
    give_code,
    set_up_second_step,
    sign_out_everywhere,
    sign_out_here,
)
from diary.accounts.throttle import network_of
from diary.text import Text
from diary.web.fields import faults_into

bp = Blueprint("accounts", __name__, url_prefix="/clinic")

WRONG_PASSWORD = Text("The e-mail address or the password is not right. Check both and try again.")
WRONG_CODE = Text("That code does not match. Check it and try again.")


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    if isinstance(current_user, SignedInStaff):
        return redirect(wanted(), HTTPStatus.SEE_OTHER)
    return show_sign_in(SignInForm())


@bp.post("/sign-in")
@public
def give_password() -> ResponseReturnValue:
    """A wrong password and an unknown address get the same answer."""
    form = SignInForm(request.form)
    if not form.validate():
        return show_sign_in(form), HTTPStatus.UNPROCESSABLE_ENTITY
    door = check_password(
        form.email.data,
        form.password.data,
        network=network_of(request.remote_addr),
        old_token=login_token(STAFF),
        needs_second_step=needs_second_step(),
        now=clock.now(),
    )
    if door is None:
        form.password.errors = [WRONG_PASSWORD]
        return show_sign_in(form), HTTPStatus.UNPROCESSABLE_ENTITY
    target = url_for("accounts.code", next=own_page()) if door.second_step else wanted()
    return set_login_cookie(redirect(target, HTTPStatus.SEE_OTHER), STAFF, door.token)


@bp.get("/sign-in/code")
@password_given
def code() -> ResponseReturnValue:
    """Ask for the code; whoever has no app yet sets one up first."""
    if not password_giver().has_second_step:
        return redirect(url_for("accounts.two_step", next=own_page()), HTTPStatus.SEE_OTHER)
    return render_template("accounts/code.html", form=CodeForm())


@bp.post("/sign-in/code")
@password_given
def check_code() -> ResponseReturnValue:
    form = CodeForm(request.form)
    token = give_code(password_giver(), form.code.data, now=clock.now()) if form.validate() else None
    if token is None:
        form.code.errors = form.code.errors or [WRONG_CODE]
        return render_template("accounts/code.html", form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    return set_login_cookie(redirect(wanted(), HTTPStatus.SEE_OTHER), STAFF, token)


@bp.get("/two-step")
@password_given
def two_step() -> ResponseReturnValue:
    """The first sign-in: a QR code for the authenticator app."""
    if password_giver().has_second_step:
        return redirect(url_for("accounts.code", next=own_page()), HTTPStatus.SEE_OTHER)
    return show_two_step(password_giver(), CodeForm())


@bp.post("/two-step")
@password_given
def set_up() -> ResponseReturnValue:
    """The app works: sign in, and show the recovery codes this once."""
    form = CodeForm(request.form)
    done = set_up_second_step(password_giver(), form.code.data, now=clock.now()) if form.validate() else None
    if done is None:
        form.code.errors = form.code.errors or [WRONG_CODE]
        return show_two_step(password_giver(), form), HTTPStatus.UNPROCESSABLE_ENTITY
    token, codes = done
    page = make_response(render_template("accounts/recovery_codes.html", codes=codes, next=wanted()))
    return set_login_cookie(page, STAFF, token)


@bp.get("/account")
@staff_only
def account() -> ResponseReturnValue:
    """Where this person is signed in, a way to end it everywhere, and a new password."""
    return show_account(PasswordForm())


@bp.post("/account")
@staff_only
def save_password() -> ResponseReturnValue:
    form = PasswordForm(request.form)
    if form.validate():
        with faults_into(form):
            change_password(signed_in_staff(), form.current.data, form.password.data, now=clock.now())
    if form.errors:
        return show_account(form), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("accounts.account", done="password"), HTTPStatus.SEE_OTHER)


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    if isinstance(current_user, SignedInStaff | PasswordOnly):
        sign_out_here(current_user, now=clock.now())
    return to_sign_in()


@bp.post("/sign-out/everywhere")
@staff_only
def sign_out_of_all() -> ResponseReturnValue:
    sign_out_everywhere(signed_in_staff(), now=clock.now())
    return to_sign_in()


def to_sign_in() -> ResponseReturnValue:
    return delete_login_cookie(redirect(url_for("accounts.sign_in"), HTTPStatus.SEE_OTHER), STAFF)


def own_page() -> str | None:
    """The page that was wanted before the sign-in, if it is one of ours."""
    return safe_next(request.args.get("next"), STAFF)


def wanted() -> str:
    """Where signing in leads: the page that was wanted, else the list of patients."""
    return own_page() or "/clinic/"


def show_sign_in(form: SignInForm) -> str:
    ended = login_token(STAFF) is not None and not form.errors
    return render_template("accounts/sign_in.html", form=form, ended=ended)


def show_account(form: PasswordForm) -> str:
    staff = signed_in_staff()
    changed = request.args.get("done") == "password" and not form.errors
    logins = logins_of(staff.id, now=clock.now())
    return render_template("accounts/account.html", staff=staff, logins=logins, form=form, changed=changed)


def show_two_step(user: PasswordOnly, form: CodeForm) -> str:
    drawing = segno.make(totp_address(user.totp_secret, user.email), error="m").svg_data_uri(scale=4, light="#ffffff")
    return render_template("accounts/two_step.html", form=form, drawing=drawing, secret=in_groups(user.totp_secret, 4))
