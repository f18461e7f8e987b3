"""The shape of a patient's wishes on their way from the phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from diary.entries.strict import Strict, among, read_as
from diary.practice.domain import LOOKS
from diary.text import Text

SENTENCES = {"theme": Text("Choose Same as phone, Light or Dark.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrefsBody:
    """How a patient wants the diary: always all of it, so that the newest save counts in whatever order they come."""

    theme: str
    bigger: bool
    hides_trend: bool


class PrefsWire(Strict):
    theme: Annotated[str, among(LOOKS)]
    bigger: bool
    hides_trend: bool


def read_prefs(body: Mapping[str, object]) -> PrefsBody:
    return PrefsBody(**vars(read_as(PrefsWire, body, SENTENCES)))
