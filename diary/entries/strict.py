"""Kinds of answer that a strict schema knows: nothing is guessed, rounded or turned into something else."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from diary.days import MOST_ZONE_NAME, ZONE_NAME
from diary.entries.canonical import DAMAGED
from diary.errors import Invalid
from diary.text import Text

UUID_SHAPE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DAY_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")
SANE_YEARS = range(1970, 2200)


class Strict(BaseModel):
    """A schema that takes each answer as it is or not at all."""

    model_config = ConfigDict(strict=True, frozen=True, hide_input_in_errors=True)


Schema = TypeVar("Schema", bound=Strict)


def read_as(schema: type[Schema], raw: object, sentences: Mapping[str, Text]) -> Schema:
    """Read a value by a schema.

    Raises:
        Invalid: Names every field that does not fit, with its sentence.
    """
    try:
        return schema.model_validate(raw)
    except ValidationError as error:
        fields = {str(fault["loc"][0]) if fault["loc"] else "version" for fault in error.errors()}
    raise Invalid({field: sentences.get(field, DAMAGED) for field in sorted(fields)})


def shaped(shape: re.Pattern[str], read: Callable[[str], Any]) -> BeforeValidator:
    """A text of one exact shape, then read."""

    def check(value: object) -> Any:
        if not (isinstance(value, str) and shape.fullmatch(value)):
            raise ValueError("another shape")
        return read(value)

    return BeforeValidator(check)


def among(words: Callable[[], Collection[str]] | Collection[str]) -> AfterValidator:
    """One of these words."""

    def check(value: str) -> str:
        if value not in (words() if callable(words) else words):
            raise ValueError("not one of them")
        return value

    return AfterValidator(check)


def sane_year(when: date) -> date:
    if when.year not in SANE_YEARS:
        raise ValueError("not a year of ours")
    return when


def read_moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


Uuid = Annotated[UUID, shaped(UUID_SHAPE, UUID)]
Day = Annotated[date, shaped(DAY_SHAPE, date.fromisoformat), AfterValidator(sane_year)]
Instant = Annotated[datetime, shaped(MOMENT_SHAPE, read_moment), AfterValidator(sane_year)]
ZoneName = Annotated[str, Field(max_length=MOST_ZONE_NAME, pattern=ZONE_NAME)]
Score = Annotated[int, Field(ge=0, le=10)]
Word = Annotated[str, Field(pattern=r"\A[A-Za-z0-9_.-]{1,40}\z")]  # of a list that newer phones may know more of
Words = Annotated[list[Word], Field(max_length=40)]
FourSteps = Annotated[int, Field(ge=0, le=3)]
