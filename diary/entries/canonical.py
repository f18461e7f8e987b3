"""What came as JSON, made fit to keep, and written so that equal saves have equal bytes."""

import json
import math
import re
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from diary.errors import Invalid
from diary.text import Text

DEEPEST = 8
MOST_BYTES = 16 * 1024  # of a whole save
LARGEST = 2**53 - 1  # the largest whole number that a phone's browser keeps exactly

# Controls except tab and new line, direction overrides (they can disguise a text), halves of a character.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

UNKEEPABLE = Text("There is a sign in this that we cannot keep. Type it again.")
DAMAGED = Text("This was damaged on its way. Save it again.")
TOO_LONG = Text("This is too long to keep. Make it shorter.")

Path = tuple[str | int, ...]


def clean(value: object, path: Path = ()) -> Any:
    """A copy fit to keep: texts in Unicode's composed form, nothing a database or a reader would choke on.

    Raises:
        Invalid: Names the field that holds the bad text, number or nesting.
    """
    if len(path) > DEEPEST:
        raise Invalid({field_of(path): DAMAGED})
    match value:
        case str():
            return clean_text(value, path)
        case None | bool():
            return value
        case int() | float():
            return clean_number(value, path)
        case list():
            return [clean(item, (*path, place)) for place, item in enumerate(value)]
        case dict():
            return clean_object(value, path)
    raise Invalid({field_of(path): DAMAGED})


def clean_text(text: str, path: Path) -> str:
    if text.isascii() and text.isprintable():  # nearly all there is, and nothing in it to look for
        return text
    if len(text) > MOST_BYTES:  # before composing, which is slow on long heaps of accents
        raise Invalid({field_of(path): TOO_LONG})
    if UNWANTED.search(text):
        raise Invalid({field_of(path): UNKEEPABLE})
    return normalize("NFC", text)


def clean_number(number: float, path: Path) -> float:
    if not (math.isfinite(number) if isinstance(number, float) else abs(number) <= LARGEST):
        raise Invalid({field_of(path): DAMAGED})
    return number


def clean_object(value: dict[Any, object], path: Path) -> dict[str, Any]:
    found = {clean_text(str(name), path): clean(item, (*path, name)) for name, item in value.items()}
    if len(found) < len(value):
        raise Invalid({field_of(path): DAMAGED})
    return found


def field_of(path: Path) -> str:
    """The name a form knows this place by: the answer itself, without the wrapping."""
    match path:
        case ("body", str(name), *_) | (str(name), *_):
            return name
    return "version"


def canonical_json(value: object) -> str:
    """One way to write a cleaned value: sorted names, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(canonical: str) -> bytes:
    """The fingerprint by which two deliveries of one save are known to be the same."""
    return sha256(canonical.encode()).digest()
