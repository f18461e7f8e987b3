"""What stands before a patient's own pages."""

from http import HTTPStatus

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from diary.accounts.domain import SignedInPhone
from diary.accounts.guards import signed_in_phone
from diary.errors import SignedOut
from diary.practice.queries import needs_consent


def ask_for_consent() -> ResponseReturnValue | None:
    """Before each request of a blueprint: nothing is asked of patients before they agreed."""
    if isinstance(current_user, SignedInPhone) and needs_consent(current_user.patient_id):
        return redirect(url_for("consent.page"), HTTPStatus.SEE_OTHER)
    return None


def refuse_form_of_another() -> None:
    """A page may be of the patient who was signed in here before: nobody else's diary may take what it says.

    Raises:
        SignedOut: The form says so.
    """
    owner = signed_in_phone().owner
    if request.form.get("owner", owner) != owner:
        raise SignedOut
