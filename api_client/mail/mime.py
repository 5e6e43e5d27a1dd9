"""The structure of a mail: heads, parts, and mails inside mails (RFC 5322, RFC 2045, RFC 2046).

The standard library's parser builds everything line by line and by recursion: a mail made for it
takes seconds, or the stack. Here parts are cut out by searching for boundaries, as deep and as
often as the limits below allow; words in headers are left to `header_values`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api_client.mail.charset import as_bytes, as_text
from api_client.mail.headers import ContentType, content_type
from api_client.mail.label_layouts import begins_with_label
from api_client.mail.transfer_encoding import transfer_decoded

MAX_DEPTH = 20
"""Parts inside parts."""
MAX_PARTS = 100
"""Parts of one mail, all levels together."""
MAX_HEAD = 256 * 1024
"""Bytes of one head."""
MAX_VALUE = 8 * 1024
"""Bytes of one header."""
MAX_UNKNOWN = 40
"""Lines at the end of a head of which it is asked whether they are headers at all."""
MAX_LABEL = 80
MAX_SAME = 20
"""Headers of the same name."""

_WANTED = (
    "from", "subject", "date", "content-type", "content-disposition", "content-language",
    "content-transfer-encoding", "authentication-results", "mime-version", "message-id", "received",
    "return-path", "delivered-to", "to", "reply-to",
)  # fmt: skip
_FIELD = re.compile(
    rb"^(" + "|".join(_WANTED).encode() + rb")[ \t]*:(.*(?:\n[ \t].*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,75}[ \t]*:")
_HEAD_END = re.compile(rb"\n[ \t]*(?:\n|\Z)|\Z")
_OF_MACHINES = {"mime-version", "message-id", "return-path", "content-type", "received"}
_OF_PEOPLE = {"from", "subject", "date", "to"}
_SENT = re.compile(rb"^Sent[ \t]*:", re.IGNORECASE | re.MULTILINE)
"""Outlook's word above a quoted mail; no head of a mail has it."""

_OF_A_MAIL = {"subject", "date", "mime-version", "message-id", "content-type", "from"}
_HEADER_BLOCK = re.compile(
    rb"(?:[A-Za-z][!-9;-~]{0,75}[ \t]*:[^\n]*\n(?:[ \t]+[^\s][^\n]*\n)*){1,100}(?=\n)"
)
_NO_HEADER = re.compile(rb"^(?![A-Za-z][!-9;-~]{0,75}[ \t]*:|[ \t\n])", re.MULTILINE)
_ENVELOPE = re.compile(rb"(?:>?From (?![ \t]*:)[^\n]{1,200}\n)+(?=[A-Za-z][A-Za-z-]*[ \t]*:)")
_END_OF_MARK = re.compile(rb"(--)?[ \t]*(?:\n|\Z)")
_BOUNDARY_LINE = re.compile(rb"^--([^\s-][^\n]{0,200}?)[ \t]*\n(?=content-[a-z-]+:)", re.I | re.M)

Headers = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Message:
    """The head of one mail; `parent` is the mail that it is attached to."""

    headers: Headers
    parent: "Message | None" = None

    @property
    def depth(self) -> int:
        """How many mails it is inside of."""
        return 0 if self.parent is None else self.parent.depth + 1

    def first(self, name: str) -> str | None:
        """The first header of that name."""
        return self.headers.get(name, (None,))[0]


@dataclass(frozen=True, slots=True, repr=False)
class MailPart:
    """A part that has no parts: its mail, what it is, and its bytes without transfer encoding."""

    message: Message
    content: ContentType
    data: bytes

    @property
    def text(self) -> str:
        """Its text."""
        return as_text(self.data, self.content.charset)


@dataclass(slots=True, repr=False)
class _Walk:
    """The walk through one mail, and how many more parts are taken."""

    parts: int = MAX_PARTS


def normalised(data: bytes) -> bytes:
    """The bytes in UTF-8 without a mark, lines ending in a line feed, no mbox line before them."""
    data = as_bytes(data).replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n")
    envelope = _ENVELOPE.match(data)
    return data[envelope.end() :] if envelope else data


def has_head(data: bytes) -> bool:
    """Whether normalised bytes begin with the head of a mail, or of a part."""
    if _HEAD_LINE.match(data) is None:
        return False
    head = _head(data)
    names = _names(head)
    if names & _OF_MACHINES:
        return True
    return len(names & _OF_PEOPLE) >= 2 and _SENT.search(head) is None


def leaves(data: bytes) -> Iterator[MailPart]:
    """Every part of a normalised mail that has no parts, in order."""
    return _message(data, None, _Walk(), 0)


def sniffed_boundary(data: bytes) -> str | None:
    """The boundary that the lines of a multipart show, where no header tells it."""
    line = _BOUNDARY_LINE.search(data)
    return line[1].decode("latin-1") if line else None


def pasted_parts(data: bytes, boundary: str) -> Iterator[MailPart]:
    """The parts of a multipart without its head."""
    return _multipart(data, boundary, Message({}), _Walk(), 0)


