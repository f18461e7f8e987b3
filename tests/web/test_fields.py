"""Kinds of answer and the pieces that draw them."""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

import diary
from diary.errors import Gone, Invalid
from diary.text import Text
from diary.web.fields import choice, choices, faults_into, first_errors, line, needed


class VisitForm(Form):
    name = line(Text("Name"), 10, needed(Text("Enter a name.")))
    side = choice(("left", "right"), Text("Choose a side."))
    days = choices(("mon", "tue"), Text("Choose days from the list."))


def form(**typed: object) -> VisitForm:
    return VisitForm(MultiDict({"name": "Ann", "side": "left"} | typed))


@pytest.fixture
def page() -> Flask:
    """An app with nothing but our templates."""
    return Flask(__name__, template_folder=str(Path(diary.__file__).parents[1] / "templates"))


def drawn(app: Flask, source: str, **values: object) -> str:
    app.jinja_env.globals["_"] = app.jinja_env.filters["say"] = str
    with app.app_context():
        return app.jinja_env.from_string(source).render(**values)


def test_good_answers_pass():
    good = form(days=["mon", "tue"])

    assert good.validate()
    assert (good.name.data, good.side.data, good.days.data) == ("Ann", "left", ["mon", "tue"])


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Enter a name."),
        ("name", "\u200b", "Enter a name."),
        ("name", "x" * 11, "Name must be 10 letters or less."),
        ("side", "", "Choose a side."),
        ("side", "up", "Choose a side."),
        ("days", ["mon", "sun"], "Choose days from the list."),
    ],
)
def test_a_bad_answer_gets_its_sentence(field, value, message):
    bad = form(**{field: value})

    assert not bad.validate()
    assert {name: str(error) for name, error in first_errors(bad).items()} == {field: message}


def test_an_answer_that_was_not_sent_is_no_answer():
    assert set(VisitForm(MultiDict()).errors) == set()

    empty = VisitForm(MultiDict())
    empty.validate()

    assert set(empty.errors) == {"name", "side"}


def test_what_an_action_refuses_stands_beside_its_field():
    refused = form()

    with faults_into(refused):
        raise Invalid({"name": Text("That name is taken.")})

    assert [str(error) for error in refused.name.errors] == ["That name is taken."]


def test_what_ran_out_stands_beside_the_field_that_speaks_of_it():
    refused = form()

    with faults_into(refused, gone="name"):
        raise Gone(Text("That name has run out."))

    assert [str(error) for error in refused.name.errors] == ["That name has run out."]


def test_what_ran_out_passes_through_when_no_field_speaks_of_it():
    with pytest.raises(Gone), faults_into(form()):
        raise Gone


LINE = '{% from "components/line.html" import line %}{{ line(field, "Name", hint="As you say it.", inputmode="text") }}'


def test_a_line_carries_its_label_hint_error_value_and_further_attributes(page):
    bad = form(name="<script>" + "x" * 9)
    bad.validate()

    html = drawn(page, LINE, field=bad.name)

    assert '<label class="field__label" for="name">Name</label>' in html
    assert 'aria-describedby="name-hint name-error" aria-invalid="true"' in html
    assert 'value="&lt;script&gt;xxxxxxxxx"' in html
    assert ' inputmode="text"' in html


def test_a_password_is_never_written_back(page):
    source = '{% from "components/line.html" import line %}{{ line(field, "Password", type="password") }}'

    assert "Ann" not in drawn(page, source, field=form().name)


def test_a_row_of_choices_ticks_the_one_that_was_sent(page):
    source = '{% from "components/choice_row.html" import choice_row %}{{ choice_row(field, "Side", choices) }}'

    html = drawn(page, source, field=form(side="right").side, choices=[("left", "Left"), ("right", "Right")])

    assert html.count(" checked") == 1
    assert 'value="right" checked' in html
