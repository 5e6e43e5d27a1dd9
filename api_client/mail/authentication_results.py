"""Authentication-Results: what a receiving server says it found (RFC 8601). A claim, no proof.

Anybody can write such a header, and nobody here knows which server is the reader's own.
"""

import re
from collections.abc import Iterable, Iterator
from typing import get_args

from api_client.link.line_repair import tokens_masked
from api_client.mail.activation_mail import Claim, Method
from api_client.mail.domains import belong_together

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


def of_another_domain(passed: list[Claim], own: str) -> list[Claim]:
    """The passes for a domain that is not the sender's.

    Who sends in somebody's name signs with a domain of their own too: beside a signature of the
    sender's, other domains mean nothing. DMARC is always about the sender.
    """
    others = [
        claim
        for claim in passed
        if claim.domain and claim.method != "arc" and not belong_together(claim.domain, own)
    ]
    is_signed = any(
        claim.method in ("dkim", "dmarc") and claim.domain and claim not in others
        for claim in passed
    )
    return [claim for claim in others if claim.method == "dmarc"] if is_signed else others


def _claims(header: str) -> Iterator[Claim]:
    bare = _COMMENT.sub(" ", _COMMENT.sub(" ", tokens_masked(header)))  # they may be nested
    server, *results = bare.split(";", MAX_CLAIMS)
    if "=" in server and results:  # Microsoft 365 leaves the server out
        server, results = "", [server, *results]
    named = _SERVER.match(server.strip())
    if "=" in server or (named is None and server):
        return
    for text in results:
        result = _RESULT.match(text)
        method = _METHODS.get(result[1].lower()) if result else None
        if result and method:
            yield Claim(
                method,
                result[2].lower(),
                _domain(method, result[3]),
                named[0].lower() if named else "",
            )


def _domain(method: Method, properties: str) -> str | None:
    for name in _PROPERTIES[method]:
        value = re.search(rf"(?<!\S){re.escape(name)}\s*=\s*\"?([^\s;\"]+)", properties, re.I)
        if value:
            return value[1].rpartition("@")[2].lower()[:255] or None
    return None
