"""What a push service's answer means for the push, its phone and its service (RFC 8030, and what each service documents)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http import HTTPStatus

LONGEST_WAIT = timedelta(days=1)
# What Apple's, Mozilla's and Google's services call it. No slash: an address of a phone must not reach the log.
REASON = re.compile(r'"(?:reason|message|status)" *: *"([\w .,:;()-]{1,80})"', re.ASCII)
OTHER_KEY = (
    "VapidPkHashMismatch"  # Apple's: the phone subscribed with another key of ours, and will again with this one
)
THROTTLED = (HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.TOO_MANY_REQUESTS)  # 406 is what Windows' service says


class Verdict(StrEnum):
    """What becomes of a push.

    Only a service that does not know an address any more makes us forget it: a setting of ours that is wrong is answered 401
    or 403 for every phone, and must cost no phone its reminders.
    """

    ACCEPTED = "accepted"  # by the service; whether the phone ever showed it nobody says
    GONE = "gone"  # the phone's address: forget it
    DEAD = "dead"  # it leads to no phone, as far as one can tell: send nothing there until the phone says it again
    REFUSED = "refused"  # a defect of ours or of this address: send no more of this push, and raise an alarm
    DISTRUSTED = "distrusted"  # our signature or key, for every phone of this service: stop there, and raise an alarm
    LATER = "later"  # try again within the window


@dataclass(frozen=True, slots=True)
class Answer:
    """What to do; `wait` is how long the service asks to be left alone, if it does."""

    verdict: Verdict
    wait: timedelta | None = None


def answer_of(status: int | None, retry_after: str = "", reason: str = "", *, now: datetime) -> Answer:
    """What an answer means.

    Args:
        status: The status of HTTP; None when there was no answer, or a connection that broke.
        retry_after: That header, in seconds or as a date, as it came.
        reason: In the service's own words.
        now: Aware.
    """
    if status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in THROTTLED:
        return Answer(Verdict.LATER, wait_of(retry_after, now))
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Answer(Verdict.ACCEPTED)
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return Answer(Verdict.GONE)
    if status < HTTPStatus.BAD_REQUEST or (status == HTTPStatus.BAD_REQUEST and reason == OTHER_KEY):
        return Answer(Verdict.DEAD)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return Answer(Verdict.DISTRUSTED)
    return Answer(Verdict.REFUSED)


def reason_of(body: bytes) -> str:
    """Why a service does not take a push, in its own words; nothing when it gives no reason that is fit for a log."""
    found = REASON.search(body.decode(errors="replace"))
    return found[1] if found else ""


def wait_of(retry_after: str, now: datetime) -> timedelta | None:
    """How long to wait; None when nothing was said that can be read."""
    if retry_after.isascii() and retry_after.isdecimal():
        return min(timedelta(seconds=int(retry_after[:9])), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):  # it may hold any number
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta(0)), LONGEST_WAIT)
