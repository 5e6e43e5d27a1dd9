"""Addresses in their one spelling: a backend's own, and those it names to be opened or fetched.

Both are https, or http on this very machine. Loads nothing heavy.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from api_client.activation_link import is_loopback, read_origin
from api_client.loopback import may_lead_to

_URL = re.compile(r"(https?)://([^/?#@\s\\]+)(/[^?#\s\\]*)?", re.IGNORECASE | re.ASCII)


def read_base_url(text: str) -> str:
    """A backend's address in its one spelling: origin and, if it has one, a path prefix.

    Raises:
        ValueError: it is neither https nor http on loopback, or has user info, query or fragment.
    """
    match = _URL.fullmatch(text.strip())
    origin = read_origin(match[1], match[2]) if match else None
    if match is None or origin is None:
        raise ValueError("not the address of a backend")
    if origin.startswith("http://") and not is_loopback(host_of(origin)):
        raise ValueError("http is for loopback only")
    return origin + (match[3] or "").rstrip("/")


def host_of(base_url: str) -> str:
    """The `host[:port]` of a backend's address."""
    return base_url.partition("://")[2].partition("/")[0]


def origin_of(base_url: str) -> str:
    """The `scheme://host[:port]` of a backend's address, without its path prefix."""
    return "/".join(base_url.split("/", 3)[:3])


LONGEST = 2048
"""Characters; a signed address of a file store has some 1,000."""

_ADDRESS = re.compile(r"([A-Za-z]+)://([^/?#@\\]+)([/?#].*)?")
_AS_WRITTEN = "%/:?#[]@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address in printable ASCII.

    `origin` is `https://host[:port]`, or `http://…` on loopback, in its one spelling. `rest` is
    path, query and fragment; it may be signed, and so it is in no repr.
    """

    origin: str
    rest: str = field(repr=False)

    @property
    def host(self) -> str:
        """The host, with its port where that is not the scheme's own."""
        return self.origin.partition("://")[2]

    def url(self) -> str:
        """The whole address."""
        return self.origin + self.rest


def read_web_address(text: str) -> WebAddress | None:
    """The address in a text from outside; None if it must be neither opened nor fetched.

    Refused are every scheme but https (http on loopback), user info, hosts outside ASCII, spaces,
    control characters and backslashes; and this machine where it is a stranger's. What else is not ASCII is percent-encoded, so the result
    is safe as a program's argument and within a terminal's sequences.
    """
    if len(text) > LONGEST or not text.isprintable() or re.search(r"[\s\\]", text):
        return None
    match = _ADDRESS.fullmatch(text)
    if match is None or match[1].lower() not in ("http", "https"):
        return None
    origin = read_origin(match[1], match[2])
    if origin is None or (
        origin.startswith("http://") and not is_loopback(origin.removeprefix("http://"))
    ):
        return None
    if not may_lead_to(origin):
        return None
    return WebAddress(origin, quote(match[3] or "", safe=_AS_WRITTEN))


@dataclass(frozen=True, slots=True)
class RefusedAddress:
    """What may be told of an address that must not be opened.

    `scheme` is in lower case, `host` has its port; each is empty where there is none to be made
    out. Neither user info nor path is kept: there may be a secret in the one, code in the other.
    """

    scheme: str
    host: str


_ANY = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,31}):(?:[/\\]{2}([^/?#\\]*))?")
_LONGEST_HOST = 260


def refused_address(text: str) -> RefusedAddress:
    """Scheme and host of an address from outside that `read_web_address` does not take."""
    match = _ANY.match(text)
    if match is None:
        return RefusedAddress("", "")
    host = (match[2] or "").rpartition("@")[2][:_LONGEST_HOST]
    shown = host if host.isprintable() and not re.search(r"\s", host) else ""
    return RefusedAddress(match[1].lower(), shown.lower())
