"""Whether what comes from outside may lead to this very machine.

Usually it may: the mock server is there. On a machine that people share, a link or a server's
answer could so make the program ask what listens on the machine's own loopback ports; then this
machine is a stranger's, however its name is spelled. Process-wide, so that no reader of an address
can forget to ask.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv4Network, IPv6Address

_NAMES = ("localhost", "localhost.localdomain", "localhost6", "ip6-localhost", "ip6-loopback")
_THIS_NETWORK = IPv4Network("0.0.0.0/8")
_EMBEDDING = {
    int(IPv6Address(prefix)) >> 32 for prefix in ("::", "::ffff:0:0", "::ffff:0:0:0", "64:ff9b::")
}

_is_strangers = False
_named_origin: str | None = None


@contextmanager
def strangers_loopback(named_origin: str | None = None) -> Iterator[None]:
    """Treat this machine as a stranger's while the context is open.

    Args:
        named_origin: the one `scheme://host[:port]` that was named by hand and stays allowed.
    """
    global _is_strangers, _named_origin
    before = _is_strangers, _named_origin
    _is_strangers, _named_origin = True, named_origin
    try:
        yield
    finally:
        _is_strangers, _named_origin = before


def may_lead_to(origin: str) -> bool:
    """Whether an address from outside may lead to `scheme://host[:port]`, in its one spelling."""
    return not _is_strangers or origin == _named_origin or not ends_here(origin)


def ends_here(origin: str) -> bool:
    """Whether a resolver would take `scheme://host[:port]` for this machine.

    Wider than `activation_link.is_loopback`, which says what is trusted: here everything counts
    that systems are known to take, such as 0.0.0.0, 127.1, 2130706433 and [::ffff:127.0.0.1].
    """
    host = origin.partition("://")[2]
    if host.startswith("["):
        return _is_own_ipv6(IPv6Address(host[1:].partition("]")[0]))
    name = host.partition(":")[0].rstrip(".")
    if name in _NAMES or name.endswith(".localhost"):
        return True
    from socket import inet_aton  # takes the odd spellings that resolvers take

    try:
        return _is_own(IPv4Address(inet_aton(name)))
    except OSError:
        return False


def _is_own(address: IPv4Address) -> bool:
    return address.is_loopback or address in _THIS_NETWORK


def _is_own_ipv6(address: IPv6Address) -> bool:
    """Loopback, unspecified, or an own IPv4 address within (compatible, mapped, translated)."""
    embedding, embedded = divmod(int(address), 2**32)
    return address.is_loopback or (embedding in _EMBEDDING and _is_own(IPv4Address(embedded)))
