"""The desktop apps the mock hands out: bytes that look like nothing and are always the same.

A look's answer names them below its own account, `/downloads/<owner>/<name>`: a download carries no
token, and this way each account's faults, clock and journal are its own there too.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

DOWNLOAD_PREFIX = "/downloads/"

_OWNED = re.compile(
    rf"{DOWNLOAD_PREFIX}(?P<id>[a-z0-9.-]{{1,400}})(?:~(?P<print>[0-9a-f]{{16}}))?/[^/]+"
)


@dataclass(frozen=True, slots=True)
class Download:
    """A file under `/downloads/`: for which platform, how many bytes, and their SHA-256."""

    name: str
    platform: str
    size: int
    sha256: str

    @property
    def etag(self) -> str:
        """A strong validator: the same bytes, and no others, have it."""
        return f'"{self.sha256[:32]}"'

    def content(self) -> bytes:
        """The bytes, made when first asked for."""
        return _bytes_of(self.name, self.size)


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of bytes, both ends included."""

    first: int
    last: int

    def of(self, size: int) -> str:
        """The range as `Content-Range` has it."""
        return f"bytes {self.first}-{self.last}/{size}"


class Unsatisfiable(Exception):
    """No byte of the file is in the range that was asked for."""


DOWNLOADS: tuple[Download, ...] = (
    Download(
        "UnifyOffice-x64.exe",
        "windows",
        2_097_152,
        "005a238b74aabd8d9c3339dd1c5c16708f2cec8f46ca5b86618f5012e73414a5",
    ),
    Download(
        "UnifyOffice.dmg",
        "macos",
        1_966_080,
        "ee34d735ec756d4f281add1edb7f8e816092de53bfc20d6cddbb530d724e6d3e",
    ),
)


def download_path(ref: str, download: Download) -> str:
    """Where an account finds a download; the account is named by its `ref`."""
    return f"{DOWNLOAD_PREFIX}{ref.replace('#', '~')}/{download.name}"


def owner_in(path: str) -> str | None:
    """The `ref` of the account for which a download is asked, if it is for one."""
    found = _OWNED.fullmatch(path)
    if found is None:
        return None
    return found["id"] if found["print"] is None else f"{found['id']}#{found['print']}"


def read_range(header: str | None, size: int) -> Piece | None:
    """The one range of bytes that a Range header asks for, None if all are to be sent.

    Several ranges and what is no range are answered with everything, as RFC 9110 section 14.2
    allows.

    Raises:
        Unsatisfiable: it begins after the end.
    """
    found = re.fullmatch(r"bytes=[ \t]*(\d{0,19})-(\d{0,19})[ \t]*", header or "", re.IGNORECASE)
    if found is None or found[1] == found[2] == "":
        return None
    if not found[1]:
        if int(found[2]) == 0:
            raise Unsatisfiable
        return Piece(max(0, size - int(found[2])), size - 1)
    first = int(found[1])
    last = size - 1 if not found[2] else int(found[2])
    if first > last and found[2]:
        return None
    if first >= size:
        raise Unsatisfiable
    return Piece(first, min(last, size - 1))


@lru_cache(maxsize=len(DOWNLOADS))
def _bytes_of(name: str, size: int) -> bytes:
    return hashlib.shake_128(name.encode()).digest(size)
