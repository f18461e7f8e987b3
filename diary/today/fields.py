"""Hidden values that the page or the phone writes into the check-in form; without script they are empty."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from wtforms import Field, Form, StringField
from wtforms.validators import StopValidation

from diary.days import zones
from diary.entries.strict import MOMENT_SHAPE, SANE_YEARS, UUID_SHAPE
from diary.text import Text
from diary.web.fields import Check

STALE = Text("Load this page again, then save once more.")
OFFSET_SHAPE = re.compile(r"-?[0-9]{1,3}")
MOST_OFFSET_MIN = 14 * 60


def hidden(read: Callable[[str], object]) -> StringField:
    """Nobody typed it, so when it cannot be read the only thing to do is to load the page again."""
    return StringField(validators=[may_be_empty, reads_as(read)])


def zone_if_known() -> StringField:
    """A zone that we cannot tell the time of is as if none was sent: the phone's own, as it was paired, serves."""
    return StringField(filters=[lambda name: name if name in zones() else None])


def may_be_empty(_form: Form, field: Field) -> None:
    """A row that was left alone is fine."""
    if not field.data:
        raise StopValidation


def reads_as(read: Callable[[str], object]) -> Check:
    def check(_form: Form, field: Field) -> None:
        try:
            read(field.data)
        except ValueError:
            raise StopValidation(STALE) from None

    return check


def read_id(value: str) -> UUID:
    return UUID(shaped(UUID_SHAPE, value))


def read_moment(value: str) -> datetime:
    """A moment as the phone writes it: 2026-11-17T18:05:00.000Z."""
    moment = datetime.fromisoformat(shaped(MOMENT_SHAPE, value))
    if moment.year not in SANE_YEARS:
        raise ValueError("not a year of ours")
    return moment


def read_offset(value: str) -> int:
    """Minutes east of UTC."""
    offset = int(shaped(OFFSET_SHAPE, value))
    if abs(offset) > MOST_OFFSET_MIN:
        raise ValueError("no place is that far from UTC")
    return offset


def shaped(shape: re.Pattern[str], value: str) -> str:
    if not shape.fullmatch(value):
        raise ValueError("another shape")
    return value
