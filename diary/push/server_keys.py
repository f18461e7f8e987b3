"""The key with which push services know this server (VAPID, RFC 8292), and the one sealer of an app that holds it.

Phones subscribe for this key alone: with another one nobody is reached until each has opened the diary again.
"""

from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from flask import Flask

from diary.config import Config, refuse
from diary.private_files import keep_private
from diary.push.sealing import Sealer

SETTING = "DIARY_VAPID_KEY_FILE"


def sealer_of(app: Flask) -> Sealer:
    """Seals what this app sends; made when it is first asked for.

    Raises:
        ConfigError: The file of the key cannot be read or made, or holds none.
    """
    made: Sealer = app.extensions.get("diary_sealer") or app.extensions.setdefault(
        "diary_sealer", new_sealer(app.config["DIARY"])
    )
    return made


def new_sealer(config: Config) -> Sealer:
    """With the key of these settings, and the diary's address for whom a push service tells of trouble."""
    private_key = read_key(config.vapid_key_file)
    try:
        return Sealer(private_key, public_half(private_key), f"https://{urlsplit(config.base_url).netloc}")
    except (TypeError, ValueError) as problem:
        raise refuse(
            SETTING, f"must be a private key on P-256 in PEM: {config.vapid_key_file} holds none."
        ) from problem


def read_key(path: Path) -> bytes:
    """The private key in PEM, made if the file is missing."""
    try:
        if not path.exists():
            keep_private(path, new_vapid_key())
        return path.read_bytes()
    except OSError as problem:
        raise refuse(SETTING, f"cannot be read or made at {path} by this user: {problem.strerror}.") from problem


def new_vapid_key() -> bytes:
    """A private key in PEM (ECDSA on P-256)."""
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_half(private_key: bytes) -> bytes:
    """Of such a key, in PEM.

    Raises:
        ValueError: It is a key of another kind, or none.
    """
    key = load_pem_private_key(private_key, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != ec.SECP256R1.name:
        raise ValueError("not on P-256")
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
