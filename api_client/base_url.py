"""A backend's address, read and written in one spelling; loads nothing heavy."""

import re

from api_client.activation_link import is_loopback, read_origin

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
