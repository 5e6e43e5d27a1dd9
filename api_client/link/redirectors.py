"""Looking inside redirectors: addresses that carry another address.

Formats: Proofpoint URL Defense v1, v2 and v3 and Microsoft SafeLinks, as their addresses show them;
any other redirector by the name of its parameter, or by the address that stands in its path: Cisco
(`/<key>/https%3A%2F%2F…`), Check Point (`/v2/r01/___https://…___.<key>`), Hornetsecurity.
"""

import base64
import binascii
import re

from api_client.link.candidate import Candidate, parameters
from api_client.link.line_repair import SOFT, fully_decoded, percent_decoded, spaced, unmarked
from api_client.link.mail_filters import FILTERS, TRACKERS

MAX_DEPTH = 5
"""Wrappers inside wrappers that are looked through."""

PARAMETERS = ("url", "u", "q", "o", "target", "redirect", "link", "a")
"""Parameters in which redirectors carry the address."""

OPAQUE_HOSTS = (*(host for hosts in FILTERS.values() for host in hosts), *TRACKERS)
"""Redirectors, with what is below them, whose addresses may tell nothing of where they lead."""

_PROOFPOINT_V2 = re.compile(r"/v2/url$")
_PROOFPOINT_V3 = re.compile(
    rf"{spaced('/v3/__')}(?:(.*){spaced('__;')}([^!]*)|(.*))", re.DOTALL | re.ASCII
)
"""The last list is its own: another such address may be inside, with its list in clear."""

_IN_PATH = re.compile(
    rf"(?:[/=]|({spaced('___')})){SOFT}({spaced('http')}{SOFT}(?:s{SOFT})?(?::|%(?:25)*3a){SOFT}(?:/|%(?:25)*2f).*)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_PATH_END = re.compile(spaced("___"))
_ONE_SLASH = re.compile(r"(\n?h\n?t\n?t\n?p\n?(?:s\n?)?:\n?/)(?!\n?/)", re.IGNORECASE | re.ASCII)
_REPLACED = re.compile(r"\*(?:\n?\*\n?([A-Za-z0-9_-]))?")
_RUN_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_OPAQUE = tuple(f".{host}" for host in OPAQUE_HOSTS)
_BASE64_OF_HTTP = "aHR0c"


def wrapped(candidate: Candidate) -> list[str]:
    """The texts inside a redirector that may be addresses, still marked and perhaps encoded."""
    if (inner := _PROOFPOINT_V3.match(candidate.rest)) and "urldefense" in candidate.authority:
        return _proofpoint_v3(inner[1] or inner[3] or "", inner[2] or "")
    values = [value for name, value in parameters(candidate.query or "") if name in PARAMETERS]
    if _PROOFPOINT_V2.search(candidate.path):
        # v2 writes % as - and / as _, which is the URL-safe half of its own alphabet.
        return [value.replace("-", "%").replace("_", "/") for value in values]
    return [*_in_path(candidate.rest), *values]


def hides_all_but_the_host(candidate: Candidate) -> bool:
    """Whether it tells the host of an address in clear and keeps the rest for itself (Mailinblack).

    Others serve the same form from hosts of their own.
    """
    return candidate.path.endswith("/securelink/") and any(
        name == "key" for name, _ in parameters(candidate.query or "")
    )


def is_opaque(candidate: Candidate) -> bool:
    """Whether it looks like a redirector to an activation link that cannot be looked into."""
    host = candidate.host.partition(":")[0]
    if f".{host}".endswith(_OPAQUE) and not host.startswith("www."):
        return candidate.path != "/" or bool(candidate.query)
    rest = unmarked(candidate.rest)
    return _BASE64_OF_HTTP in rest or "/rc-web/confirmation/" in fully_decoded(rest)[1:]


def _in_path(rest: str) -> list[str]:
    """The address that begins in a path; what is behind its `?` is its own."""
    found = _IN_PATH.search(rest)
    if found is None or 0 <= rest.find("?") < found.start(2):
        return []
    address = found[2]
    for end in _PATH_END.finditer(found[2]) if found[1] else ():
        address = found[2][: end.start()]
    return [_ONE_SLASH.sub(r"\1/", address, count=1)]


def _proofpoint_v3(address: str, replaced: str) -> list[str]:
    """v3 puts the address between `__` and `__;` and `*` for bytes it lists in base64.

    `**` and a letter stand for a run of them, A for two, B for three and so on. Its own percent
    signs are among the replaced; what is percent-encoded still came about on the way, as did
    `https:/` for `https://`.
    """
    encoded = unmarked(replaced).rstrip("=")
    try:
        listed = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except (binascii.Error, ValueError):
        return []
    mended = (_ONE_SLASH.sub(r"\1/", text) for text in (address, percent_decoded(address)))
    return list(dict.fromkeys(_restored(text, listed) for text in mended))


def _restored(address: str, listed: bytes) -> str:
    """The address with its replaced bytes put back from their list."""
    restored = bytearray()
    end = used = 0
    for mark in _REPLACED.finditer(address):
        length = _RUN_LENGTHS.index(mark[1]) + 2 if mark[1] else 1
        restored += address[end : mark.start()].encode("utf-8", "replace")
        restored += listed[used : used + length]
        used, end = used + length, mark.end()
    restored += address[end:].encode("utf-8", "replace")
    return restored.decode("utf-8", "replace")
