"""A phone's side of a push: its keys, and how it opens what was sealed for it (RFC 8291, RFC 8188)."""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from os import urandom

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from diary.push.values import Receiver


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class Phone:
    """What a browser keeps to itself."""

    key: EllipticCurvePrivateKey
    auth: bytes

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def receiver(self, endpoint: str) -> Receiver:
        return Receiver(endpoint=endpoint, p256dh=encoded(self.point), auth=encoded(self.auth))

    def opened(self, body: bytes) -> bytes:
        """The words of a push, of one record."""
        salt, size, letters = struct.unpack("!16sLB", body[:21])
        sender, sealed = body[21 : 21 + letters], body[21 + letters :]
        assert len(sealed) <= size, "more than one record"
        shared = self.key.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), sender))
        secret = derived(shared, self.auth, b"WebPush: info\0" + self.point + sender, 32)
        key = derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derived(secret, salt, b"Content-Encoding: nonce\0", 12)
        words, end, padding = AESGCM(key).decrypt(nonce, sealed, None).rpartition(b"\2")
        assert (end, padding.strip(b"\0")) == (b"\2", b""), "not the last record"
        return words


def derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def a_phone() -> Phone:
    return Phone(generate_private_key(SECP256R1()), urandom(16))


def phone_of(private: str, auth: str) -> Phone:
    """One whose keys are known."""
    return Phone(derive_private_key(int.from_bytes(decoded(private)), SECP256R1()), decoded(auth))