def _head(data: bytes) -> bytes:
    """The head, up to the empty line; or to a boundary or to words that stand right under it.

    A line that is no header is passed over where wanted ones follow: mailers fold oddly. So is an
    empty line in the midst of a mail's head.
    """
    end = _HEAD_END.search(data, 0, MAX_HEAD)
    head = data[: end.start()] if end else data[:MAX_HEAD]
    if end and len(end[0]) > 1 and (rest := _headers_behind(data, end.end(), head)):
        head = data[:rest]
    wanted = 0
    for field in _FIELD.finditer(head):
        wanted = field.end()
    boundary = head.find(b"\n--") + 1 or len(head)
    words = _NO_HEADER.search(head, wanted)
    stop = min(boundary, words.start() if words else len(head))
    return head[: _first_fact(head, wanted, stop)]


def _headers_behind(data: bytes, start: int, head: bytes) -> int:
    """Where headers end that an empty line parts from those of their mail; 0 if there are none.

    They are nothing but headers, such as their mail lacks: what begins a quoted mail repeats them.
    """
    block = _HEADER_BLOCK.match(data, start, start + MAX_VALUE)
    if block is None or not _names(block[0]) & _OF_A_MAIL:
        return 0
    own = _names(head)
    is_split = own & (_OF_PEOPLE | {"received"}) and not own & _names(block[0])
    return block.end() if is_split and _SENT.search(block[0]) is None else 0


def _first_fact(head: bytes, start: int, stop: int) -> int:
    """Where a line begins that is no header but tells a fact (“Durchwahl: 23”), or `stop`."""
    line = head.find(b"\n", max(start - 1, 0), stop) + 1
    for _ in range(MAX_UNKNOWN):
        if not 0 < line < stop:
            break
        written = head[line : line + MAX_LABEL].partition(b"\n")[0]
        if label := begins_with_label(as_text(written)):
            return line if label.end > written.find(b":") - 2 else stop
        line = head.find(b"\n", line, stop) + 1
    return stop


def _names(head: bytes) -> set[str]:
    return {field[1].decode().lower() for field in _FIELD.finditer(head)}


def _read_head(head: bytes) -> Headers:
    headers: dict[str, list[str]] = {}
    for entry in _FIELD.finditer(head):
        same = headers.setdefault(entry[1].decode().lower(), [])
        if len(same) < MAX_SAME:
            same.append(as_text(entry[2][:MAX_VALUE]).strip())
    return {name: tuple(values) for name, values in headers.items()}


def _split(data: bytes) -> tuple[Headers, bytes]:
    """The head of a mail or part, and its body."""
    if data.startswith(b"\n"):
        return {}, data[1:]
    head = _head(data)
    body = _HEAD_END.match(data, len(head))
    return _read_head(head), data[body.end() if body else len(head) :]


def _message(data: bytes, parent: Message | None, walk: _Walk, depth: int) -> Iterator[MailPart]:
    headers, body = _split(normalised(data))
    message = Message(headers, parent)
    parts = 0
    for part in _entity(headers, body, message, walk, depth):
        parts += 1
        yield part
    if not parts:
        yield MailPart(message, ContentType("text/plain"), b"")


def _entity(
    headers: Headers, body: bytes, message: Message, walk: _Walk, depth: int
) -> Iterator[MailPart]:
    """The parts of a body, or itself."""
    content = content_type(
        headers.get("content-type", (None,))[0], headers.get("content-disposition", (None,))[0]
    )
    if content.type.startswith("multipart/") and depth < MAX_DEPTH:
        boundary = content.boundary
        if not boundary or f"--{boundary}".encode("latin-1", "replace") not in body:
            boundary = sniffed_boundary(body)
        if boundary:
            yield from _multipart(body, boundary, message, walk, depth)
            return
    if walk.parts <= 0:
        return
    walk.parts -= 1
    data = transfer_decoded(body, headers.get("content-transfer-encoding", ("",))[0].lower())
    is_mail = content.type in ("message/rfc822", "message/global") or (
        content.filename.endswith(".eml") and has_head(normalised(data))
    )
    if is_mail and depth < MAX_DEPTH:
        yield from _message(data, message, walk, depth + 1)
    else:
        yield MailPart(message, content, data)


def _multipart(
    body: bytes, boundary: str, message: Message, walk: _Walk, depth: int
) -> Iterator[MailPart]:
    mark = b"--" + boundary.encode("latin-1", "replace")
    start: int | None = None
    for begin in _lines_beginning(body, mark):
        end = _END_OF_MARK.match(body, begin + len(mark))
        if end is None:
            continue
        if start is not None and walk.parts > 0:
            yield from _entity(*_split(body[start:begin]), message, walk, depth + 1)
        start = None if end[1] else end.end()
        if end[1] or walk.parts <= 0:
            break
    if start is not None and walk.parts > 0:
        yield from _entity(*_split(body[start:]), message, walk, depth + 1)


def _lines_beginning(body: bytes, start: bytes) -> Iterator[int]:
    """Where the lines are that begin so: every mail has a boundary of its own, not worth a pattern."""
    if body.startswith(start):
        yield 0
    at = body.find(b"\n" + start)
    while at >= 0:
        yield at + 1
        at = body.find(b"\n" + start, at + 1)
