"""Phones for tests: what they send, what they are answered, and what they have in the end."""

from collections.abc import Iterable
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from diary.entries.canonical import canonical_json

SYNC = "/api/v1/sync"


def sync(
    browser: FlaskClient, *items: object, since: int = 0, mark: str | None = None, owner: str | None = None
) -> TestResponse:
    """One sync as a phone asks for it."""
    headers = {} if owner is None else {"Diary-Owner": owner}
    return browser.post(SYNC, json={"since": since, "mark": mark, "items": list(items)}, headers=headers)


def verdicts(answer: TestResponse) -> list[str]:
    return [result["verdict"] for result in answer.json["results"]]


def versions(answer: TestResponse) -> list[dict[str, Any]]:
    """The saves that an answer sends down."""
    return [change["version"] for change in answer.json["changes"] if change["type"] == "version"]


def facts(answer: TestResponse) -> dict[str, Any]:
    [found] = [change for change in answer.json["changes"] if change["type"] == "facts"]
    return found


class Phone:
    """A phone that keeps what it saved and what came down, as the phones of patients do."""

    def __init__(self, browser: FlaskClient) -> None:
        self.browser = browser
        self.cursor = 0
        self.kept: dict[str, str] = {}  # id → the save as canonical JSON
        self.unsent: list[dict[str, Any]] = []

    def save(self, *saves: dict[str, Any]) -> None:
        self.unsent += saves
        self.keep(saves)

    def sync(self, *, answer_is_lost: bool = False) -> None:
        """One round: send what is unsent, take what is new; a lost answer changes nothing on the phone."""
        answer = sync(self.browser, *self.unsent[:100], since=self.cursor).json
        if answer_is_lost:
            return
        done = {result["id"] for result in answer["results"] if result["verdict"] in ("stored", "same", "erased")}
        self.unsent = [save for save in self.unsent if save["id"] not in done]
        self.keep(change["version"] for change in answer["changes"] if change["type"] == "version")
        self.cursor = answer["cursor"]
        if answer["more"]:
            self.sync()

    def keep(self, saves: Iterable[dict[str, Any]]) -> None:
        self.kept |= {save["id"]: canonical_json(save) for save in saves}
