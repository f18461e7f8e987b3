"""Phones for tests: what they send, and what they are answered."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

SYNC = "/api/v1/sync"


def sync(browser: FlaskClient, *items: object, since: int = 0, owner: str | None = None) -> TestResponse:
    """One sync as a phone asks for it."""
    headers = {} if owner is None else {"Diary-Owner": owner}
    return browser.post(SYNC, json={"since": since, "items": list(items)}, headers=headers)


def verdicts(answer: TestResponse) -> list[str]:
    return [result["verdict"] for result in answer.json["results"]]


def versions(answer: TestResponse) -> list[dict[str, Any]]:
    """The saves that an answer sends down."""
    return [change["version"] for change in answer.json["changes"] if change["type"] == "version"]


def facts(answer: TestResponse) -> dict[str, Any]:
    [found] = [change for change in answer.json["changes"] if change["type"] == "facts"]
    return found
