"""Looking inside redirectors: addresses that carry another address.

Formats: Proofpoint URL Defense v1, v2 and v3 and Microsoft SafeLinks, as their addresses show them;
any other redirector by the name of its parameter.
"""

import base64
import binascii
import re

from api_client.link.candidate import Candidate, parameters
from api_client.link.line_repair import fully_decoded, percent_decoded, spaced, unmarked

MAX_DEPTH = 5
"""Wrappers inside wrappers that are looked through."""

PARAMETERS = ("url", "u", "q", "target", "redirect", "link", "a")
"""Parameters in which redirectors carry the address."""

OPAQUE_HOSTS = (
    "awstrack.me",
    "bit.ly",
    "cudasvc.com",
    "lnkd.in",
    "mandrillapp.com",
    "mimecast.com",
    "mimecastprotect.com",
    "safelinks.protection.outlook.com",
    "secure-web.cisco.com",
    "sendgrid.net",
    "t.co",
    "urldefense.com",
    "urldefense.proofpoint.com",
    "urldefense.us",
)
"""Redirectors, with what is below them, whose addresses may tell nothing of where they lead."""

_PROOFPOINT_V2 = re.compile(r"/v2/url$")
_PROOFPOINT_V3 = re.compile(
    rf"{spaced('/v3/__')}(.*?)(?:{spaced('__;')}([^!]*)|\Z)", re.DOTALL | re.ASCII
)
_ONE_SLASH = re.compile(r"(\n?h\n?t\n?t\n?p\n?(?:s\n?)?:\n?/)(?!\n?/)", re.IGNORECASE | re.ASCII)
_REPLACED = re.compile(r"\*(?:\n?\*\n?([A-Za-z0-9_-]))?")
_RUN_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_OPAQUE = tuple(f".{host}" for host in OPAQUE_HOSTS)
_BASE64_OF_HTTP = "aHR0c"


def wrapped(candidate: Candidate) -> list[str]:
    """The texts inside a redirector that may be addresses, still marked and perhaps encoded."""
    if (inner := _PROOFPOINT_V3.match(candidate.rest)) and "urldefense" in candidate.authority:
        return _proofpoint_v3(inner[1], inner[2] or "")
    values = [value for name, value in parameters(candidate.query or "") if name in PARAMETERS]
    if _PROOFPOINT_V2.search(candidate.path):
        # v2 writes % as - and / as _, which is the URL-safe half of its own alphabet.
        return [value.replace("-", "%").replace("_", "/") for value in values]
    return values


def is_opaque(candidate: Candidate) -> bool:
    """Whether it looks like a redirector to an activation link that cannot be looked into."""
    host = candidate.host.partition(":")[0]
    if f".{host}".endswith(_OPAQUE):
        return candidate.path != "/" or bool(candidate.query)
    rest = unmarked(candidate.rest)
    return _BASE64_OF_HTTP in rest or "/rc-web/confirmation/" in fully_decoded(rest)


def _proofpoint_v3(address: str, replaced: str) -> list[str]:
    """v3 puts the address between `__` and `__;` and `*` for characters it lists in base64.

    `**` and a letter stand for a run of them, A for two, B for three and so on. Its own percent
    signs are among the replaced; what is percent-encoded still came about on the way, as did
    `https:/` for `https://`.
    """
    encoded = unmarked(replaced).rstrip("=")
    try:
        octets = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        listed = octets.decode()
    except (binascii.Error, ValueError):
        return []
    mended = (_ONE_SLASH.sub(r"\1/", text) for text in (address, percent_decoded(address)))
    return list(dict.fromkeys(_restored(text, listed) for text in mended))


def _restored(address: str, listed: str) -> str:
    """The address with its replaced characters put back from their list."""
    characters = iter(listed)

    def restore(match: re.Match[str]) -> str:
        length = _RUN_LENGTHS.index(match[1]) + 2 if match[1] else 1
        return "".join(character for _, character in zip(range(length), characters, strict=False))

    return _REPLACED.sub(restore, address)
