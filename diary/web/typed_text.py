"""Text that a person typed, made safe to keep: the same on both databases, readable on every screen."""

import unicodedata
from collections.abc import Callable

from diary.text import Text

MOST_BYTES_A_LETTER = 4  # of one code point in UTF-8
LINE_BREAKS = "\n\u2028\u2029"
# Marks that turn the direction of what follows, so that a name could rewrite the line it stands in.
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = ("C", "Z")
THIS = Text("This")


def clean_text(value: str, most: int, *, name: Text = THIS, lines: bool = False) -> str:
    """What was typed, in one agreed spelling and without blanks at its ends.

    Args:
        value: As the browser or the phone sent it.
        most: How many letters (code points) may be kept.
        name: What the person calls this field, for the sentence that refuses.
        lines: Whether line breaks and tabs may stand in it.

    Returns:
        The text in Unicode's composed form (NFC); empty when nothing visible was typed.

    Raises:
        ValueError: With a sentence (`Text`) that names the field and says what to do.
    """
    refuse_signs(value, name, lines=lines)
    if len(value.encode()) > most * MOST_BYTES_A_LETTER:  # before composing, which is slow on long heaps of accents
        raise too_long(name, most)
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
    if len(text) > most:
        raise too_long(name, most)
    return text if any(visible(letter) for letter in text) else ""


def refuse_signs(value: str, name: Text, *, lines: bool) -> None:
    allowed = "\n\t" if lines else ""
    kept = value.replace("\r\n", "\n") if lines else value
    if not lines and any(sign in value for sign in LINE_BREAKS):
        raise ValueError(Text("%(field)s must be one line.", field=name))
    if any(sign not in allowed and cannot_be_kept(sign) for sign in kept):
        raise ValueError(Text("%(field)s holds a hidden sign. Delete it and type it again.", field=name))


def cannot_be_kept(sign: str) -> bool:
    """Control characters, halves of a pair, and marks that turn the writing direction."""
    return sign in TURNING or unicodedata.category(sign) in ("Cc", "Cs")


def visible(letter: str) -> bool:
    return not unicodedata.category(letter).startswith(UNSEEN)


def too_long(name: Text, most: int) -> ValueError:
    return ValueError(letters_or_less(name, most))


def letters_or_less(name: Text, most: int) -> Text:
    """What to do about a field that holds too much."""
    return Text("%(field)s must be %(most)s letters or less.", field=name, most=most)


def typed(most: int, *, name: Text = THIS, lines: bool = False) -> Callable[[str | None], str | None]:
    """A WTForms filter: cleans what was typed; what cannot be kept becomes the field's error and stays as typed."""

    def clean(value: str | None) -> str | None:
        return None if value is None else clean_text(value, most, name=name, lines=lines)

    return clean
