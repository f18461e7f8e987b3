"""What a person sees when the database refuses or does not answer."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import IntegrityError, OperationalError

from diary.db import db
from tests.factories import a_practice, a_staff_member
from tests.statements import heard

TWICE = "INSERT INTO practice SELECT * FROM practice"
NAMELESS = "UPDATE practice SET name = NULL"


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """One to which these tests may add a page."""
    return own_app


@pytest.fixture
def address(app: Flask) -> str:
    """A page that runs a statement."""

    def run(statement: str) -> str:
        db.session.execute(text(statement))
        return ""

    run.access = "public"
    app.add_url_rule("/run/<path:statement>", view_func=run)
    return "/run/"


def test_what_is_saved_twice_at_the_same_moment_is_a_clash(app, address):
    a_practice()

    response = app.test_client().get(address + TWICE)

    assert response.status_code == 409
    assert "This clashes with something already saved." in response.text


def test_an_address_that_two_administrators_add_at_once_is_a_clash(app):
    practice = a_practice()
    a_staff_member(practice, email="bob@clinic.example")

    with pytest.raises(IntegrityError) as second:
        a_staff_member(practice, email="bob@clinic.example")
    with app.test_request_context():
        _page, status = app.handle_user_exception(second.value)

    assert status == 409


def test_any_other_refusal_is_a_defect(app, address):
    a_practice()

    assert app.test_client().get(address + NAMELESS).status_code == 500


@contextmanager
def silent() -> Iterator[None]:
    """The database is gone after a connection was made."""

    def refuse(_statement: str) -> None:
        raise OperationalError("", {}, Exception("gone"))

    with heard(refuse):
        yield


@contextmanager
def unreachable() -> Iterator[None]:
    """Nobody gets a connection."""

    def refuse(dialect: Dialect, *_how: object) -> None:
        raise dialect.loaded_dbapi.OperationalError("connection refused")

    db.session.remove()
    db.engine.dispose()
    event.listen(db.engine, "do_connect", refuse)
    yield
    event.remove(db.engine, "do_connect", refuse)


@pytest.mark.parametrize("path", ["/", "/clinic/"])
@pytest.mark.parametrize("trouble", [silent, unreachable])
def test_a_database_that_does_not_answer_asks_to_come_back(app, path, trouble):
    browser = app.test_client()
    for cookie in ("sid", "staff"):
        browser.set_cookie(cookie, "somebody")

    with trouble():
        response = browser.get(path)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "The diary is busy." in response.text
