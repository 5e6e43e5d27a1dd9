"""Authentication-Results: what a receiving server says it found (RFC 8601). A claim, no proof.

Anybody can write such a header, and nobody here knows which server is the reader's own.
"""

import re
from collections.abc import Iterable, Iterator
from typing import get_args

from api_client.link.line_repair import tokens_masked
from api_client.mail.activation_mail import Claim, Method

MAX_CLAIMS = 30
"""Results of one mail that are told."""

_METHODS: dict[str, Method] = {method: method for method in get_args(Method)}
_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(
    r"\s*([a-z][a-z0-9-]*)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)\b(.*)", re.I | re.S | re.A
)
_SERVER = re.compile(r"[\w.:-]{1,255}")
_PROPERTIES: dict[Method, tuple[str, ...]] = {
    "spf": ("smtp.mailfrom", "smtp.helo"),
    "dkim": ("header.d", "header.i"),
    "dmarc": ("header.from",),
    "arc": ("header.oldest-pass", "smtp.remote-ip"),
}
"""Where each method names the domain that it checked."""


def claims(headers: Iterable[str]) -> tuple[Claim, ...]:
    """Every result for a method known here, each once, in order."""
    found = dict.fromkeys(claim for header in headers for claim in _claims(header))
    return tuple(found)[:MAX_CLAIMS]


def _claims(header: str) -> Iterator[Claim]:
    bare = _COMMENT.sub(" ", _COMMENT.sub(" ", tokens_masked(header)))  # they may be nested
    server, *results = bare.split(";", MAX_CLAIMS)
    named = _SERVER.match(server.strip())
    if named is None or "=" in server:
        return
    for text in results:
        result = _RESULT.match(text)
        method = _METHODS.get(result[1].lower()) if result else None
        if result and method:
            yield Claim(method, result[2].lower(), _domain(method, result[3]), named[0].lower())


def _domain(method: Method, properties: str) -> str | None:
    for name in _PROPERTIES[method]:
        value = re.search(rf"(?<!\S){re.escape(name)}\s*=\s*\"?([^\s;\"]+)", properties, re.I)
        if value:
            return value[1].rpartition("@")[2].lower()[:255] or None
    return None
