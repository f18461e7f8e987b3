"""What it costs to seal a push, beside the least that its cryptography can cost."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import process_time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDH, SECP256R1, EllipticCurvePublicKey, generate_private_key
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from diary.push.payload import LENGTH
from diary.push.sealing import Sealer
from diary.push.server_keys import new_vapid_key, public_half
from tests.bench.goals import Row, at_least, told
from tests.push.opening import Phone, a_phone

TURNS, IN_A_TURN = 200, 20  # of floor and seal in turn, so that a slow moment of the machine strikes both
ENDPOINT = "https://fcm.googleapis.com/fcm/send/" + "a" * 150
PAYLOAD = b"x" * LENGTH


def rows(_folder: Path) -> Iterator[Row]:
    """The rows of the table about sealing, in processor time."""
    phone, sealer = a_phone(), a_sealer()
    receiver, point = phone.receiver(ENDPOINT), phone.point
    pairs = [
        (seconds(lambda: bare(phone, point)), seconds(lambda: sealer.seal(PAYLOAD, receiver))) for _turn in range(TURNS)
    ]
    yield at_least(
        "seal a push beside bare ECDH, HKDF and AES-GCM", median(floor / own for floor, own in pairs), 0.80, "× bare"
    )
    yield told("  sealed a second", median(IN_A_TURN / own for _floor, own in pairs), "/s")


def a_sealer() -> Sealer:
    private = new_vapid_key()
    return Sealer(private, public_half(private), "https://diary.example")


def seconds(work: Callable[[], object]) -> float:
    began = process_time()
    for _push in range(IN_A_TURN):
        work()
    return process_time() - began


def bare(phone: Phone, point: bytes) -> bytes:
    """A push sealed as RFC 8291 asks, with nothing around it."""
    own, salt = generate_private_key(SECP256R1()), os.urandom(16)
    public = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = own.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point))
    secret = derived(shared, phone.auth, b"WebPush: info\0" + point + public, 32)
    key = derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    return salt + public + AESGCM(key).encrypt(nonce, PAYLOAD + b"\2", None)


def derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
