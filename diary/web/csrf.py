"""Writes are accepted from our own pages only."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask_wtf.csrf import CSRFProtect

from diary.web.form_cookie import FormCookie

View = TypeVar("View", bound=Callable[..., Any])
SAFE = {"GET", "HEAD", "OPTIONS"}
csrf = CSRFProtect()


def json_api(view: View) -> View:
    """Mark a view that takes JSON: its content type stands in for the form's token."""
    view.takes_json = True  # type: ignore[attr-defined]  # a mark that the checks below read
    return view


def takes_json() -> bool:
    view: Any = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "takes_json", False)


def by_link(view: View) -> View:
    """Mark a view that no login has a part in: who knows its address may write, a mail program as well as a page."""
    view.by_link = True  # type: ignore[attr-defined]
    return view


def is_by_link() -> bool:
    return getattr(current_app.view_functions.get(request.endpoint or ""), "by_link", False)


def reject_cross_site_writes() -> None:
    """Refuse writes that another website asked for: by Fetch Metadata, else by Origin, and forms also by token.

    Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet, "Fetch Metadata headers".
    """
    if request.method in SAFE or request.endpoint is None or is_by_link():
        return
    if not from_own_page():
        abort(403)
    if not takes_json():
        csrf.protect()
    elif request.mimetype != "application/json":
        abort(415)


def from_own_page() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == current_app.config["DIARY"].origin


def init_csrf(app: Flask) -> None:
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    app.session_interface = FormCookie()
    csrf.init_app(app)
    app.before_request(reject_cross_site_writes)
