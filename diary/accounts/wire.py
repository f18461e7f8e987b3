"""What a phone sends to pair and to renew its login; anything else is refused, field by field."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from diary.accounts.keys import jwk_of, public_key
from diary.days import MOST_ZONE_NAME, ZONE_NAME, zone_known_here
from diary.text import Text
from diary.web.typed_text import clean_text

MOST_LABEL = 60
TOKEN_LETTERS = 43  # 256 bits in base64url
SIGNATURE_LETTERS = 86  # 512 bits


def a_label(text: str) -> str:
    cleaned = clean_text(text, MOST_LABEL, name=Text("Label"))
    if not cleaned:
        raise ValueError("empty")
    return cleaned


Label = Annotated[str, Field(max_length=MOST_LABEL), AfterValidator(a_label)]
Zone = Annotated[str, Field(max_length=MOST_ZONE_NAME, pattern=ZONE_NAME), AfterValidator(zone_known_here)]
Token = Annotated[str, Field(pattern=f"^[A-Za-z0-9_-]{{{TOKEN_LETTERS}}}$")]


class Strict(BaseModel):
    """Exactly the fields named, each of exactly its type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PublicKey(Strict):
    """The public half of a phone's key, as WebCrypto exports it."""

    kty: Literal["EC"]
    crv: Literal["P-256"]
    x: str
    y: str
    ext: bool = True
    key_ops: list[Literal["verify"]] = []

    @model_validator(mode="after")
    def lies_on_the_curve(self) -> Any:
        public_key(self.x, self.y)
        return self

    @property
    def text(self) -> str:
        return jwk_of(self.x, self.y)


class AskCode(Strict):
    """POST /pair."""

    jwk: PublicKey
    label: Label
    zone: Zone


class Poll(Strict):
    """POST /pair/poll."""

    device_code: Token


class AskChallenge(Strict):
    """POST /session/challenge."""

    device: UUID


class Renew(Strict):
    """POST /session/renew."""

    device: UUID
    nonce: Token
    sig: Annotated[str, Field(pattern=f"^[A-Za-z0-9_-]{{{SIGNATURE_LETTERS}}}$")]
