"""JSON from outside, read strictly: what two readers could understand differently is refused."""

import json
from typing import Any, NoReturn

from diary.errors import Invalid
from diary.text import Text

UNREADABLE = Text("We could not read this. Send it again.")


def read_json(raw: bytes) -> Any:
    """The value that some JSON bytes hold.

    Raises:
        Invalid: Not UTF-8, not JSON, a name twice in one object, NaN, nested too deeply, or a number of
            thousands of digits; the field is ``json``.
    """
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=named_once, parse_constant=no_number)
    except (ValueError, RecursionError):
        raise Invalid({"json": UNREADABLE}) from None


def named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice in one object")
    return found


def no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")
