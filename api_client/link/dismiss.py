"""The quick look: most addresses of a text cannot lead to an activation link, and show it."""

import re

from api_client.brands import LINK_HOSTS
from api_client.link.redirectors import OPAQUE_HOSTS

TELLING = (
    "rc-web", "http", "%", "[", "localhost", "/127.", "ahr0c", "/v2/url", "urldefense",
    *LINK_HOSTS, *OPAQUE_HOSTS,
)  # fmt: skip
"""Lower-case texts, one of which is in every address that is judged, wrapped or refused."""

SHORTEST = len("http://t.co/x")
"""Characters of the shortest address that may be refused; links are longer."""

_TELLING = re.compile(r":[0-9a-f]{8}|" + "|".join(map(re.escape, TELLING)))
_SCHEME = len("http:/")
_TOKEN_LIKE = re.compile(r"[0-9a-f%]{32}")


def may_matter(address: str) -> bool:
    """Whether a marked address may be a link, wrap one, or be refused; False is certain."""
    if len(address) < SHORTEST:
        return False
    plain = address.replace("\n", "").lower()
    if not plain.startswith("h") or _TELLING.search(plain, _SCHEME):
        return True
    return "=\n" in address and _TELLING.search(_tight(address), _SCHEME) is not None


def may_be_link(address: str) -> bool:
    """Whether a marked address has all the marks of a link, which no redirector encodes."""
    tight = _tight(address)
    at_home = "confirmation" in tight or any(host in tight for host in LINK_HOSTS)
    return at_home and _TOKEN_LIKE.search(tight) is not None


def _tight(address: str) -> str:
    """The address in lower case, as if each `=` before a mark were quoted-printable's."""
    return address.replace("=\n", "").replace("\n", "").lower()
