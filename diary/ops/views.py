"""What a load balancer asks: is the process alive, can it do its work. Strangers learn no more than yes or no."""

from http import HTTPStatus

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from diary import clock
from diary.accounts.guards import public

bp = Blueprint("ops", __name__)


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """This process answers."""
    return {"state": "alive"}


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Database, disk, time zones and worker are all fine; the log names the one that is not."""
    from diary.ops.health import what_fails  # noqa: PLC0415  # it looks for the worker with what a worker loads

    if what_fails(current_app, now=clock.now()):
        return {"state": "not ready"}, HTTPStatus.SERVICE_UNAVAILABLE
    return {"state": "ready"}
