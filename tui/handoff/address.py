"""Addresses that may be opened or shown."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from api_client.link import ActivationLink
from api_client.link.activation_link import is_loopback, read_origin

LONGEST = 2000
"""Characters; no longer address fits an OSC 8 hyperlink everywhere, nor is one typed."""

_ADDRESS = re.compile(r"([A-Za-z]+)://([^/?#@\\]+)([/?#].*)?")
_AS_WRITTEN = "%/:?#[]@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class Address:
    """An https address, or http on loopback, in printable ASCII; its repr does not show it.

    `secret` marks a personal link: whoever holds it can activate the account.
    """

    url: str = field(repr=False)
    secret: bool = False

    @property
    def host(self) -> str:
        """The host, with its port where that is not the scheme's own."""
        return re.split("[/?#]", self.url.partition("://")[2], maxsplit=1)[0]

    def short(self, width: int = 40) -> str:
        """Host and path if they fit in so many columns, else the host and the last part."""
        whole = self.url.partition("://")[2].rstrip("/")
        if len(whole) <= width:
            return whole
        path = re.split("[?#]", whole, maxsplit=1)[0]
        last = path.rpartition("/")[2] if "/" in path else ""
        if not last:
            return self.host
        ending = f"/…/{last}" if path.count("/") > 1 else f"/{last}"
        return self.host + ending


def read_address(text: str) -> Address | None:
    """The address in a text from outside, None if it must not be opened.

    Refused are every scheme but https (http on loopback), user info, hosts outside ASCII, spaces,
    control characters and backslashes. What else is not ASCII is percent-encoded, so the result
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
    url = origin + quote(match[3] or "", safe=_AS_WRITTEN)
    return Address(url) if len(url) <= LONGEST else None


def personal_address(link: ActivationLink) -> Address:
    """The personal link itself, secret."""
    return Address(link.url(), secret=True)
