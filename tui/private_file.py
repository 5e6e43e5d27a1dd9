"""Files that nobody but the user may read."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

_CANNOT_LINK = frozenset({errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV})


def write_own_file(path: Path, text: str) -> None:
    """Write a new file, 0600 from its first moment, and see it onto the disk.

    Under its name it is there as a whole or not at all, where the file system can do that.

    Raises:
        FileExistsError: something has that name, a dangling symbolic link too.
        OSError: it cannot be written; nothing is left behind.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    unnamed = path.with_name(f".{secrets.token_hex(8)}")
    _write_new(unnamed, text)
    try:
        os.link(unnamed, path)
    except OSError as error:
        if error.errno not in _CANNOT_LINK:
            raise
        _write_new(path, text)
    finally:
        with suppress(OSError):
            unnamed.unlink()


def _write_new(path: Path, text: str) -> None:
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
