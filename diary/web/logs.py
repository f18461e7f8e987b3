"""Structured logs that hold no health data: which route, what status, how long, and nothing that was typed."""

import logging
import sys
import time
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()
ALLOWED = {
    "event",
    "level",
    "timestamp",
    "request",
    "route",
    "method",
    "status",
    "ms",
    "kind",
    "fields",
    "place",
    "count",
    "state",
    "version",
    "seconds",
}


def drop_unlisted(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Only keys on the list reach the log, so a careless line cannot leak a name or a score."""
    return {key: value for key, value in event.items() if key in ALLOWED}


def start_request() -> None:
    g.request_id = uuid4().hex
    g.started = time.perf_counter()
    structlog.contextvars.bind_contextvars(request=g.request_id)


def finish_request(response: Response) -> Response:
    started = g.get("started")
    ms = None if started is None else round((time.perf_counter() - started) * 1000, 1)
    log.info("request", route=request.endpoint, method=request.method, status=response.status_code, ms=ms)
    structlog.contextvars.clear_contextvars()
    return response


def init_logs(app: Flask) -> None:
    """Logs go to standard error, one JSON object a line; a terminal gets them as plain text."""
    pretty = sys.stderr.isatty() and not app.config["DIARY"].production
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            drop_unlisted,
            structlog.dev.ConsoleRenderer() if pretty else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    app.before_request(start_request)
    app.after_request(finish_request)
