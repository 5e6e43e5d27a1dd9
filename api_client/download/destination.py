"""Where a download goes: its name, which a server proposes untrusted, and the user's folder for it.

Source of the folder: the XDG user directories, `user-dirs.dirs(5)`: shell-like lines whose value
begins with `$HOME` or is absolute; a directory that is the home itself is switched off.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
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


_LINE = re.compile(r'\s*XDG_DOWNLOAD_DIR="(?P<home>\$HOME)?(?P<path>(?:[^"\\$`]|\\.)*)"\s*')


def download_folders(environment: Mapping[str, str], home: Path, here: Path) -> tuple[Path, ...]:
    """The folders a download may go to, the most fitting first, only those that exist.

    Args:
        environment: for `XDG_CONFIG_HOME`.
        home: the user's home; it is on the list even when it is missing, so that there is one.
        here: the current folder, the last resort.
    """
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    named = _named(config / "user-dirs.dirs", home)
    wanted = [*([named] if named else []), home / "Downloads"]
    existing = [folder for folder in wanted if folder.is_dir()]
    others = [here] if here.is_dir() else []
    return tuple(dict.fromkeys([*existing, home, *others]))


def _named(file: Path, home: Path) -> Path | None:
    """The download folder that the file of user directories names."""
    try:
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    folder = None
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        path = re.sub(r"\\(.)", r"\1", found["path"])
        if found["home"] and (path.startswith("/") or not path):
            folder = home / path.strip("/")
        elif path.startswith("/"):
            folder = Path(path)
    return folder
