"""The calendar itself, for apps that nobody is signed in to: who knows its address may read it."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import public
from diary.errors import NotFound
from diary.push.payload import DAILY, TITLE
from diary.reminders.calendar_load import calendar_at
from diary.web.texts import say

bp = Blueprint("calendar", __name__)


@bp.get("/calendar/<token>.ics")
@public
def feed(token: str) -> ResponseReturnValue:
    """One event a day that says nothing; apps look again a few times a day and mostly find it unchanged."""
    found = calendar_at(token, title=say(TITLE), words=say(DAILY), now=clock.now())
    if found is None:
        raise NotFound
    response = Response(found, mimetype="text/calendar")
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)
