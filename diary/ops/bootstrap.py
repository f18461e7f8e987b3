"""The data folder and the keys in it, made once and kept; `python -m diary.ops.bootstrap` makes them alone."""

import os
import secrets
import sys
from pathlib import Path

from diary.config import vapid_key_in
from diary.private_files import keep_private
from diary.push.server_keys import new_vapid_key

SECRET_BYTES = 48


def prepare(folder: Path) -> None:
    """Make the data folder, the secret key and the key for push services, all for the owner's eyes only; keep what is there.

    Raises:
        OSError: The folder cannot be made or belongs to somebody else.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    keep_private(folder / "secret-key", secrets.token_urlsafe(SECRET_BYTES).encode())
    keep_private(vapid_key_in(folder), new_vapid_key())


if __name__ == "__main__":
    data_dir = Path(os.environ.get("DIARY_DATA_DIR") or "instance").absolute()
    prepare(data_dir)
    sys.stdout.write(f"The keys are in {data_dir}.\n")
