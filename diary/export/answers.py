"""The answers of a save, each under one name, whatever kind of save it is."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from diary.entries.values import Effect
from diary.export.values import Field

EFFECT = {field.name for field in fields(Effect)}


def fields_of(body: Mapping[str, Any]) -> Iterator[Field]:
    """Every answer that a save holds, those too that only a newer diary knows."""
    for name, value in body.items():
        if name == "effects" and isinstance(value, list) and all(is_effect(one) for one in value):
            yield from effects_of(value)
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            for one in value:
                yield name, one
        else:
            yield name, json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def is_effect(one: object) -> bool:
    """Just what we know of an effect, and nothing that would be left out."""
    if not isinstance(one, dict) or not {"effect"} <= one.keys() <= EFFECT:
        return False
    return isinstance(one["effect"], str) and not any(isinstance(value, dict | list) for value in one.values())


def effects_of(effects: list[dict[str, Any]]) -> Iterator[Field]:
    for effect in effects:
        yield effect["effect"], effect.get("severity")
        if effect.get("words"):
            yield "effect_words", effect["words"]
