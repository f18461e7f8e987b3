"""A copy to read or print: what the diary holds, each kind under its title."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from diary.export.values import Item
from diary.export.words import KINDS, OTHERS
from diary.text import Text

ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, kw_only=True)
class Section:
    """Everything of one kind, in the order it came."""

    title: Text
    items: list[Item]


def sections(items: Iterable[Item]) -> list[Section]:
    """In reading order; kinds that only a newer diary knows stand together at the end."""
    placed = sorted(items, key=place_of)  # keeps the order within a kind
    return [
        Section(title=KINDS.get(alike[0].kind, OTHERS), items=alike)
        for alike in (list(group) for _place, group in groupby(placed, place_of))
    ]


def place_of(item: Item) -> int:
    return ORDER.get(item.kind, len(ORDER))
