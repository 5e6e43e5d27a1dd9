"""Addresses that a server names, to be opened or fetched: https, or http on this very machine."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from api_client.activation_link import is_loopback, read_origin

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
    return WebAddress(origin, quote(match[3] or "", safe=_AS_WRITTEN))
