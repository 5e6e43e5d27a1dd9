"""What stands in headers: words in other charsets (RFC 2047), addresses, dates, parameters."""

import binascii
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from quopri import decodestring

from api_client.link.line_repair import tokens_masked
from api_client.mail.activation_mail import Sender
from api_client.mail.charset import as_text
from api_client.mail.line_memory import kept

MAX_SENDERS = 20
"""Addresses of one From that are told apart."""

MAX_PARAMETERS = 1024
"""Characters of a header that are read as parameters."""

_ENCODED = re.compile(
    r"=\?([\w.:+-]{1,40})(?:\*[\w-]*)?\?([bBqQ])\?([^?\s]*)\?=(?:[ \t\n]+(?==\?))?", re.ASCII
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*+)(?:"|\\?\Z)', re.DOTALL)
_COMMENT = re.compile(r"\([^()]*\)")
_ANGLE = re.compile(r"<([^<>]*)>")
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def words(value: str) -> str:
    """A header's text with its encoded words decoded, on one line, no token in it.

    Neighbours in one charset are put together before they are decoded: some mailers cut within a
    character.
    """
    pieces: list[str] = []
    octets, charset, end = b"", "", 0
    for word in _ENCODED.finditer(value):
        if word.start() > end or word[1].lower() != charset:
            pieces.append(as_text(octets, charset))
            octets = b""
        pieces.append(value[end : word.start()])
        octets, charset, end = octets + _octets(word[2], word[3]), word[1].lower(), word.end()
    return tokens_masked(one_line("".join([*pieces, as_text(octets, charset), value[end:]])))


def one_line(text: str) -> str:
    """A text without line breaks, each gap one space."""
    return _SPACE.sub(" ", _CONTROL.sub(" ", text)).strip()


def _octets(encoding: str, text: str) -> bytes:
    raw = text.encode("ascii", errors="ignore")
    if encoding in "qQ":
        return decodestring(raw, header=True)
    return base64_octets(raw)


def base64_octets(raw: bytes) -> bytes:
    """What base64 stands for, as far as it can be read."""
    alphabet = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    try:
        return b64decode(alphabet[: len(alphabet) - (len(alphabet) % 4 == 1)] + b"==")
    except binascii.Error:
        return b""


def addresses(value: str) -> tuple[Sender, ...]:
    """Everyone that a From names. Whatever is odd counts as one more, so that it is no known one."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(re.sub(r"\\(.)", r"\1", match[1]))
        return f"\0{len(kept) - 1}\0"

    def restored(text: str) -> str:
        return words(re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], text))

    plain = _COMMENT.sub(" ", _QUOTED.sub(keep, value.replace("\0", "")))
    senders: list[Sender] = []
    for entry in plain.split(",", MAX_SENDERS)[:MAX_SENDERS]:
        angles = _ANGLE.findall(entry)
        name = restored(entry.partition("<")[0])
        if angles:
            senders.extend(Sender(_address(restored(angle)), name) for angle in angles)
        elif "@" in entry:
            senders.append(Sender(_address(restored(entry))))
    return tuple(dict.fromkeys(senders))


def _address(text: str) -> str:
    # Only ASCII has an order of capitals: lower() makes an ordinary k of the sign for Kelvin.
    text = "".join(text.split())
    return text.lower() if text.isascii() else text


def date(value: str) -> datetime | None:
    """The moment that a Date header names, aware; a missing zone is UTC."""
    try:
        moment = parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment


@dataclass(frozen=True, slots=True)
class ContentType:
    """What a part says it is: type in lower case, and the parameters that matter here."""

    type: str
    charset: str | None = None
    boundary: str | None = None
    flowed: bool = False
    smime_type: str = ""
    filename: str = ""


def content_type(value: str | None, disposition: str | None) -> ContentType:
    """What Content-Type and Content-Disposition say, RFC 2231's ways of writing included."""
    parameters = _parameters(value or "text/plain", "Content-Type")
    outside = _parameters(disposition, "Content-Disposition") if disposition else {}
    kind = next(iter(parameters), "")
    filename = outside.get("filename") or parameters.get("name") or ""
    return ContentType(
        type=kind if kind.count("/") == 1 else "text/plain",
        charset=parameters.get("charset"),
        boundary=parameters.get("boundary"),
        flowed=parameters.get("format", "").lower() == "flowed",
        smime_type=parameters.get("smime-type", "").lower(),
        filename=words(filename).lower() if filename else "",
    )


@kept
def _parameters(value: str, name: str) -> Mapping[str, str]:
    """The value of a header (which is the first key), and its parameters."""
    head = Message()
    head[name] = one_line(value)[:MAX_PARAMETERS]
    try:
        found = head.get_params(failobj=[], header=name)
    except (ValueError, TypeError, LookupError):
        return {}
    parameters: dict[str, str] = {}
    for key, text in found:
        parameters.setdefault(key.strip().lower(), _text(text))
    return parameters


def _text(parameter: object) -> str:
    """A parameter that may be there in three pieces (RFC 2231)."""
    if isinstance(parameter, tuple):
        return as_text(str(parameter[2]).encode("latin-1", errors="replace"), str(parameter[0]))
    return parameter if isinstance(parameter, str) else ""
