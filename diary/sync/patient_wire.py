"""The shape of what a patient agrees to, on its way from the phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from diary.entries.strict import Strict, read_as
from diary.text import Text

MOST_WORDING = 4000
AGREED = Text("Choose whether you agree.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentBody:
    """An answer to "Before you start", with the very words that were read."""

    wording_version: str
    wording: str
    language: str
    agreed: bool


class ConsentWire(Strict):
    wording_version: Annotated[str, Field(pattern=r"\A[0-9A-Za-z.-]{1,20}\z")]
    wording: Annotated[str, Field(min_length=1, max_length=MOST_WORDING)]
    language: Annotated[str, Field(pattern=r"\A[A-Za-z-]{2,12}\z")]
    agreed: bool


def read_consent(body: Mapping[str, object]) -> ConsentBody:
    return ConsentBody(**vars(read_as(ConsentWire, body, {"agreed": AGREED})))
