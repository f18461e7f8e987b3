"""Where to go after signing in: back to the page that was wanted, never to another website."""

import re

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from diary.accounts.cookies import kind_of
from diary.accounts.domain import LoginKind

# A path of one slash, and a query; nothing that a browser might read as a host, a scheme or the end of a header.
OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9._~/-]*(\?[A-Za-z0-9._~/=&%+-]*)?")
MOST = 500


def safe_next(wanted: str | None, kind: LoginKind) -> str | None:
    """The page somebody wanted before they signed in, if it is one of ours that this login opens; else none."""
    if not wanted or len(wanted) > MOST or not OWN_PATH.fullmatch(wanted):
        return None
    path = wanted.partition("?")[0]
    return wanted if kind_of(path) is kind and is_page(path) else None


def is_page(path: str) -> bool:
    """Whether a page behind the sign-in answers at this path; leading back to the sign-in would go round in circles."""
    addresses = current_app.create_url_adapter(request)
    if addresses is None:
        return False
    try:
        endpoint, _values = addresses.match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return False
    return getattr(current_app.view_functions[endpoint], "access", "public") not in ("public", "password")
