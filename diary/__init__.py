"""The diary between injections. Commands that read files alone start from here without the rest."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask

from diary.trends.cli import trends_cli

if TYPE_CHECKING:
    from diary.config import Config


class Diary(Flask):
    """Flask, where no view and no hook is a coroutine, so that none is asked with every request whether it is one."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


def create_app(config: "Config | None" = None) -> Flask:
    """The whole diary, ready to serve.

    Args:
        config: The settings; read from the environment when left out.

    Raises:
        ConfigError: A setting is missing or wrong; the sentence names the variable.
    """
    app = Diary(__name__, template_folder="../templates", static_folder=None)
    app.cli.add_command(trends_cli)
    if config is None and on_the_line("from-csv"):
        return app  # it works on files alone, and is over before all of the rest is loaded
    from diary.assembly import assemble  # noqa: PLC0415
    from diary.features import add_commands  # noqa: PLC0415

    add_commands(app)
    if config is None and on_the_line("--help"):
        return app
    assemble(app, config)
    return app


def on_the_line(word: str) -> bool:
    """The flask command was typed with this word, which needs neither secrets nor a database."""
    return os.environ.get("FLASK_RUN_FROM_CLI") == "true" and word in sys.argv
