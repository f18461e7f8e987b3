"""The headers that every answer carries, errors included."""

import gzip
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types app"
)
PERMISSIONS = (
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)"
)
FIXED = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # a stricter one would hide the page from our own form checks
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": POLICY,
}
LEAST_WORTH_COMPRESSING = 600


def with_headers(app: "WSGIApplication") -> "WSGIApplication":
    """Whatever an app answers, browsers keep nothing but static files, run nothing but our own scripts, and tell nobody."""
    fixed, not_kept = [*FIXED.items()], ("Cache-Control", "no-store")

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        def start_with_headers(status: str, headers: list[tuple[str, str]], *trouble: Any) -> Any:
            says_how_long = any(name == "Cache-Control" for name, _value in headers)
            return start(status, headers + (fixed if says_how_long else [*fixed, not_kept]), *trouble)

        return app(environ, start_with_headers)

    return answer


def compress(response: Response) -> Response:
    """Pages travel compressed; static files already are."""
    worth = response.content_length and response.content_length >= LEAST_WORTH_COMPRESSING
    if response.direct_passthrough or "Content-Encoding" in response.headers or not worth:
        return response
    if response.mimetype not in ("text/html", "application/json", "text/csv"):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.best_match(["gzip"]):
        response.set_data(gzip.compress(response.get_data(), 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def init_headers(app: Flask) -> None:
    app.after_request(compress)
    app.wsgi_app = with_headers(app.wsgi_app)  # type: ignore[method-assign,assignment]
