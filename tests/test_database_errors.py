"""What a person sees when the database refuses or does not answer."""

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from diary.db import db
from tests.factories import a_practice, a_staff_member

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


@pytest.mark.parametrize("path", ["/", "/clinic/"])
def test_a_database_that_does_not_answer_asks_to_come_back(app, path):
    def refuse(*_anything: object) -> None:
        raise OperationalError("", {}, Exception("gone"))

    event.listen(db.engine, "before_cursor_execute", refuse)
    browser = app.test_client()
    for cookie in ("sid", "staff"):
        browser.set_cookie(cookie, "somebody")

    response = browser.get(path)

    event.remove(db.engine, "before_cursor_execute", refuse)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "The diary is busy." in response.text
