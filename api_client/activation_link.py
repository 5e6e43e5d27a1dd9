"""The activation link: which server, whose account, the secret that opens it; and near misses."""

import re
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Address, IPv6Address
from typing import Literal

RefusalReason = Literal["http-scheme", "user-info", "shape", "unknown-host", "opaque-wrapper"]
"""Why something that looks like an activation link is none (contract, “Reading links”)."""


CONFIRMATION_PATH = "/rc-web/confirmation/default.html"
"""Where the real service's links point (a public QA helper of the vendor names it)."""

MAX_ACCOUNT_ID = 400
"""Characters: a scenario with some twenty modifiers; a real account id has 19 digits at most."""

_WORD = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_ACCOUNT_ID = re.compile(rf"[0-9]{{1,19}}|{_WORD}(?:\.{_WORD})*")
_AUTHORITY = re.compile(
    r"(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.?|\[[0-9A-Fa-f:.]{2,45}\])(?::(?P<port>[0-9]*))?"
)
_PLAIN = re.compile(
    rf"(https?)://([^/?#]+){re.escape(CONFIRMATION_PATH)}\?([a-z0-9.-]+):([0-9a-f]{{32}})"
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class ActivationLink:
    """A well-formed link, wherever it points: `brands.trust` says what to make of its host.

    `origin` is `https://host[:port]`, or `http://…` on loopback: lower-case, without the default
    port or a trailing dot. `account_id` is 1 to 19 digits, or a scenario of the mock server.
    `token` is 32 lower-case hex digits and secret: it is in no repr.
    """

    origin: str
    account_id: str
    token: str = field(repr=False)

    @property
    def host(self) -> str:
        """The host, with its port where that is not the scheme's own."""
        return self.origin.partition("://")[2]

    @property
    def is_loopback(self) -> bool:
        """Whether the link points at this very machine."""
        return is_loopback(self.host)

    @property
    def bearer(self) -> str:
        """What proves the link to a server; secret. A colon is not legal in it (RFC 6750)."""
        return f"{self.account_id}~{self.token}"

    def spent(self) -> "ActivationLink":
        """What may be kept of it when it has served: not the token."""
        return replace(self, token="")

    def url(self) -> str:
        """The whole personal link; secret, only for showing it to its owner."""
        return f"{self.origin}{CONFIRMATION_PATH}?{self.account_id}:{self.token}"


@dataclass(frozen=True, slots=True)
class Refused:
    """What looks like an activation link and is none.

    Neither `text` nor `host` holds a token. `text` is ASCII and may be shown. `host` is the one it
    leads to, as it was written (perhaps in several scripts), or "" if none can be told.
    """

    text: str
    reason: RefusalReason
    host: str = ""


def plain_link(text: str) -> ActivationLink | None:
    """The link, if a text is one as `ActivationLink.url` spells it and nothing else.

    `find_links` finds the same, and much more; this needs none of its patterns.
    """
    match = _PLAIN.fullmatch(text)
    if match is None or not is_account_id(match[3]):
        return None
    link = ActivationLink(f"{match[1]}://{match[2]}", match[3], match[4])
    is_one_spelling = read_origin(match[1], match[2]) == link.origin
    return link if is_one_spelling and (match[1] == "https" or link.is_loopback) else None


def is_account_id(text: str) -> bool:
    """Whether it is a real account id or a scenario with its modifiers."""
    return len(text) <= MAX_ACCOUNT_ID and _ACCOUNT_ID.fullmatch(text) is not None


def read_origin(scheme: str, authority: str) -> str | None:
    """`scheme://host[:port]` in its one spelling, or None if that names no host and port.

    A host outside ASCII is None too: it is never mapped to one that was not written.
    """
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        return None
    scheme, host = scheme.lower(), match["host"].lower().removesuffix(".")
    if len(host) > 253:
        return None
    if host.startswith("["):
        try:
            host = f"[{IPv6Address(host[1:-1])}]"
        except ValueError:
            return None
    if not match["port"]:
        return f"{scheme}://{host}"
    digits = match["port"].lstrip("0")
    if len(digits) > 5 or not 0 < int(digits or 0) <= 65535:
        return None
    port = int(digits)
    return (
        f"{scheme}://{host}" if port == _DEFAULT_PORTS.get(scheme) else f"{scheme}://{host}:{port}"
    )


def is_loopback(host: str) -> bool:
    """Whether `host[:port]` is this machine: localhost, 127.0.0.0/8 or ::1, nothing that looks it."""
    if host.startswith("["):
        return host.startswith("[::1]")
    name = host.partition(":")[0]
    if not name.startswith("127."):
        return name == "localhost"
    try:
        return IPv4Address(name).is_loopback
    except ValueError:
        return False
