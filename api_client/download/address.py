"""Where a download may come from: https, or http on this very machine (contract, "Client")."""

from urllib.parse import urljoin

from api_client.download.errors import DownloadFailed
from api_client.urls import WebAddress, read_web_address

MOST_REDIRECTS = 5


def read_address(url: str) -> WebAddress:
    """An address that a backend named, without its fragment.

    Raises:
        DownloadFailed: `unsafe-address`: it is neither https nor http on loopback, has user info,
            a host outside ASCII, blanks or control characters, or is too long.
    """
    address = read_web_address(url)
    if address is None:
        raise DownloadFailed("unsafe-address")
    return WebAddress(address.origin, address.rest.partition("#")[0])


def followed(address: WebAddress, location: str) -> WebAddress:
    """Where a redirect leads, which has to be https whatever it came from.

    Raises:
        DownloadFailed: `unsafe-redirect`.
    """
    try:
        further = read_address(urljoin(address.url(), location))
    except (ValueError, DownloadFailed):
        raise DownloadFailed("unsafe-redirect") from None
    if not further.origin.startswith("https://"):
        raise DownloadFailed("unsafe-redirect")
    return further
