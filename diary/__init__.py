"""The diary between injections. This file is the table of contents: which features there are."""

import os
import sys

from flask import Flask
from flask_migrate import Migrate
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from diary.config import Config
from diary.db import db, engine_options
from diary.features import add_features
from diary.trends.cli import trends_cli
from diary.web import init_web

MOST_BYTES = 256 * 1024


def create_app(config: Config | None = None) -> Flask:
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
    configure(app, config or Config.from_env(os.environ))
    db.init_app(app)
    Migrate(app, db, directory=os.path.join(app.root_path, "migrations"))
    init_web(app)
    add_features(app)
    return app


def reads_files_only() -> bool:
    """The command on the line works on files alone, so it must not ask for secrets or a database."""
    return os.environ.get("FLASK_RUN_FROM_CLI") == "true" and "from-csv" in sys.argv


def configure(app: Flask, config: Config) -> None:
    app.config.update(
        DIARY=config,
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(config.database_url),
        TRUSTED_HOSTS=config.hosts,
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        SESSION_COOKIE_NAME="__Host-form" if config.secure else "form",
        SESSION_COOKIE_SECURE=config.secure,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if config.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxy_hops, x_proto=config.proxy_hops, x_host=0)  # type: ignore[method-assign]
