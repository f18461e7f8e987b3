"""A patient's screen with nobody in it: what a phone keeps, so that the diary opens without signal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Shell:
    """One screen that a phone keeps.

    Its template is rendered once, outside of anybody's request, with `values()` and with `shell`, its own name.
    `paths` are the addresses that it stands in for. One that ends in `*` stands for all that start so, the query
    included; any other for that path with whatever query. Where several fit, the longest does.
    `answers` says when the phone shows it: always, while entries wait to be sent, or only without signal.
    """

    name: str
    template: str
    paths: tuple[str, ...]
    values: Callable[[], Mapping[str, object]] = dict
    answers: Literal["always", "unsent", "offline"] = "unsent"
