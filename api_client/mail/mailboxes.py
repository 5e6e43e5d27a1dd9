"""Stored mails: one file, a folder, a Maildir, an mbox. They are only ever read.

The standard library's `mailbox` creates folders, moves and locks; here files are opened for reading
and nothing else.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from api_client.mail.activation_mail import MAX_MAIL

MAX_MAILS = 2_000
"""Mails of one box."""

MAX_ENTRIES = 50_000
"""Entries of a folder that are listed."""

MAX_BOX = 256 * 1024 * 1024
"""Bytes of one mbox that are read."""

_FROM = b"From "
_SEPARATOR = re.compile(rb"From [^\n]* \d\d?:\d\d[^\n]* \d{4}")
"""The line before each mail of an mbox: a sender and a moment (RFC 4155); other words may begin so."""

_WITHOUT_TIME = re.compile(rb"From (?:[^\s@]+@\S+|MAILER-DAEMON|-)(?=\s)")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*[ \t]*:")
_FIRST_HEADER = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version"
    rb"|(?:X|ARC|DKIM|Content|Authentication)-[A-Za-z-]+|Status)[ \t]*:",
    re.IGNORECASE,
)
"""Some programs leave the moment out, or all: then an address tells the line, and the header after it."""

_NUMBER = re.compile(r"([0-9]{1,100})")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_IN_FOLDER = os.O_NOFOLLOW | os.O_NONBLOCK
_NOT_OURS = ("dovecot", "maildirfolder", "courier", "subscriptions")


@dataclass(frozen=True, slots=True)
class StoredMail:
    """One stored mail: a name people recognise it by, and its bytes."""

    name: str
    data: bytes = field(repr=False)


def read_box(path: Path) -> Iterator[StoredMail]:
    """Every mail stored at a path, by name (2 before 10); in an mbox as they stand.

    Of a folder its plain files count, and of a Maildir those in `cur` and `new`; hidden files,
    folders below, what is too large or unreadable, and symbolic links are left out. What is no
    mail is not: `read_mail` tells.

    Args:
        path: a file with one mail or an mbox, a folder of files, or a Maildir. The path itself may
            be a symbolic link, since the user named it.

    Raises:
        OSError: the path itself cannot be read.
    """
    if not path.is_dir():
        yield from _in_file(path)
        return
    count = 0
    for file in _files(path):
        try:
            for mail in _in_file(file, _IN_FOLDER):
                yield mail
                count += 1
                if count >= MAX_MAILS:
                    return
        except OSError:
            continue


def _files(folder: Path) -> list[Path]:
    """The files of a folder or a Maildir, by name whichever of its folders they are in."""
    inside = [folder / name for name in ("cur", "new")]
    folders = [each for each in inside if each.is_dir() and not each.is_symlink()]
    listed = [file for each in folders or [folder] for file in _listed(each)]
    return sorted(listed, key=lambda file: (_natural(file.name), file))


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """Sorts names as people count: 2 before 10, and capitals beside small letters."""
    pieces = (piece for piece in _NUMBER.split(name) if piece)
    return [
        (False, int(piece), piece) if _NUMBER.fullmatch(piece) else (True, 0, piece.casefold())
        for piece in pieces
    ]


def _listed(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for _, entry in zip(range(MAX_ENTRIES), entries, strict=False):
            hidden = entry.name.startswith((".", *_NOT_OURS))
            if not hidden and entry.is_file(follow_symlinks=False):
                yield folder / entry.name


def _in_file(path: Path, flags: int = 0) -> Iterator[StoredMail]:
    """The mails of one file; of a file that is larger than a mail may be, none."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | flags)
    with open(descriptor, "rb") as file:
        if flags and not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return
        if file.peek(len(_FROM)).startswith(_FROM):
            yield from read_mbox(path.name, file)
            return
        data = file.read(MAX_MAIL + 1)
        if len(data) <= MAX_MAIL:
            yield StoredMail(path.name, data)


def read_mbox(name: str, file: BinaryIO, begun: bytes = b"") -> Iterator[StoredMail]:
    """The mails of an mbox, cut where a line “From …” follows an empty one.

    Args:
        name: of the box; its mails are `name:1`, `name:2` and so on.
        file: where it is read from.
        begun: its first line, if that was read already.
    """
    number = read = size = 0
    kept: list[bytes] = []
    after_gap = True
    while read < MAX_BOX and number < MAX_MAILS and (line := begun or file.readline(MAX_MAIL)):
        begun = b""
        read += len(line)
        if after_gap and line.startswith(_FROM):
            begun = file.readline(MAX_MAIL)
        if after_gap and _separates(line, begun):
            if kept:
                yield StoredMail(f"{name}:{number}", _unescaped(kept))
            kept, size, number = [], 0, number + 1
        size += len(line)
        if size <= MAX_MAIL:
            kept.append(line)
        else:
            kept.clear()
        after_gap = line in (b"\n", b"\r\n")
    if kept:
        yield StoredMail(f"{name}:{number}" if number else name, _unescaped(kept))


def _separates(line: bytes, following: bytes) -> bool:
    """Whether a line after an empty one begins a mail of an mbox."""
    if _SEPARATOR.match(line):
        return True
    if not line.startswith(_FROM) or _FIRST_HEADER.match(line):
        return False
    header = _HEADER if _WITHOUT_TIME.match(line) else _FIRST_HEADER
    return header.match(following) is not None


def _unescaped(lines: list[bytes]) -> bytes:
    """A mail as it was before it was put into an mbox, whose line “From …” came first."""
    own = lines[1:] if _separates(lines[0], lines[1] if len(lines) > 1 else b"") else lines
    return _ESCAPED.sub(rb"\1", b"".join(own))
