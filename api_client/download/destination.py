"""The name under which a download is kept: a server proposes it, and is not trusted with it."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

LONGEST_NAME = 120
"""Bytes in UTF-8; leaves room for a number or the ending of a part, where 255 are the limit."""

MOST_COPIES = 999

_NO_NAME = "desktop-app"
_FORBIDDEN = re.compile(r'[/\\<>:"|?*]')
"""Separators, and what Windows refuses in names: the file may be carried there."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST_ENDING = 16


def file_name(url: str) -> str:
    """A harmless file name from the last part of an address's path.

    No separators, nothing that is not printable (a direction override would let an `exe` look
    like a `pdf`), no dot, dash or blank at the start, no dot or blank at the end, none
    of Windows' device names, NFC, and at most `LONGEST_NAME` bytes with the ending kept.
    """
    # Decoded before it is split: an encoded separator is a separator.
    path = unquote(urlsplit(url).path, errors="replace").replace("\\", "/")
    name = unicodedata.normalize("NFC", path.rpartition("/")[2])
    name = "".join(char for char in name if char.isprintable())
    name = _FORBIDDEN.sub("_", name).lstrip(".-~ ").rstrip(". ")
    if not name or not any(char.isalnum() for char in name):
        return _NO_NAME
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return _cut(name)


def copies(name: str) -> Iterator[str]:
    """The name, then `name (1).ending`, `name (2).ending` and so on, a bounded number of them."""
    yield name
    stem, dot, ending = name.rpartition(".")
    for number in range(1, MOST_COPIES + 1):
        yield f"{stem} ({number}){dot}{ending}" if stem else f"{name} ({number})"


def _cut(name: str) -> str:
    if len(name.encode()) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > _LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    room = LONGEST_NAME - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + ending
