"""Files that nobody but the user may read."""

import os
from contextlib import suppress
from pathlib import Path


def write_own_file(path: Path, text: str) -> None:
    """Write a new file, 0600 from its first moment, and see it onto the disk.

    Raises:
        FileExistsError: something has that name, a dangling symbolic link too.
        OSError: it cannot be written; nothing is left behind.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
