"""A phone's key: the public half that it sends, and the signatures that renew its login."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

NUMBER_BYTES = 32
RENEWAL = "diary-renew"


def bytes_of(text: str, length: int) -> bytes:
    """What base64url text without padding stands for.

    Raises:
        ValueError: It is not base64url, not of this length, or written in a second way.
    """
    try:
        value = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (NotBase64, UnicodeEncodeError) as problem:
        raise ValueError("not base64url") from problem
    if len(value) != length or text_of(value) != text:
        raise ValueError(f"not {length} bytes in base64url")
    return value


def text_of(value: bytes) -> str:
    """Base64url without padding, as JSON Web Keys have it."""
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def public_key(x: str, y: str) -> EllipticCurvePublicKey:
    """The key with these coordinates.

    Raises:
        ValueError: They are not two numbers, or not a point of the curve P-256.
    """
    number_x, number_y = (int.from_bytes(bytes_of(part, NUMBER_BYTES)) for part in (x, y))
    return EllipticCurvePublicNumbers(number_x, number_y, SECP256R1()).public_key()


def jwk_of(x: str, y: str) -> str:
    """The one spelling in which a public key is kept."""
    return json.dumps({"crv": "P-256", "kty": "EC", "x": x, "y": y}, separators=(",", ":"))


def renewal_message(nonce: str, device_id: UUID) -> bytes:
    """The bytes that a phone signs to renew its login: ``diary-renew``, the nonce as it was sent, and the phone's
    id in lower case with dashes, one after the other with nothing between, as UTF-8.
    """
    return f"{RENEWAL}{nonce}{device_id}".encode()


def is_signed(jwk: str, message: bytes, signature: str) -> bool:
    """Whether this key signed the message with ES256: ECDSA on P-256 with SHA-256, r and s as 64 bytes in base64url.

    Source: RFC 7518, section 3.4; browsers' WebCrypto gives the same 64 bytes.
    """
    key: Mapping[str, str] = json.loads(jwk)
    try:
        pair = bytes_of(signature, 2 * NUMBER_BYTES)
        r, s = int.from_bytes(pair[:NUMBER_BYTES]), int.from_bytes(pair[NUMBER_BYTES:])
        public_key(key["x"], key["y"]).verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
    except (ValueError, InvalidSignature):
        return False
    return True
