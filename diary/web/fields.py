"""Kinds of answer that several forms take, each with the sentence for anything else."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from wtforms import Field, Form, SelectMultipleField, StringField
from wtforms.validators import StopValidation

from diary.errors import Gone, Invalid
from diary.text import Text
from diary.web.typed_text import typed

Check = Callable[[Form, Field], None]


def line(name: Text, most: int, *checks: Check) -> StringField:
    """One typed line of at most so many letters."""
    return StringField(filters=[typed(most, name=name)], validators=checks)


def choice(values: Iterable[str], message: Text, *checks: Check, default: str | None = None) -> StringField:
    """One of a few answers; a default also stands in for a field that was not sent at all."""
    return StringField(validators=[one_of(values, message), *checks], default=default)


def choices(values: Iterable[str], message: Text) -> SelectMultipleField:
    """Any number of a few answers, none included."""
    return SelectMultipleField(choices=[], validate_choice=False, validators=[all_of(values, message)])


def needed(message: Text) -> Check:
    """Something visible must be typed."""

    def check(_form: Form, field: Field) -> None:
        if not field.data:
            raise StopValidation(message)

    return check


def one_of(values: Iterable[str], message: Text) -> Check:
    allowed = frozenset(values)

    def check(_form: Form, field: Field) -> None:
        if field.data not in allowed:
            raise StopValidation(message)

    return check


def all_of(values: Iterable[str], message: Text) -> Check:
    allowed = frozenset(values)

    def check(_form: Form, field: Field) -> None:
        if not allowed.issuperset(field.data or ()):
            raise StopValidation(message)

    return check


def first_errors(form: Form) -> dict[str, Text | str]:
    """For each field that is wrong, the first thing to do about it; the order is the form's."""
    return {name: errors[0] for name, errors in form.errors.items() if errors}


@contextmanager
def faults_into(form: Form, *, gone: str = "") -> Iterator[None]:
    """What an action refuses stands beside the field it is about, and what was typed stays.

    Args:
        form: Where it was typed.
        gone: The field that speaks of something that runs out, such as a code; without one that passes through.
    """
    try:
        yield
    except Invalid as refusal:
        for name, message in refusal.fields.items():
            form[name].errors = [message]
    except Gone as refusal:
        if not gone:
            raise
        form[gone].errors = [refusal.message]
