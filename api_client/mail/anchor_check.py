"""What a mail shows where it links: text that names another host than the link leads to."""

import re

from api_client.link import ActivationLink, anchors
from api_client.link.find import find_all, may_matter
from api_client.link.line_repair import fully_decoded, visible
from api_client.mail.headers import one_line
from api_client.mail.lookalike_hosts import without_port

MAX_ANCHORS = 2_000
"""Anchors of a page that are compared with what they show."""

_NAMED = re.compile(r"(?:https?://|www\.)(?:[^\s/@]*@)?([\w.-]{1,255})", re.IGNORECASE)
_BARE = re.compile(
    r"((?:[\w-]{1,63}\.){1,10}[^\W\d_]{2,24})(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE
)
_HEX_RUN = re.compile(r"[0-9A-Fa-f]{8,}")
_SHOWN = 160


def shown_elsewhere(html: str) -> dict[ActivationLink, str]:
    """Links whose visible text names another host, and that text, fit to be shown."""
    shown: dict[ActivationLink, str] = {}
    for anchor in anchors(html, MAX_ANCHORS):
        named = hosts_named(anchor.text)
        if not named or not may_matter(anchor.address):
            continue
        for found in find_all(f"<{anchor.address}>"):
            link = found.finding
            if isinstance(link, ActivationLink) and named - {
                without_port(link.host),
                found.wrapped_by,
            }:
                shown.setdefault(link, _fit(anchor.text))
    return shown


def hosts_named(text: str) -> set[str]:
    """The hosts that a reader takes a text for, as they are written, in lower case."""
    text = visible(text).strip()
    named = {match[1] for match in _NAMED.finditer(text[:2_000])}
    if bare := _BARE.fullmatch(text):
        named.add(bare[1])
    return {(host.lower() if host.isascii() else host).rstrip(".") for host in named}


def _fit(text: str) -> str:
    text = _HEX_RUN.sub("…", fully_decoded(one_line(visible(text))))
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
