"""Passwords that everybody knows never open a real practice, however the diary is started."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from diary import create_app
from diary.db import db
from diary.errors import ConfigError
from tests.conftest import settings
from tests.factories import a_practice
from tests.ops.conftest import ROOT, environment


def started_as_demo(app: Flask, folder: Path) -> Flask:
    """A second start on the same database, with the demo on."""
    db.session.remove()
    return create_app(settings(folder, DIARY_DEMO="1", DIARY_DATABASE_URL=app.config["SQLALCHEMY_DATABASE_URI"]))


def test_a_demo_does_not_start_beside_a_real_practice(app, tmp_path):
    a_practice()

    with pytest.raises(ConfigError, match="this database holds a real practice"):
        started_as_demo(app, tmp_path)


def test_a_demo_starts_on_its_own_clinic(app, tmp_path):
    a_practice(is_demo=True)

    assert started_as_demo(app, tmp_path).config["DIARY"].demo


def test_the_demo_clinic_does_not_open_without_the_demo(app, tmp_path):
    a_practice(is_demo=True)
    db.session.remove()

    with pytest.raises(ConfigError, match="holds the demo clinic"):
        create_app(settings(tmp_path, DIARY_DATABASE_URL=app.config["SQLALCHEMY_DATABASE_URI"]))


def test_a_demo_starts_before_there_are_tables(app, tmp_path):
    db.drop_all()

    assert started_as_demo(app, tmp_path).config["DIARY"].demo


def test_a_demo_does_not_start_on_a_database_that_cannot_be_opened(tmp_path):
    with pytest.raises(ConfigError, match="cannot be opened"):
        create_app(settings(tmp_path / "missing", DIARY_DEMO="1"))


@pytest.mark.parametrize("own_app", ["sqlite"], indirect=True)
def test_a_bare_web_server_is_refused_too(app, tmp_path):
    a_practice()
    known = {"DIARY_ENV": "development", "DIARY_DATA_DIR": str(tmp_path), "DIARY_SECRET_KEY": "k" * 40}

    door = [sys.executable, "-c", "import wsgi"]
    done = subprocess.run(
        door, cwd=ROOT, env=environment(**known, DIARY_DEMO="1"), capture_output=True, text=True, check=False
    )

    assert done.returncode != 0
    assert "Remove DIARY_DEMO" in done.stderr
