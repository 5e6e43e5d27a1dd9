"""Domains of mail addresses: whether two belong together, as far as their names tell."""

from api_client.brands import owner_of

_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "gv", "ne", "net", "or", "org"})
"""Labels under which a country lets others register."""


def domain_of(address: str) -> str:
    """What is behind the last @, in lower case, without a trailing dot."""
    return address.rpartition("@")[2].lower().rstrip(".")


def belong_together(one: str, other: str) -> bool:
    """Whether two domains are below the same registered one."""
    return one == other or _registered(one) == _registered(other)


def _registered(domain: str) -> str:
    """The part of a domain that somebody registered: its last two labels, or three (`co.uk`)."""
    owner = owner_of(domain)
    if owner:
        return owner
    labels = domain.split(".")
    is_country = len(labels[-1]) == 2 and len(labels) > 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if is_country else -2 :])
