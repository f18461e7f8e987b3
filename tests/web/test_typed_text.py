"""What people type is kept in one spelling, or refused with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wtforms import Form, StringField

from diary.text import Text
from diary.web.typed_text import clean_text, typed


class NameForm(Form):
    name = StringField(filters=[typed(10, name=Text("Name"))])


@pytest.mark.parametrize(
    ("typed_in", "kept"),
    [
        ("  Margaret Ellis ", "Margaret Ellis"),
        ("Zoe\u0308", "Zoë"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("👩‍⚕️", "👩‍⚕️"),
        ("\u200b\u2060 ", ""),
        ("", ""),
    ],
)
def test_text_is_kept_trimmed_and_composed(typed_in, kept):
    assert clean_text(typed_in, 20) == kept


@pytest.mark.parametrize(
    "hostile",
    ["a\x00b", "a\ud800b", "a\x1bb", "a\x7fb", "a\u0085b", "a\u202eb", "a\u2066b", "a\tb", "a\nb", "a\rb", "a\u2028b"],
)
def test_a_sign_that_could_deceive_or_break_is_refused(hostile):
    with pytest.raises(ValueError, match="Name"):
        clean_text(hostile, 20, name=Text("Name"))


def test_lines_are_kept_where_lines_are_asked_for():
    assert clean_text("one\r\ntwo\tthree", 20, lines=True) == "one\ntwo\tthree"


@pytest.mark.parametrize("hostile", ["a\x00b", "a\u202eb", "a\rb", "a\x0bb"])
def test_lines_do_not_open_the_door_to_other_signs(hostile):
    with pytest.raises(ValueError, match="hidden sign"):
        clean_text(hostile, 20, lines=True)


def test_the_longest_text_fits_and_one_letter_more_does_not():
    assert clean_text("é" * 10, 10) == "é" * 10

    with pytest.raises(ValueError, match="Name must be 10 letters or less"):
        clean_text("é" * 11, 10, name=Text("Name"))


def test_a_letter_typed_in_two_parts_counts_once():
    assert clean_text("e\u0301" * 10, 10) == "é" * 10


def test_a_heap_of_accents_is_refused_before_it_is_composed():
    with pytest.raises(ValueError, match="10 letters"):
        clean_text("e" + "\u0301\u0316" * 100_000, 10)


@given(st.text(max_size=60))
def test_kept_text_is_kept_unchanged_when_it_is_saved_again(text):
    try:
        kept = clean_text(text, 40, lines=True)
    except ValueError as refusal:
        assert str(refusal).startswith("This ")  # noqa: PT017  # refusing is one of two right answers
        return

    assert clean_text(kept, 40, lines=True) == kept
    assert len(kept) <= 40


def test_a_form_keeps_what_was_typed_and_names_the_field():
    form = NameForm(name="x" * 11)

    valid = form.validate()

    assert not valid
    assert form.name.data == "x" * 11
    assert [str(error) for error in form.name.errors] == ["Name must be 10 letters or less."]


def test_a_form_gives_the_cleaned_text():
    form = NameForm(name=" Zoe\u0308 ")

    assert form.validate()
    assert form.name.data == "Zoë"
