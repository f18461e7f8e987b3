"""Who may open a page. Every view carries one of these marks, and one without a mark is refused.

Everybody on the staff looks after patients, phones and bookings; practitioners alone read entries, notes and
trends; administrators alone look after people, settings, audit and export.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast

from flask import Flask, current_app, redirect, request, url_for
from flask_login import current_user

from diary.accounts.cookies import kind_of, manager
from diary.accounts.domain import STAFF, PasswordOnly, SignedInPhone, SignedInStaff
from diary.errors import Forbidden, SignedOut
from diary.text import Text
from diary.web.error_pages import wants_json

View = TypeVar("View", bound=Callable[..., Any])
SIGN_IN_PAGES = {True: "accounts.sign_in", False: "pairing.page"}


def mark(view: View, access: str) -> View:
    """Write on a view whom it admits, for the check below and for tests that walk every address."""
    view.access = access  # type: ignore[attr-defined]  # functions take attributes
    return view


def public(view: View) -> View:
    """Anybody, signed in or not."""
    return mark(view, "public")


def guard(
    access: str, kind: type, allowed: Callable[[Any], bool] = lambda _user: True, refusal: Text | None = None
) -> Callable[[View], View]:
    """A mark that also stands at the door: the signed out are sent to sign in, the wrong role is refused, in words of its own."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not isinstance(current_user, kind):
                return ask_to_sign_in()
            if not allowed(current_user):
                raise Forbidden(refusal)
            return view(*args, **kwargs)

        return cast(View, mark(guarded, access))

    return decorate


patient_only = guard("patient", SignedInPhone)  # the patient's own phone, or the carer's
# What nobody decides for a patient.
own_phone_only = guard(
    "own phone",
    SignedInPhone,
    lambda phone: not phone.is_carer,
    Text("This is a carer's phone. What you looked for is on the patient's own phone."),
)
staff_only = guard("staff", SignedInStaff)
practitioner_only = guard("practitioner", SignedInStaff, lambda staff: staff.is_practitioner)
administrator_only = guard("administrator", SignedInStaff, lambda staff: staff.is_administrator)
password_given = guard("password", PasswordOnly)  # the pages of the second step


def ask_to_sign_in() -> Any:
    """A page that was opened leads to the sign-in and back; what was sent is refused, so that nothing looks saved."""
    if request.method not in ("GET", "HEAD") or wants_json():
        raise SignedOut
    wanted = request.full_path.rstrip("?")
    page = SIGN_IN_PAGES[kind_of(request.path) is STAFF]
    return redirect(url_for(page, next=wanted), HTTPStatus.SEE_OTHER)


def refuse_unmarked() -> None:
    """A view that nobody gave a mark is shut: forgetting one must never open a door."""
    if request.endpoint is not None and not hasattr(current_app.view_functions[request.endpoint], "access"):
        raise Forbidden


def signed_in_staff() -> SignedInStaff:
    """The staff member behind this request; for views that a staff mark guards."""
    return cast(SignedInStaff, current_user._get_current_object())


def signed_in_phone() -> SignedInPhone:
    """The phone behind this request; for views that ``patient_only`` guards."""
    return cast(SignedInPhone, current_user._get_current_object())


def refuse_another_owner(phone: SignedInPhone) -> None:
    """What a page's script asks is for whose page it is; meanwhile this browser may be another patient's phone."""
    if request.headers.get("Diary-Owner") != phone.owner:
        raise SignedOut


def password_giver() -> PasswordOnly:
    """Who gave the password just now; for views that ``password_given`` guards."""
    return cast(PasswordOnly, current_user._get_current_object())


def init_accounts(app: Flask) -> None:
    """Let every request know who is behind it, and every view say whom it admits."""
    manager.init_app(app)
    public(app.view_functions["assets.static"])
    app.before_request(refuse_unmarked)
    app.jinja_env.globals["staff_idle_seconds"] = int(STAFF.idle.total_seconds())
