"""What a person or a program sees when something is refused or breaks."""

from http import HTTPStatus

import structlog
from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection
from werkzeug.exceptions import HTTPException

from diary.db import db, is_twice
from diary.errors import Conflict, DiaryError, Invalid, SignedOut
from diary.text import Text
from diary.web.csrf import takes_json
from diary.web.texts import say

MESSAGES = {
    HTTPStatus.BAD_REQUEST: Text("Your browser sent something we could not read. Go back and try again."),
    HTTPStatus.FORBIDDEN: Text("This came from another page. Open the diary and try again."),
    HTTPStatus.NOT_FOUND: Text("This page does not exist, or you cannot open it."),
    HTTPStatus.METHOD_NOT_ALLOWED: Text("This page cannot be used like that. Go back and try again."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Text("That is too much to save at once. Make it shorter and try again."),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: Text("Send this as JSON."),
}
OTHER = Text("Something went wrong on our side. What you saved is safe.")
BUSY = Text("The diary is busy. Go back, wait a minute, and try again.")
RETRY_AFTER = 5  # seconds
OLD_FORM = Text("This page was open for a long time. Go back, load it again, and save once more.")

log = structlog.get_logger()


def wants_json() -> bool:
    return takes_json() or request.path.startswith("/api/")


def answer(status: int, code: str, message: Text, **more: object) -> tuple[Response | str, int]:
    """One refusal, as a page or as `{"error": {"code", "message"}}`.

    The page is drawn without asking who is signed in: the database may be what is broken.
    """
    if wants_json():
        return jsonify({"error": {"code": code, "message": say(message), **more}}), status
    return current_app.jinja_env.get_template("error.html").render(status=status, message=message), status


def show_diary_error(error: DiaryError) -> ResponseReturnValue:
    db.session.rollback()
    if isinstance(error, Invalid):
        return answer(
            error.status, error.code, error.message, fields={name: say(text) for name, text in error.fields.items()}
        )
    if isinstance(error, SignedOut) and not wants_json():
        return render_template("signed_out.html", message=error.message), error.status
    return answer(error.status, error.code, error.message)


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    db.session.rollback()
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    message = OLD_FORM if isinstance(error, CSRFError) else MESSAGES.get(HTTPStatus(status), OTHER)
    return answer(status, HTTPStatus(status).name.lower(), message)


def show_busy(error: Exception) -> ResponseReturnValue:
    """The database waited too long for a lock or a free connection, or cannot be reached: later it may work."""
    db.session.rollback()
    log.error("database unavailable", kind=type(error).__name__, place=place_of(error))
    body, status = answer(HTTPStatus.SERVICE_UNAVAILABLE, "busy", BUSY)
    return body, status, {"Retry-After": str(RETRY_AFTER)}


def show_clash(error: IntegrityError) -> ResponseReturnValue:
    """Two people saved the same thing at the same moment, and the database let the first one in."""
    return show_diary_error(Conflict()) if is_twice(error) else show_crash(error)


def show_crash(error: Exception) -> ResponseReturnValue:
    """A defect of ours: the log gets the kind and the place, never values of the request."""
    db.session.rollback()
    log.error("crash", kind=type(error).__name__, place=place_of(error))
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR, "error", OTHER)


def place_of(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"


def init_error_pages(app: Flask) -> None:
    app.register_error_handler(DiaryError, show_diary_error)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(OperationalError, show_busy)
    app.register_error_handler(NoFreeConnection, show_busy)
    app.register_error_handler(IntegrityError, show_clash)
    app.register_error_handler(Exception, show_crash)
