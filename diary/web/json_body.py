"""JSON that a phone sent, read strictly: what two readers could understand differently is refused."""

import json
from typing import Any, NoReturn, TypeVar

from flask import request
from pydantic import BaseModel, ValidationError

from diary.errors import Invalid
from diary.text import Text

Schema = TypeVar("Schema", bound=BaseModel)
UNREADABLE = Text("We could not read this. Send it again.")
WRONG = Text("This is missing, or not in the form we expect.")


def read_body(schema: type[Schema]) -> Schema:
    """The body of this request as the schema describes it.

    Raises:
        Invalid: Not UTF-8, not JSON, a name twice in one object, NaN, nested too deeply (field ``json``), or a
            field that does not fit, by its name.
    """
    raw = request.get_data()
    try:
        json.loads(raw.decode("utf-8"), object_pairs_hook=named_once, parse_constant=no_number)
    except (ValueError, RecursionError):
        raise Invalid({"json": UNREADABLE}) from None
    try:
        return schema.model_validate_json(raw)
    except ValidationError as error:
        names = {
            str(fault["loc"][0]) if fault["loc"] else "json"
            for fault in error.errors(include_input=False, include_context=False)
        }
    raise Invalid(dict.fromkeys(sorted(names), WRONG))


def named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice in one object")
    return found


def no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")
