"""Files that only the user of this machine who runs the diary may read."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp


def keep_private(path: Path, content: bytes) -> None:
    """Write a file for its owner's eyes alone, whole or not at all, unless it is there already.

    Of several processes that do so at once one is first, and its file is everybody's.

    Raises:
        OSError: The folder is missing, or somebody else's.
    """
    if path.exists():
        path.chmod(0o600)
        return
    handle, unfinished = mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(unfinished, path)
    finally:
        Path(unfinished).unlink()
