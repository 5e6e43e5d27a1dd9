"""The names of a server: what a Host header says, and whether that is one of its own."""

import ipaddress
import re
from functools import lru_cache

_AUTHORITY = re.compile(
    r"(?P<host>\[[0-9a-fA-F:.]{2,45}\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?)(?::[0-9]{0,5})?",
    re.IGNORECASE,
)
"""With underscores: services in a network of containers are often named so."""

_USUAL_PORTS = {"http": 80, "https": 443}


def host_of(authority: str) -> str | None:
    """The host of `host[:port]` as it stands in a URL, in its one spelling; None if there is none."""
    match = _AUTHORITY.fullmatch(authority)
    if match is None or len(match["host"]) > 254:
        return None
    host = match["host"].lower().removesuffix(".")
    return in_url(host[1:-1]) if host.startswith("[") else host


def is_named(names: frozenset[str], host: str) -> bool:
    """Whether a host, as it stands in a URL, is one of the names; `*` stands for one label."""
    return host in names or f"*.{host.partition('.')[2]}" in names


@lru_cache(maxsize=64)
def in_url(address: str) -> str | None:
    """An IP address as it stands in a URL, None if it is none.

    One that came in by IPv4 on a socket of IPv6 is an IPv4 address again.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if found.version == 4:
        return str(found)
    return f"[{found}]" if found.ipv4_mapped is None else str(found.ipv4_mapped)


def read_name(text: str) -> str:
    """A host as an option names it; `*.` at its beginning stands for one label.

    Raises:
        ValueError: it is no host, or not a host alone.
    """
    star, rest = ("*.", text[2:]) if text.startswith("*.") else ("", text)
    bare = f"[{rest}]" if ":" in rest and not rest.startswith("[") else rest
    try:
        bare = bare if bare.isascii() else bare.encode("idna").decode()
    except UnicodeError:
        bare = ""
    host = host_of(bare)
    if host is None or ":" in bare.rpartition("]")[2] or (star and host.startswith("[")):
        raise ValueError("no host, or more than a host")
    return star + host


def read_web_origin(text: str) -> str | None:
    """The one spelling of `http(s)://host[:port]`; None if it is something else."""
    scheme, _, authority = text.lower().partition("://")
    host = host_of(authority) if scheme in _USUAL_PORTS else None
    if host is None:
        return None
    usual = _USUAL_PORTS[scheme]
    port = int(authority.rpartition("]")[2].partition(":")[2] or usual)
    if not 0 < port <= 65535:
        return None
    return f"{scheme}://{host}" if port == usual else f"{scheme}://{host}:{port}"
