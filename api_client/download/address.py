"""Where a download may come from: https, or http on this very machine (contract, "Client")."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from api_client.download.failure import DownloadFailed
from api_client.link import read_origin
from api_client.link.activation_link import is_loopback

MOST_REDIRECTS = 5
LONGEST_ADDRESS = 2048
"""Characters; a signed address of a file store has some 1,000."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked.

    `origin` is `https://host[:port]`, or `http://…` on loopback, in its one spelling; `target` is
    path and query, which may be signed and so stay out of a repr's reader's sight.
    """

    origin: str
    target: str

    def __repr__(self) -> str:
        return f"Address({self.origin!r})"

    @property
    def host(self) -> str:
        """The host, with its port where that is not the scheme's own."""
        return self.origin.partition("://")[2]

    def url(self) -> str:
        """The whole address, without a fragment."""
        return self.origin + self.target


def read_address(url: str) -> Address:
    """An address that a backend named.

    Raises:
        DownloadFailed: `unsafe-address`: it is neither https nor http on loopback, has user info,
            a host outside ASCII, blanks or control characters, or is too long.
    """
    address = _read(url)
    if address is None:
        raise DownloadFailed("unsafe-address")
    return address


def followed(address: Address, location: str) -> Address:
    """Where a redirect leads, which has to be https whatever it came from.

    Raises:
        DownloadFailed: `unsafe-redirect`.
    """
    try:
        further = _read(urljoin(address.url(), location))
    except ValueError:
        further = None
    if further is None or not further.origin.startswith("https://"):
        raise DownloadFailed("unsafe-redirect")
    return further


def _read(url: str) -> Address | None:
    # urlsplit drops tabs and line breaks, and guesses at what is no address.
    if len(url) > LONGEST_ADDRESS or not url.isprintable() or " " in url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("https", "http") or not parts.netloc:
        return None
    origin = read_origin(parts.scheme, parts.netloc)
    if origin is None:
        return None
    if parts.scheme == "http" and not is_loopback(origin.partition("://")[2]):
        return None
    query = f"?{parts.query}" if parts.query else ""
    return Address(origin, (parts.path or "/") + query)
