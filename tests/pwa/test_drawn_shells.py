"""A shell is drawn for nobody, whoever asks for it, and is never mixed with one of another release."""

import pytest
from flask import render_template
from flask_login import current_user

from diary import create_app
from diary.features import SHELLS
from diary.pwa.drawn_shells import draw
from diary.version import VERSION
from diary.web.shells import Shell
from tests.conftest import settings

NAMES = [shell.name for shell in SHELLS]


@pytest.mark.parametrize("name", NAMES)
def test_anybody_gets_a_shell_and_keeps_it_only_until_it_changes(browser, pwa, name):
    response = browser.get(pwa.shells[name].address)

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.content_type == "text/html; charset=utf-8"
    assert "Set-Cookie" not in response.headers


def test_a_shell_of_another_release_is_not_found(browser):
    assert browser.get("/shell/check-in?v=000000000000").status_code == 404
    assert browser.get("/shell/nothing").status_code == 404


def test_a_patient_who_asks_first_leaves_nothing_in_a_shell(app, alice_browser):
    own = alice_browser.get("/shell/check-in").data
    fresh = draw(app, SHELLS)["check-in"].page.encode()

    assert own == fresh


def test_nobody_is_signed_in_while_shells_are_drawn(app, alice_browser):
    seen = []
    shell = Shell("spy", "pwa/no_signal.html", (), lambda: seen.append(current_user.is_authenticated) or {})

    with app.test_request_context("/", headers={"Cookie": f"sid={alice_browser.get_cookie('sid').value}"}):
        assert current_user.is_authenticated
        draw(app, [shell])

    assert seen == [False]


def test_drawing_twice_gives_the_same_mark(app):
    first, second = draw(app, SHELLS), draw(app, SHELLS)

    assert {name: shell.mark for name, shell in first.items()} == {name: shell.mark for name, shell in second.items()}


def test_shells_can_be_drawn_where_only_the_clinics_own_name_is_trusted(tmp_path):
    app = create_app(settings(tmp_path, DIARY_ENV="production", DIARY_BASE_URL="https://diary.example", DIARY_DEMO="0"))

    assert set(draw(app, SHELLS)) == set(NAMES)


def test_every_page_can_say_which_release_it_is(app):
    with app.test_request_context():
        assert app.jinja_env.from_string("{{ app_version }}").render() == VERSION
        assert "No signal" in render_template("pwa/no_signal.html")
