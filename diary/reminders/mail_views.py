"""Where the links of our e-mails lead: to say that an address is one's own, or to get no more of them."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import public
from diary.errors import NotFound
from diary.reminders.mail_actions import confirm_address, stop_by_link
from diary.reminders.mail_queries import mail_at_token
from diary.web.csrf import by_link

bp = Blueprint("mail", __name__, url_prefix="/mail")


@bp.get("/<token>")
@public
def page(token: str) -> ResponseReturnValue:
    """What can be said; opening it says nothing yet, for mail programs open links by themselves."""
    found = mail_at_token(token)
    if found is None or found.is_over(clock.now()):
        raise NotFound
    return render_template("reminders/mail.html", mail=found, token=token)


@bp.post("/<token>/yes")
@public
def confirm(token: str) -> ResponseReturnValue:
    """The address is theirs."""
    confirm_address(token, now=clock.now())
    return redirect(url_for("mail.page", token=token), HTTPStatus.SEE_OTHER)


@bp.post("/<token>")
@public
@by_link
def stop(token: str) -> ResponseReturnValue:
    """No more e-mail: tapped on the page, or sent by a mail program's own button, which follows no redirect (RFC 8058)."""
    stop_by_link(token, now=clock.now())
    return render_template("reminders/stopped.html")
