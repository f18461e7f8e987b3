"""Sentences that pure code can return and a template can translate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, init=False, slots=True)
class Text:
    """One sentence: its English words and the values that go into their gaps.

    The English words are the gettext message. With values, gaps are written ``%(name)s`` and a
    literal percent sign ``%%``; without values the words stand as they are, as gettext has it.
    A value may itself be a Text: "lasted %(days)s" with "5 days" inside.
    """

    one: str
    other: str | None
    values: tuple[tuple[str, object], ...]

    def __init__(self, msgid: str, /, **slots: object) -> None:
        self._fill(msgid, None, slots)

    @classmethod
    def plural(cls, one: str, other: str, n: int, /, **slots: object) -> Self:
        """A sentence with one form for 1 and another for the rest; the count is ``%(n)s``."""
        text = cls.__new__(cls)
        text._fill(one, other, {**slots, "n": n})
        return text

    def _fill(self, one: str, other: str | None, slots: Mapping[str, object]) -> None:
        object.__setattr__(self, "one", one)
        object.__setattr__(self, "other", other)
        object.__setattr__(self, "values", tuple(sorted(slots.items(), key=lambda slot: slot[0])))

    def __str__(self) -> str:
        """The English sentence."""
        return self.render(_english, _english_plural)

    def render(self, gettext: Callable[..., str], ngettext: Callable[..., str]) -> str:
        """The sentence in the reader's language.

        Args:
            gettext: Called with the message and the values by name, as Flask-Babel's is.
            ngettext: Called with both messages, the count and the values by name.
        """
        slots = {
            name: value.render(gettext, ngettext) if isinstance(value, Text) else value for name, value in self.values
        }
        if self.other is None:
            return gettext(self.one, **slots)
        return ngettext(self.one, self.other, slots["n"], **slots)


def _english(msgid: str, /, **slots: object) -> str:
    return msgid % slots if slots else msgid


def _english_plural(one: str, other: str, count: int, /, **slots: object) -> str:
    return _english(one if count == 1 else other, **slots)
