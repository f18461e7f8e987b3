"""The diary between injections. Commands that read files alone start from here without the rest."""

import os
import sys
from typing import TYPE_CHECKING

from flask import Flask

from diary.trends.cli import trends_cli

if TYPE_CHECKING:
    from diary.config import Config


def create_app(config: "Config | None" = None) -> Flask:
    """The whole diary, ready to serve.

    Args:
        config: The settings; read from the environment when left out.

    Raises:
        ConfigError: A setting is missing or wrong; the sentence names the variable.
    """
    app = Flask(__name__, template_folder="../templates", static_folder=None)
    app.cli.add_command(trends_cli)
    if config is None and reads_files_only():
        return app
    from diary.assembly import assemble  # noqa: PLC0415  # a command on files is over before all of this is loaded

    assemble(app, config)
    return app


def reads_files_only() -> bool:
    """The command on the line works on files alone, so it must not ask for secrets or a database."""
    return os.environ.get("FLASK_RUN_FROM_CLI") == "true" and "from-csv" in sys.argv
