"""The same template without a patient is the shell that a phone keeps: everything there, nothing of anybody."""

import re

import pytest
from flask import Flask, render_template

from diary.today import words
from diary.today.forms import CheckInForm
from diary.today.screens import CheckIn, Saved


@pytest.fixture
def shell(app: Flask) -> str:
    with app.test_request_context():
        return render_template("today/check_in.html", check_in=CheckIn(), form=CheckInForm(), words=words)


def test_every_optional_row_is_in_the_shell_and_hidden(shell):
    rows = re.findall(r'data-row="(\w+)"( hidden)?', shell)

    assert {name for name, _hidden in rows} == {
        "start",
        "more",
        "sleep",
        "medicine",
        "relief",
        "goal",
        "effects",
        "worst",
        "note",
    }
    assert all(hidden for _name, hidden in rows)


def test_the_shell_has_both_numbers_and_every_wording_of_the_question(shell):
    assert re.findall(r'data-area="(\d)"', shell) == ["1", "2"]
    for _wording, question in words.QUESTIONS:
        assert shell.count(str(question)) == 2


def test_the_shell_offers_every_effect(shell):
    assert set(re.findall(r'data-effect="(\w+)"', shell)) == {effect for effect, _words in words.EFFECTS[True]}


def test_the_shell_holds_no_token_no_id_and_no_day(shell):
    assert re.findall(r'name="(?:csrf_token|pain_id|edited_at)" [^>]*value="([^"]+)"', shell) == []
    assert not re.search(r"/check-in/\d", shell)


def test_the_saved_screen_is_a_shell_too(app):
    with app.test_request_context():
        page = render_template("today/saved.html", saved=Saved())

    assert 'data-fill="saved"' in page
    assert not re.search(r"/check-in/\d", page)
