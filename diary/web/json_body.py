"""The JSON that a phone sent with a request, as a schema describes it."""

from typing import TypeVar

from flask import request
from pydantic import BaseModel, ValidationError

from diary.errors import Invalid
from diary.strict_json import read_json
from diary.text import Text

Schema = TypeVar("Schema", bound=BaseModel)
WRONG = Text("This is missing, or not in the form we expect.")


def read_body(schema: type[Schema]) -> Schema:
    """The body of this request as the schema describes it.

    Raises:
        Invalid: Not UTF-8, not JSON, a name twice in one object, NaN, nested too deeply (field ``json``), or a
            field that does not fit, by its name.
    """
    raw = request.get_data()
    read_json(raw)  # the schema's own reader is less strict
    try:
        return schema.model_validate_json(raw)
    except ValidationError as error:
        names = {
            str(fault["loc"][0]) if fault["loc"] else "json"
            for fault in error.errors(include_input=False, include_context=False)
        }
    raise Invalid(dict.fromkeys(sorted(names), WRONG))
