"""Draw every shell once, with nobody signed in."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import Flask, render_template

from diary.web.shells import Shell


@dataclass(frozen=True)
class DrawnShell:
    """A shell as phones fetch it."""

    shell: Shell
    page: str

    @cached_property
    def mark(self) -> str:
        """8 hexadecimal digits that change when the page does."""
        return hashlib.sha256(self.page.encode()).hexdigest()[:8]

    @property
    def address(self) -> str:
        return f"/shell/{self.shell.name}?v={self.mark}"


def draw(app: Flask, shells: Sequence[Shell]) -> dict[str, DrawnShell]:
    """Every shell by its name.

    They are drawn in an app context of their own: whoever asks for the first one must leave nothing in it.
    """
    with app.app_context(), app.test_request_context("/", base_url=app.config["DIARY"].base_url):
        return {
            shell.name: DrawnShell(shell, render_template(shell.template, **shell.values(), shell=shell.name))
            for shell in shells
        }
