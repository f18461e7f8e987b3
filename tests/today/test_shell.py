"""The same template without a patient is the shell that a phone keeps: everything there, nothing of anybody."""

import re

import pytest
from flask import Flask, render_template

from diary.today import words
from diary.today.shells import SHELLS


def drawn(app: Flask, name: str) -> str:
    """A screen as a phone keeps it."""
    found = next(shell for shell in SHELLS if shell.name == name)
    with app.test_request_context():
        return render_template(found.template, **found.values(), shell=name)


@pytest.fixture
def shell(app: Flask) -> str:
    return drawn(app, "check-in")


def test_every_optional_row_is_in_the_shell_and_hidden(shell):
    rows = re.findall(r'data-row="(\w+)"( hidden)?', shell)

    assert {name for name, _hidden in rows} == {
        "events",
        "start",
        "then",
        "optional",
        "more",
        "sleep",
        "medicine",
        "relief",
        "goal",
        "still",
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


def test_sentences_with_values_wait_as_patterns(app, shell):
    assert 'data-words="This is for {day}."' in shell
    assert 'data-words="Is the relief from {weekday} still there?"' in shell
    saved = drawn(app, "saved")
    assert 'data-words="Saved. Pain {n} out of 10."' in saved
    assert 'data-words-one="That is {n} day out of {of} since your last session."' in saved
    assert 'data-words-other="That is {n} days out of {of} since your last session."' in saved


def test_what_the_phone_finds_missing_waits_in_the_servers_words(shell):
    lines = re.findall(r'<li data-fault="(\w+)" hidden><a href="#\w+">([^<]+)</a>', shell)

    assert lines[:5] == [
        ("for_day", "This day is closed. You can add a number for today and yesterday."),
        ("events", "Add what happened, or tap Close."),
        ("pain", "Choose a number from 0 to 10."),
        ("other", "What it is must be 60 letters or less."),
        ("note", "Note must be 300 letters or less."),
    ]
    assert {name for name, _line in lines[5:]} == {f"bother_{effect}" for effect, _words in words.EFFECTS[True]}
    assert not re.search(r'class="error" id="[^"]+">', shell)


def test_home_has_every_line_and_shows_none(app):
    home = drawn(app, "home")

    for name, line in words.HOME_LINES.items():
        assert f'<p data-when="{name}" hidden>{line}</p>' in home


def test_help_says_everything_but_the_clinics_numbers(app):
    page = drawn(app, "help")

    assert "trouble breathing" in page
    assert 'data-words="Call {emergency} now if you have:">Call your emergency number now if you have:' in page
    assert "tel:" not in page


@pytest.mark.parametrize("name", [shell.name for shell in SHELLS])
def test_no_shell_knows_a_patient_or_a_day(app, name):
    page = drawn(app, name)

    assert f'data-shell="{name}"' in page
    assert "data-owner" not in page
    assert not re.search(r"/check-in/\d", page)


def test_a_patients_own_page_says_whose_it_is(at_check_in, alice):
    page = at_check_in.get("/").text

    assert f'data-owner="{alice.id}"' in page
    assert "data-shell" not in page
    form = page.partition("<form")[2].partition('class="flags"')[0]
    assert form.count("data-words=") == form.count('data-fill="for-day" data-words=') == 1  # said once its day is over
