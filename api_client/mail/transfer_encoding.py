"""Transfer encodings (RFC 2045) as they arrive: in pieces, with words around them, or not there."""

import re
from quopri import decodestring

from api_client.mail.headers import base64_octets

_PADDED = re.compile(rb"=+[^A-Za-z0-9+/=]*")
_LINE = re.compile(rb"[^\n]*\n?")
_WORDS = re.compile(rb"[^A-Za-z0-9+/=\s>][^\n]*[^A-Za-z0-9+/=\s>]|[A-Za-z0-9] +[A-Za-z0-9]")
"""A line of base64 with a stray sign is still one; words have several, or gaps."""

MAX_PIECES = 1_000
"""Padded pieces of one body."""

SHORTEST = 20
"""Characters of base64 beside words; fewer are a word themselves."""


def transfer_decoded(body: bytes, encoding: str) -> bytes:
    """The bytes that a body stands for.

    Args:
        body: as it was sent.
        encoding: what Content-Transfer-Encoding says, in lower case.
    """
    if "quoted-printable" in encoding:
        return decodestring(body)
    if "base64" in encoding:
        return _base64(body)
    return body


def _base64(body: bytes) -> bytes:
    """Base64, what others put before or behind it in plain text, or plain text called base64."""
    if _WORDS.search(body) is None:
        return _pieces(body)
    decoded: list[bytes] = []
    run: list[bytes] = []
    for line in _LINE.findall(body):
        if _WORDS.search(line):
            decoded += (_run(run), line)
            run = []
        else:
            run.append(line)
    return b"".join([*decoded, _run(run)])


def _run(lines: list[bytes]) -> bytes:
    """Lines without words, which are base64 unless they are too short for it."""
    run = b"".join(lines)
    return _pieces(run) if len(run.strip()) >= SHORTEST else run


def _pieces(encoded: bytes) -> bytes:
    """What base64 stands for that was padded more than once: lists put pieces behind each other."""
    return b"".join(map(base64_octets, _PADDED.split(encoded, MAX_PIECES)))
