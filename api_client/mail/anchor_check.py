"""What a mail shows where it links: text that names another host than the link leads to."""

import re
from dataclasses import dataclass, field

from api_client.brands import owner_of
from api_client.link import ActivationLink, anchors
from api_client.link.find import find_all, innermost, may_matter
from api_client.link.line_repair import fully_decoded, visible
from api_client.link.mail_filters import filter_of
from api_client.mail.activation_mail import Disguise
from api_client.mail.headers import one_line
from api_client.mail.lookalike_hosts import without_port

MAX_ANCHORS = 2_000
"""Anchors of a page that are compared with what they show."""

_NAMED = re.compile(r"(?:https?://|www\.)(?:[^\s/@]*@)?([\w.-]{1,255})", re.IGNORECASE)
_BARE = re.compile(
    r"((?:[\w-]{1,63}\.){1,10}[^\W\d_]{2,24})(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE
)
_IN_WORDS = re.compile(r"(?<![\w.@/-])(?:[\w-]{1,63}\.){2,10}[^\W\d_]{2,24}(?![\w@])")
"""A host among other words; only one of the vendor's or a partner's counts there."""

_HEX_RUN = re.compile(r"[0-9A-Fa-f]{8,}")
_SHOWN = 160


@dataclass(slots=True)
class Shown:
    """What the anchors of a page show: of links, and of what only pretends to be the vendor's."""

    of_links: dict[ActivationLink, str] = field(default_factory=dict)
    disguises: list[Disguise] = field(default_factory=list)


def shown_elsewhere(html: str) -> Shown:
    """Anchors whose visible text names another host, and that text, fit to be shown."""
    shown = Shown()
    for anchor in anchors(html, MAX_ANCHORS):
        named = hosts_named(anchor.text)
        if not named:
            continue
        found = find_all(f"<{anchor.address}>") if may_matter(anchor.address) else []
        for each in found:
            link = each.finding
            if isinstance(link, ActivationLink):
                if named - {without_port(link.host), each.wrapped_by}:
                    shown.of_links.setdefault(link, _fit(anchor.text))
                break
        else:
            if host := _pretended(anchor.address, named):
                shown.disguises.append(Disguise(_fit(anchor.text), host))
    return shown


def _pretended(address: str, named: set[str]) -> str | None:
    """Where an address leads, if a text names a known owner's host and the address leads nowhere near."""
    owners = {owner for host in named if (owner := owner_of(host))}
    if not owners:
        return None
    leads_to = innermost(address)
    host = without_port(leads_to.written_host)
    if not host or host in named or owner_of(host) or filter_of(host):
        return None
    return host


def hosts_named(text: str) -> set[str]:
    """The hosts that a reader takes a text for, as they are written, in lower case."""
    text = visible(text).strip()
    named = {match[1] for match in _NAMED.finditer(text[:2_000])}
    named |= {match[0] for match in _IN_WORDS.finditer(text[:2_000]) if owner_of(match[0])}
    if bare := _BARE.fullmatch(text):
        named.add(bare[1])
    return {(host.lower() if host.isascii() else host).rstrip(".") for host in named}


def _fit(text: str) -> str:
    text = _HEX_RUN.sub("…", fully_decoded(one_line(visible(text))))
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
