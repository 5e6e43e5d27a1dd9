"""Addresses that may be opened or shown."""

import re
from dataclasses import dataclass, field

from api_client.link import ActivationLink
from api_client.urls import read_web_address

LONGEST = 2000
"""Characters; no longer address fits an OSC 8 hyperlink everywhere, nor is one typed."""


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
    """The address in a text from outside, None if it must not be opened or is too long to hand on."""
    address = read_web_address(text)
    if address is None or len(address.url()) > LONGEST:
        return None
    return Address(address.url())


def personal_address(link: ActivationLink) -> Address:
    """The personal link itself, secret."""
    return Address(link.url(), secret=True)
