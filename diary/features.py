"""Which features there are: their tables, pages and commands."""

from flask import Flask

import diary.accounts.models
import diary.audit.models
import diary.checks.models
import diary.entries.models
import diary.practice.models
import diary.sessions.models  # noqa: F401  # migrations compare against every table
from diary.accounts.guards import init_accounts
from diary.practice.cli import practice_cli
from diary.practice.consent_views import bp as consent_pages

BLUEPRINTS: tuple = (consent_pages,)
COMMANDS: tuple = (practice_cli,)


def add_features(app: Flask) -> None:
    """Register every feature's pages and commands."""
    init_accounts(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
