"""The cookie of a login: which one counts, how it is set, and who is behind it."""

from flask import Flask, Request, current_app, request
from flask_login import LoginManager
from werkzeug import Response

from diary import clock
from diary.accounts.domain import PHONE, STAFF, LoginKind, SignedIn
from diary.accounts.login_actions import keep_alive
from diary.accounts.queries import login_of

CLINIC = "/clinic"


class OwnLogins(LoginManager):
    """The row of a login alone tells who is signed in: no cookie of another kind, and no look at the network or the
    browser, so that a phone that moves from Wi-Fi to the mobile network stays signed in."""

    def init_app(self, app: Flask, add_context_processor: bool = True) -> None:
        super().init_app(app, add_context_processor)
        app.after_request_funcs[None].remove(self._update_remember_cookie)

    def _load_user(self) -> None:
        self._update_request_context_with_user(load_user(request))


manager = OwnLogins()


def kind_of(path: str) -> LoginKind:
    """Which of the two logins of one browser a page belongs to."""
    return STAFF if path == CLINIC or path.startswith(f"{CLINIC}/") else PHONE


def needs_second_step() -> bool:
    """The demo clinic, where nobody is real, does without."""
    return not current_app.config["DIARY"].demo


def login_token(kind: LoginKind) -> str | None:
    """What this browser sent as its login."""
    return request.cookies.get(cookie_name(kind))


def cookie_name(kind: LoginKind) -> str:
    return kind.cookie_name(secure=current_app.config["DIARY"].secure)


def load_user(request: Request) -> SignedIn | None:
    """Whoever is signed in for this part of the diary; asking keeps the login alive."""
    kind = kind_of(request.path)
    token = login_token(kind)
    if not token:
        return None
    now = clock.now()
    login = login_of(token, kind, needs_second_step=needs_second_step(), now=now)
    if login is None:
        return None
    keep_alive(login.user, login.seen_at, now=now)
    return login.user


def set_login_cookie(response: Response, kind: LoginKind, token: str) -> Response:
    """Hand a new login to this browser."""
    response.set_cookie(
        cookie_name(kind),
        token,
        max_age=kind.life if kind.outlives_browser else None,
        secure=current_app.config["DIARY"].secure,
        httponly=True,
        samesite=kind.same_site,
    )
    return response


def delete_login_cookie(response: Response, kind: LoginKind) -> Response:
    secure = current_app.config["DIARY"].secure
    response.delete_cookie(cookie_name(kind), secure=secure, httponly=True, samesite=kind.same_site)
    return response


def forget_phone(response: Response) -> Response:
    """The patient signed this phone out: its cookie goes, and with it all that the browser stored for the diary.

    Only ever after such a tap: a login that merely ended must not take unsent entries with it. Not where our script
    runs: it clears what is this patient's by itself, and another patient's unsent entries may wait on the same phone.
    """
    response.headers["Clear-Site-Data"] = '"storage"'
    return delete_login_cookie(response, PHONE)
