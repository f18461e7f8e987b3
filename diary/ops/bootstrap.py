"""The data folder and the keys in it, made once and kept; `python -m diary.ops.bootstrap` makes them alone."""

import os
import secrets
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

SECRET_BYTES = 48


def prepare(folder: Path) -> None:
    """Make the data folder, the secret key and the VAPID pair, all for the owner's eyes only; keep what is there.

    Raises:
        OSError: The folder cannot be made or belongs to somebody else.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    keep_private(folder / "secret-key", secrets.token_urlsafe(SECRET_BYTES).encode())
    keep_private(folder / "vapid-private-key.pem", new_vapid_key())
    keep_private(folder / "vapid-public-key.pem", public_half((folder / "vapid-private-key.pem").read_bytes()))


def keep_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all, unless it is there already."""
    if path.exists():
        path.chmod(0o600)
        return
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)


def new_vapid_key() -> bytes:
    """The key pair with which push services know this server (RFC 8292: ECDSA on P-256)."""
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_half(private_key: bytes) -> bytes:
    public_key = load_pem_private_key(private_key, password=None).public_key()
    return public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


if __name__ == "__main__":
    data_dir = Path(os.environ.get("DIARY_DATA_DIR") or "instance").absolute()
    prepare(data_dir)
    sys.stdout.write(f"The keys are in {data_dir}.\n")
