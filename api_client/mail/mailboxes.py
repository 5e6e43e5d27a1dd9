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
from typing import BinaryIO, Literal

from api_client.mail.activation_mail import MAX_MAIL

_PIECE = 64 * 1024
"""Bytes; most mails are smaller."""

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


LeftOutReason = Literal["too-large", "unreadable", "leads-elsewhere", "not-a-file", "folder"]
"""Larger than `MAX_MAIL`; the system says no, or a symbolic link leads nowhere; one leads out of its
folder; a pipe, a socket or a device; a folder below."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What lies in a box and was not read; `detail` is the system's word or where a link leads."""

    name: str
    reason: LeftOutReason
    detail: str = ""


def read_box(path: Path) -> Iterator[StoredMail | LeftOut]:
    """Every mail stored at a path, by name (2 before 10); in an mbox as they stand.

    Of a folder its files count, those that a symbolic link names within the folder too, and of a
    Maildir those in `cur` and `new`. What is hidden is passed over; whatever else is not read is
    told. What is no mail is read: `read_mail` tells. One mail at a time is held.

    Args:
        path: a file with one mail or an mbox, a folder of files, or a Maildir. The path itself may
            be a symbolic link, since the user named it.

    Raises:
        OSError: the path itself cannot be read.
    """
    if not path.is_dir():
        yield from _in_file(path, path.name)
        return
    within = os.path.realpath(path)
    for entry in _entries(path):
        try:
            yield from _of_entry(entry, within)
        except OSError as error:
            yield LeftOut(entry.name, "unreadable", error.strerror or type(error).__name__)


def _of_entry(entry: "os.DirEntry[str]", within: str) -> Iterator[StoredMail | LeftOut]:
    """What one entry of a folder holds; nothing outside the folder is opened."""
    opened = entry.path
    if entry.is_symlink():
        opened = os.path.realpath(entry.path)
        if os.path.commonpath([opened, within]) != within:
            yield LeftOut(entry.name, "leads-elsewhere", os.readlink(entry.path))
            return
        os.stat(opened)  # says what is wrong where links lead nowhere, or round in a circle
    mode = os.lstat(opened).st_mode
    if stat.S_ISREG(mode):
        yield from _in_file(Path(opened), entry.name, _IN_FOLDER)
    else:
        yield LeftOut(entry.name, "folder" if stat.S_ISDIR(mode) else "not-a-file")


def _entries(folder: Path) -> "list[os.DirEntry[str]]":
    """What a folder or a Maildir holds, by name whichever of its folders it is in."""
    inside = [folder / name for name in ("cur", "new")]
    folders = [each for each in inside if each.is_dir() and not each.is_symlink()]
    listed = [entry for each in folders or [folder] for entry in _listed(each)]
    return sorted(listed, key=lambda entry: (_natural(entry.name), entry.path))


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """Sorts names as people count: 2 before 10, and capitals beside small letters."""
    pieces = (piece for piece in _NUMBER.split(name) if piece)
    return [
        (False, int(piece), piece) if _NUMBER.fullmatch(piece) else (True, 0, piece.casefold())
        for piece in pieces
    ]


def _listed(folder: Path) -> "Iterator[os.DirEntry[str]]":
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith((".", *_NOT_OURS)):
                yield entry


def _in_file(path: Path, name: str, flags: int = 0) -> Iterator[StoredMail | LeftOut]:
    """The mails of one file, which goes by a name."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | flags)
    with open(descriptor, "rb") as file:
        if flags and not stat.S_ISREG(os.fstat(descriptor).st_mode):
            yield LeftOut(name, "not-a-file")
            return
        if file.peek(len(_FROM)).startswith(_FROM):
            yield from read_mbox(name, file)
            return
        data = _read_at_most(file, MAX_MAIL + 1)
        yield StoredMail(name, data) if len(data) <= MAX_MAIL else LeftOut(name, "too-large")


def _read_at_most(file: BinaryIO, most: int) -> bytes:
    """So many bytes, or fewer where there are no more.

    In pieces: to be read at once, room for all of it would be made, and wiped where a program lets
    the C library wipe what it gives back, for the smallest of mails.
    """
    pieces: list[bytes] = []
    while most > 0 and (piece := file.read(min(most, _PIECE))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def read_mbox(name: str, file: BinaryIO, begun: bytes = b"") -> Iterator[StoredMail | LeftOut]:
    """The mails of an mbox, cut where a line “From …” follows an empty one; one is held at a time.

    Args:
        name: of the box; its mails are `name:1`, `name:2` and so on.
        file: where it is read from.
        begun: its first line, if that was read already.
    """
    number = size = 0
    kept: list[bytes] = []
    after_gap = True
    while line := begun or file.readline(MAX_MAIL):
        begun = b""
        if after_gap and line.startswith(_FROM):
            begun = file.readline(MAX_MAIL)
        if after_gap and _separates(line, begun):
            yield from _of_mbox(name, number, kept, size)
            kept, size, number = [], 0, number + 1
        size += len(line)
        if size <= MAX_MAIL:
            kept.append(line)
        else:
            kept.clear()
        after_gap = line in (b"\n", b"\r\n")
    yield from _of_mbox(name, number, kept, size)


def _of_mbox(
    box: str, number: int, lines: list[bytes], size: int
) -> Iterator[StoredMail | LeftOut]:
    """The mail whose lines were kept, or that it was too large for that; nothing before the first."""
    name = f"{box}:{number}" if number else box
    if size > MAX_MAIL:
        yield LeftOut(name, "too-large")
    elif lines:
        yield StoredMail(name, _unescaped(lines))


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
