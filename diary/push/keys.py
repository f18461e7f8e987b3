"""The keys of a phone that pushes are sealed with, as browsers write them."""

from base64 import urlsafe_b64decode
from binascii import Error as NotBase64

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

POINT_BYTES, SECRET_BYTES = 65, 16


def are_keys(p256dh: str, auth: str) -> bool:
    """Whether these are a point on the curve and a secret, as RFC 8291 has them, in base64url."""
    try:
        point, secret = decoded(p256dh), decoded(auth)
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except (NotBase64, ValueError):
        return False
    return len(point) == POINT_BYTES and len(secret) == SECRET_BYTES


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
