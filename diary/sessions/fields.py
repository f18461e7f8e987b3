"""The kinds of answer that courses and sessions are made of: what each takes, and the sentence for anything else."""

import re
from datetime import date, time
from uuid import UUID

from wtforms import Field, Form, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import StopValidation

from diary.sessions.domain import FIRST_YEAR, LAST_YEAR
from diary.text import Text
from diary.web.fields import Check
from diary.web.typed_text import typed

DATE = Text("Choose a date.")
TIME = Text("Choose a time, such as 9:20.")
PICK = Text("Choose one of the answers shown.")
STALE = Text("Load this page again, then save once more.")


def read_day(typed: str | None) -> date | None:
    """A date as browsers send it, 2026-11-20; None for anything else."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", typed or ""):
        return None
    try:
        day = date.fromisoformat(typed or "")
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def read_clock(typed: str | None) -> time | None:
    """A time as browsers send it, 09:20 or 09:20:00; None for anything else."""
    if not re.fullmatch("[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?", typed or ""):
        return None
    hour, minute = (int(part) for part in (typed or "").split(":")[:2])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def day_needed(_form: Form, field: Field) -> None:
    if read_day(field.data) is None:
        raise StopValidation(DATE)


def clock_needed(_form: Form, field: Field) -> None:
    if read_clock(field.data) is None:
        raise StopValidation(TIME)


def may_be_empty(_form: Form, field: Field) -> None:
    if not field.data:
        raise StopValidation


def an_id(_form: Form, field: Field) -> None:
    """Nobody typed it, so the only thing to do is to load the page again."""
    try:
        UUID(field.data or "")
    except ValueError:
        raise StopValidation(STALE) from None


def some(message: Text) -> Check:
    """At least one of several answers."""

    def check(_form: Form, field: Field) -> None:
        if not field.data:
            raise StopValidation(message)

    return check


def whole_number(least: int, most: int, message: Text) -> Check:
    """A whole number in digits, from least to most."""

    def check(_form: Form, field: Field) -> None:
        if not re.fullmatch("[0-9]{1,4}", field.data or "") or not least <= int(field.data) <= most:
            raise StopValidation(message)

    return check


def amount_up_to(most: float, message: Text) -> Check:
    """A number of at most two decimals, with a point or a comma."""

    def check(_form: Form, field: Field) -> None:
        if not re.fullmatch("[0-9]{1,4}([.,][0-9]{1,2})?", field.data or "") or (read_amount(field.data) or 0) > most:
            raise StopValidation(message)

    return check


def read_amount(typed: str | None) -> float | None:
    return float(typed.replace(",", ".")) if typed else None


def read_number(typed: str | None) -> int | None:
    return int(typed) if typed else None


def number(least: int, most: int, message: Text = PICK) -> StringField:
    """A whole number that may be left out."""
    return StringField(validators=[may_be_empty, whole_number(least, most, message)])


def amount(most: float, message: Text) -> StringField:
    """An amount that may be left out."""
    return StringField(validators=[may_be_empty, amount_up_to(most, message)])


def several(*checks: Check) -> SelectMultipleField:
    """Any number of answers."""
    return SelectMultipleField(choices=[], validate_choice=False, validators=checks)


def lines(name: Text, most: int) -> TextAreaField:
    """Typed text of several lines that may be left out."""
    return TextAreaField(filters=[typed(most, name=name, lines=True)])
