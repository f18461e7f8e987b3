"""Which parts the diary is made of, and how they are set."""

import os
from pathlib import Path

from flask import Flask
from flask_migrate import Migrate
from jinja2 import StrictUndefined
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError
from werkzeug.middleware.proxy_fix import ProxyFix

from diary.config import Config
from diary.db import db, engine_options
from diary.errors import ConfigError
from diary.features import add_features
from diary.practice.queries import refuse_mixed_practices
from diary.push.server_keys import sealer_of
from diary.text import Text
from diary.web import init_web
from diary.web.urls import DayConverter

MOST_BYTES = 256 * 1024
UNKNOWN = Text("DIARY_DEMO is on, but the database cannot be opened to see whether it holds a real practice.")


def assemble(app: Flask, config: Config | None) -> None:
    """Give an empty app its settings, its database and every feature."""
    configure(app, config or Config.from_env(os.environ))
    db.init_app(app)
    Migrate(app, db, directory=str(Path(app.root_path) / "migrations"))
    init_web(app)
    add_features(app)
    refuse_wrong_key(app)
    refuse_mixed(app)


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
    app.url_map.converters.update(day=DayConverter)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if config.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxy_hops, x_proto=config.proxy_hops, x_host=0)  # type: ignore[method-assign]


def refuse_wrong_key(app: Flask) -> None:
    """A key for push services that is none is noticed now, not by whom no reminder reaches; a missing one is made when needed.

    Raises:
        ConfigError: The file of the key holds none.
    """
    if os.access(app.config["DIARY"].vapid_key_file, os.R_OK):
        sealer_of(app)


def refuse_mixed(app: Flask) -> None:
    """However the diary is started, passwords that everybody knows never open a real practice.

    Raises:
        ConfigError: The demo flag is on beside a real practice, or off beside the demo clinic; or the flag is on and the
            database cannot be opened.
    """
    demo = app.config["DIARY"].demo
    with app.app_context():
        try:
            has_tables = inspect(db.engine).has_table("practice")
        except OperationalError as problem:
            if demo:
                raise ConfigError(UNKNOWN) from problem
            return  # /readyz tells that the database is away
        if has_tables:
            refuse_mixed_practices(demo=demo)
