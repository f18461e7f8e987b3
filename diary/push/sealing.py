"""Seal a push for one phone, signed as this server's: `webpush` does it, and this is the only file that knows it.

`webpush` 1.0.6 signs anew for each message, forgets the port of a push service, takes an e-mail address alone as a contact,
keeps what it was given for one call as the rule for the next ones, and spends a fifth of its time on checking what was checked
when it was kept. So it is asked for nothing but the sealing, and a signature is kept for hours (RFC 8292 allows 24).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import jwt
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import AnyHttpUrl
from webpush import WebPush
from webpush.vapid import VAPID

from diary.push.values import Receiver

SIGNED_FOR = 12 * 3600  # seconds
MOST_BYTES = 2600  # sealed; every push service takes as many


class KeptSignatures(VAPID):
    """Signs once for each push service and half of the time that a signature is good for."""

    def __init__(self, private_key: bytes, public_key: bytes, contact: str, now: Callable[[], float]) -> None:
        super().__init__(private_key, public_key)
        key = load_pem_private_key(private_key, password=None)
        if key.public_key() != self.public_key:
            raise ValueError("the two VAPID keys are not a pair")
        self.key, self.contact, self.now = key, contact, now
        self.kept: dict[str, tuple[float, str]] = {}  # by service: until when, and the header

    def header(self, endpoint: str) -> str:
        """What says to a push service that a push is ours; threads that ask for the first one at once each sign it."""
        service = endpoint.split("/", 3)[2]
        until, header = self.kept.get(service, (0.0, ""))
        if self.now() >= until:
            header = self.signed(origin_of(endpoint))
            self.kept[service] = (self.now() + SIGNED_FOR / 2, header)
        return header

    def signed(self, origin: str) -> str:
        claims = {"aud": origin, "exp": int(self.now()) + SIGNED_FOR, "sub": self.contact}
        token = jwt.encode(claims, self.key, algorithm="ES256")  # type: ignore[arg-type]
        return f"vapid t={token}, k={self.get_application_server_key(self.public_key)}"


def origin_of(endpoint: str) -> str:
    """As RFC 6454 writes it, such as https://push.example:8443: the port is named unless it is the usual one."""
    url = AnyHttpUrl(endpoint)
    return f"{url.scheme}://{url.host}" + ("" if url.port == 443 else f":{url.port}")


@dataclass(frozen=True, slots=True)
class Subscription:
    """What `webpush` reads of a subscription when it seals."""

    keys: Receiver


@dataclass(frozen=True, slots=True)
class Sealed:
    """A push that only its phone can open, and the header that says whose it is."""

    body: bytes
    authorization: str


class Sealer:
    """Seals pushes; threads may share one, because nothing that it is asked for changes it.

    Args:
        private_key, public_key: The VAPID pair of this server, in PEM.
        contact: Whom a push service tells of trouble: an https address, or mailto: and a public mailbox.
        now: Seconds since 1970.

    Raises:
        ValueError: The keys are not a pair.
    """

    def __init__(
        self, private_key: bytes, public_key: bytes, contact: str, now: Callable[[], float] = time.time
    ) -> None:
        self.vapid = KeptSignatures(private_key, public_key, contact, now)
        self.webpush = WebPush(private_key, public_key)

    @property
    def application_server_key(self) -> str:
        """What a browser subscribes with."""
        return self.vapid.get_application_server_key(self.vapid.public_key)

    def seal(self, payload: bytes, receiver: Receiver) -> Sealed:
        """Seal one push.

        Raises:
            ValueError: The receiver's keys are none, or the push is too long for some service.
        """
        body = self.webpush._encrypt(payload, Subscription(receiver))
        if len(body) > MOST_BYTES:
            raise ValueError(f"a sealed push of {len(body)} bytes: at most {MOST_BYTES} go everywhere")
        return Sealed(body, self.vapid.header(receiver.endpoint))
