"""What the diary refuses on purpose; each kind knows its HTTP status."""

from collections.abc import Mapping
from http import HTTPStatus

from diary.text import Text


class DiaryError(Exception):
    """Base of everything the diary refuses on purpose."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "error"
    message = Text("Something went wrong on our side. What you saved is safe.")

    def __init__(self, message: Text | None = None) -> None:
        self.message = message or self.message
        super().__init__(str(self.message))


class NotFound(DiaryError):
    """It does not exist, or it is not yours; we do not say which."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"
    message = Text("This page does not exist, or you cannot open it.")


class SignedOut(DiaryError):
    """Nobody is signed in, or the login ended."""

    status = HTTPStatus.UNAUTHORIZED
    code = "signed_out"
    message = Text("Sign in to go on.")


class Forbidden(DiaryError):
    """The person is signed in, and their role does not include this."""

    status = HTTPStatus.FORBIDDEN
    code = "forbidden"
    message = Text("Your role does not include this. Ask an administrator of your practice.")


class Gone(DiaryError):
    """It was there once; it was used up or it ran out."""

    status = HTTPStatus.GONE
    code = "gone"
    message = Text("This has run out. Start again.")


class Conflict(DiaryError):
    """It clashes with something that is already kept."""

    status = HTTPStatus.CONFLICT
    code = "conflict"
    message = Text("This clashes with something already saved.")


class TooMany(DiaryError):
    """Too many tries in a short time."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too_many"
    message = Text("Too many tries. Wait 15 minutes, then try again.")


class Invalid(DiaryError):
    """Something typed or sent cannot be kept; names every field and what to do."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid"
    message = Text("Check the marked answers.")

    def __init__(self, fields: Mapping[str, Text]) -> None:
        super().__init__()
        self.fields = dict(fields)


class ConfigError(DiaryError):
    """A setting of this machine is missing or wrong; the message names the variable."""

    code = "config"
