"""What a phone sends about how it is reached."""

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from diary.errors import Invalid
from diary.push.hosts import MOST_LETTERS, host_of
from diary.push.keys import are_keys

BASE64 = r"^[A-Za-z0-9_-]+={0,2}$"  # Python's decoder passes over what is none of it


def an_address(endpoint: str) -> str:
    try:
        host_of(endpoint)
    except Invalid as refusal:
        raise ValueError("no push service") from refusal
    return endpoint


class Nothing(BaseModel):
    """POST /api/v1/push/unsubscribe, /test and /opened: which phone it is about, its login says."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Subscribe(Nothing):
    """POST /api/v1/push/subscribe: what the browser's PushSubscription holds."""

    endpoint: Annotated[str, Field(max_length=MOST_LETTERS), AfterValidator(an_address)]
    p256dh: Annotated[str, Field(max_length=90, pattern=BASE64)]
    auth: Annotated[str, Field(max_length=30, pattern=BASE64)]

    @model_validator(mode="after")
    def seals(self) -> Self:
        if not are_keys(self.p256dh, self.auth):
            raise ValueError("no keys")
        return self
