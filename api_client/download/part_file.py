"""What has come of a download so far, in a private file of its own until it is proven whole."""

import errno
import fcntl
import hashlib
import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from api_client.download.app_file import AppFile
from api_client.download.destination import copies
from api_client.download.errors import DownloadFailed

WriteBytes = Callable[[int, memoryview], int]
"""Writes to a descriptor and says how much; `os.write`, or what a test puts in its place."""

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_STRONG = re.compile(r'"[\x21\x23-\x7e]{1,200}"')
"""Only a strong validator may say that bytes are the same (RFC 9110, section 13.1.5)."""

_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
"""What file systems answer that know no hard links."""


class _Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...


def part_path(folder: Path, file: AppFile) -> Path:
    """Where the part of a file is kept.

    The name holds a digest of address, size and SHA-256, so that bytes of another file, or of
    another program, are never taken for the beginning of this one.
    """
    identity = f"{file.address.url()}\n{file.size}\n{file.sha256}"
    digest = hashlib.sha256(identity.encode()).hexdigest()[:12]
    return folder / f"{file.name}.{digest}.part"


class PartFile:
    """The part of one download: 0600, locked against a second program at the same file.

    Everything but making one may wait for a disk, so it is called beside the event loop, and may
    raise OSError.

    Attributes:
        size: bytes it holds.
        etag: the strong validator of the file they came from, None if there is none.
        is_pieced: whether the bytes came in more than one answer.
    """

    def __init__(self, folder: Path, file: AppFile, write: WriteBytes = os.write) -> None:
        self._path = part_path(folder, file)
        self._note = self._path.with_name(f"{self._path.name}.etag")
        self._write = write
        self._descriptor = -1
        self.size = 0
        self.etag: str | None = None
        self.is_pieced = False

    def open(self) -> None:
        """Open it, empty or with what came another time.

        Raises:
            DownloadFailed: `folder-missing`; `in-use`: another program is at it; `no-permission`:
                what stands in its place is not this user's plain file.
        """
        try:
            self._descriptor = _claimed(self._path)
        except (FileNotFoundError, NotADirectoryError):
            raise DownloadFailed("folder-missing") from None
        self.size = os.lseek(self._descriptor, 0, os.SEEK_END)
        self.etag = self._read_note()
        self.is_pieced = self.size > 0

    def append(self, data: bytes) -> None:
        """Add bytes; what fits before an error is kept and counted."""
        rest = memoryview(data)
        while rest:
            written = self._write(self._descriptor, rest)
            self.size += written
            rest = rest[written:]

    def begin(self, etag: str | None) -> None:
        """Begin from nothing, and remember the validator of what comes now."""
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        self.size, self.is_pieced = 0, False
        self.etag = etag if etag and _STRONG.fullmatch(etag) else None
        self._note.unlink(missing_ok=True)
        if self.etag is not None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
            with open(os.open(self._note, flags, 0o600), "w", encoding="ascii") as note:
                note.write(self.etag)

    def hash_into(self, digest: _Digest, offset: int, count: int) -> int:
        """Hash a stretch as it is on the disk; how many bytes there were."""
        data = os.pread(self._descriptor, count, offset)
        digest.update(data)
        return len(data)

    def settle(self, name: str) -> Path:
        """Give the whole file its name, or the next free one, in one step that replaces nothing.

        Raises:
            DownloadFailed: `vanished`: the part is no longer where it was; `name-taken`.
        """
        os.fsync(self._descriptor)
        there = os.stat(self._path, follow_symlinks=False)
        if not os.path.samestat(there, os.fstat(self._descriptor)):
            raise DownloadFailed("vanished")
        for copy in copies(name):
            settled = self._path.with_name(copy)
            with suppress(FileExistsError):
                _move(self._path, settled)
                self._note.unlink(missing_ok=True)
                return settled
        raise DownloadFailed("name-taken")

    def discard(self) -> None:
        """Delete what there is."""
        self._path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of file and lock, if it is open; the bytes stay for another time."""
        if self._descriptor < 0:
            return
        if self.size == 0:
            with suppress(OSError):
                self.discard()
        descriptor, self._descriptor = self._descriptor, -1
        os.close(descriptor)

    def _read_note(self) -> str | None:
        try:
            with open(self._note, "rb") as note:
                text = note.read(256).decode("ascii")
        except (OSError, ValueError):
            return None
        return text if _STRONG.fullmatch(text) else None


def kept_bytes(folder: Path, file: AppFile) -> int:
    """How much of a file is kept there."""
    try:
        return os.stat(part_path(folder, file), follow_symlinks=False).st_size
    except OSError:
        return 0


def _claimed(path: Path) -> int:
    """Open a file as this program's alone.

    Raises:
        DownloadFailed: `no-permission`, `in-use`.
    """
    descriptor = os.open(path, _FLAGS, 0o600)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
            raise DownloadFailed("no-permission")
        is_shared = found.st_nlink > 1
        if not is_shared:
            with suppress(OSError):  # a memory stick knows no modes
                os.fchmod(descriptor, 0o600)
            _lock(descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    if not is_shared:
        return descriptor
    # A file of another name must not change with it; it may be one that was settled.
    os.close(descriptor)
    path.unlink()
    return _claimed(path)


def _lock(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise DownloadFailed("in-use") from None
    except OSError as error:
        # Some network file systems know no locks; the check of the bytes holds there too.
        if error.errno not in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
            raise


def _move(source: Path, target: Path) -> None:
    """Rename without replacing.

    Raises:
        FileExistsError: there is something under that name.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        source.unlink()
        return
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    try:
        os.replace(source, target)
    except OSError:
        target.unlink(missing_ok=True)
        raise
